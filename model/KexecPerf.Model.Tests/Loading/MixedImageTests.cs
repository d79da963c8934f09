using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>
/// One segment without a place in the area: lab, <c>cma=64M</c> and an initrd of 128 MiB: three segments in CMA, and relocation copies the initrd
/// alone. Here 5 + 2 + 100 pages in CMA and an initrd of 300.
/// </summary>
public static class MixedImageTests
{
    private static Scenario Mixed(string kernel) =>
        Bench
            .Scenario(kernel, initrd: 300)
            .With(m => m with { CmaArea = new PageCount(400).Size }) with
        {
            SourceCache = SourceCache.Cold,
        };

    [Theory]
    [InlineData("7.2")]
    [InlineData("7.3")]
    public static void Relocation_copies_the_listed_segment_alone(string kernel)
    {
        LoadedImage image = LoadedImage.Load(Mixed(kernel), MachineDraw.Medians(Bench.X86));
        Assert.Equal(
            [Placement.Cma, Placement.Cma, Placement.Cma, Placement.PageList],
            image.Segments.Select(s => s.Placement)
        );
        Assert.Equal((300, 1), (image.ListedPages.Pages, image.IndirectionPages.Pages));

        // 7 us and 300 pages at 1 us in a run; where a run starts, 1 us more.
        long starts = image.Runs.Count;
        Assert.InRange(starts, 1, 20);
        MachineDraw draw = MachineDraw.Medians(Bench.X86);
        long took = HotPhaseSimulation.Run(image, draw).Ps(Phase.Relocation);
        Assert.Equal((307 + starts) * Bench.Microsecond, took);
    }

    /// <summary>7.3 leaves the hash out where the list is empty. One listed segment, and all of the image but the purgatory is hashed.</summary>
    [Fact]
    public static void The_hash_is_back_over_everything_on_7_3()
    {
        Assert.Equal(19 * Bench.Microsecond, Mixed("7.3").InCma().Outcome().Ps(Phase.Purgatory));
        long mixed = Mixed("7.3").Outcome().Ps(Phase.Purgatory);
        Assert.Equal(Mixed("7.2").Outcome().Ps(Phase.Purgatory), mixed);

        // 402 pages at 10 us, and at most 160 ns for each that is not cached.
        Assert.InRange(
            mixed,
            (19 + 4_020) * Bench.Microsecond,
            (19 + 4_020 + 65) * Bench.Microsecond
        );
    }
}
