using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Reports;

/// <summary>What <c>sweep</c> prints of many points.</summary>
public sealed class SweepTableTests
{
    private static readonly string[] Sizes =
    [
        .. Enumerable.Range(1, 11).Select(n => $"{32 * n}MiB"),
    ];

    [Fact]
    public void Many_points_show_every_combination_of_the_short_axes_and_both_ends_of_the_long()
    {
        SweepTable shown = Table(
            ("cma_occupancy", ["10%", "60%", "90%"]),
            ("image", Sizes),
            ("kho", ["off", "on"])
        );
        Assert.Equal(36, shown.Table.Rows.Count);
        foreach (string occupancy in (string[])["10%", "60%", "90%"])
        {
            foreach (string kho in (string[])["off", "on"])
            {
                string[] sizes =
                [
                    .. shown
                        .Table.Rows.Where(r => r[0] == occupancy && r[2] == kho)
                        .Select(r => r[1]),
                ];
                Assert.Equal((6, "32MiB", "352MiB"), (sizes.Length, sizes[0], sizes[^1]));
            }
        }

        Assert.Equal("(36 of 66 points: 6 of 11 values of image; all: summary.csv)", shown.Rest);
    }

    [Fact]
    public void Few_points_are_all_there() => Assert.Empty(Table(("image", Sizes)).Rest);

    [Fact]
    public void All_axes_are_shown_in_a_line_of_72_letters()
    {
        SweepTable shown = Table(
            ("copy.sequential", ["1000 MB/s", "2000 MB/s"]),
            ("hash.scalar", ["100 MB/s", "300 MB/s"]),
            ("image", ["64MiB", "1GiB"]),
            ("kernel_version", ["7.2+async-device-shutdown", "7.3"]),
            ("memory_mix", ["anonymous", "server"])
        );
        Assert.Equal(
            shown.Table.Rows.Count,
            shown.Table.Rows.Select(r => string.Join('|', r.Take(5))).Distinct().Count()
        );
        IEnumerable<string[]> rows = [shown.Table.Headers, .. shown.Table.Rows];
        int width = shown.Table.Headers.Select((_, c) => 1 + rows.Max(r => r[c].Length)).Sum() - 1;
        Assert.InRange(width, 40, TextRenderer.Width);
    }

    private static SweepTable Table(params (string Key, string[] Values)[] axes)
    {
        string list = string.Join(
            ", ",
            axes.Select(a =>
                $"\"{a.Key}\": [{string.Join(", ", a.Values.Select(v => $"\"{v}\""))}]"
            )
        );
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(file, $"{{ \"name\": \"drill\", \"axes\": {{ {list} }} }}");
        try
        {
            return new SweepTable(StudyFile.Read(file, seed: 1), SyntheticSummary.Table(axes));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
