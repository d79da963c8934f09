using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Reports;

/// <summary>Sentences worked out by hand from the formulas of <see cref="SyntheticPoint"/>.</summary>
public sealed class HeadlinesTests
{
    [Theory]
    [InlineData(
        "image-size",
        "CMA placement saves at least 5 % of the downtime, by image size: on 7.2 arm64-128c from 512 MiB, intel-server and zen4-vm at no size up to 4 GiB; "
            + "on 7.3 arm64-128c from 512 MiB, intel-server from 8 MiB, zen4-vm from 8 MiB."
    )]
    [InlineData(
        "dma-risk",
        "Devices that go on writing damage the image silently: page list in up to 1 of 240,000 kexecs (intel-server, image 4 GiB), CMA never; "
            + "so that the purgatory notices: page list in up to 1 of 240,000 kexecs (intel-server, image 4 GiB), CMA never. "
            + "How often devices go on writing is assumed."
    )]
    [InlineData(
        "what-next",
        "On arm64-128c, 7.2, async-device-shutdown takes most off the downtime with CMA, 1.30 ms; on zen4-vm, 7.2, skip-digest, 471 ms."
    )]
    [InlineData(
        "numa",
        "CMA placement saves, by nodes and where the area begins: with 1 9.29 ms (4GiB), 9.29 ms (400GiB); "
            + "with 2 9.29 ms (4GiB), 9.29 ms (400GiB); with 2:interleaved 9.29 ms (4GiB), 9.29 ms (400GiB)."
    )]
    [InlineData(
        "mine",
        "CMA placement saves 9.29 ms (hash.scalar 200 MB/s, kho on) to 9.29 ms (hash.scalar 400 MB/s, kho off)."
    )]
    public void The_answer_follows_from_the_table(string study, string answer)
    {
        SummaryTable table = SyntheticSummary.Of(study);
        Assert.Equal(answer, StudyTable.Of(study, table).Headline(table));
    }
}
