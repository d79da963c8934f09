using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Tests.Laws;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>
/// Extents must give what page by page gives, to the picosecond: every field of the outcome, every slice of the timeline, the end of every page's
/// copy and hash, and what an observer sees at the very instants at which pages end, while devices take more or less bandwidth. 10,000 scenarios with <c>KEXECPERF_FULL=1</c>.
/// </summary>
public static class CopyModeTests
{
    [Fact]
    public static void Extents_and_pages_agree_in_every_field_and_page() =>
        Gen.Select(RandomLoads.Continuous, RandomLoads.AnyTakers)
            .Sample(
                (load, takers) => RequireSame(load.Loaded, load.Draw, takers),
                iter: Effort.Of(usual: 150, full: 5_000)
            );

    [Fact]
    public static void Extents_and_pages_agree_where_everything_ties() =>
        Gen.Select(RandomLoads.Coarse, RandomLoads.AnyTakers)
            .Sample(
                (load, takers) => RequireSame(load.Loaded, load.Draw, takers),
                iter: Effort.Of(usual: 150, full: 5_000)
            );

    private static void RequireSame(LoadedImage loaded, MachineDraw draw, BandwidthTaker[] takers)
    {
        var pages = new WatchedRun(loaded, draw, takers, CopyMode.PageExact, []);
        var takersAlone = new HotPhaseRecord { Takers = takers };
        Outcomes.RequireSame(
            pages.Outcome,
            HotPhaseSimulation.Run(loaded, draw, CopyMode.Extents, takersAlone)
        );
        long count = loaded.Segments.Sum(s => s.Segment.Pages.Pages);
        long[] copied = Ends(pages.Copied, count);
        long[] hashed = Ends(pages.Hashed, count);
        long[] instants = Instants(copied, hashed);

        var watched = new WatchedRun(loaded, draw, takers, CopyMode.PageExact, instants);
        var extents = new WatchedRun(loaded, draw, takers, CopyMode.Extents, instants);
        Outcomes.RequireSame(pages.Outcome, watched.Outcome);
        Outcomes.RequireSame(pages.Outcome, extents.Outcome);
        Assert.Equal(watched.Timeline, extents.Timeline);
        Assert.Equal(copied, Ends(extents.Copied, count));
        Assert.Equal(hashed, Ends(extents.Hashed, count));
        Assert.Equal(instants.Length, watched.Seen.Count);
        Assert.Equal(watched.Seen, extents.Seen);
        Assert.Equal(watched.Seen, instants.Select(i => (i, Done(copied, i), Done(hashed, i))));
    }

    private static long Done(long[] ends, long instant) =>
        ends.LongCount(end => 0 <= end && end < instant);

    /// <summary>By page number; -1 for a page that is not worked on.</summary>
    private static long[] Ends(PageTimes times, long pages)
    {
        long[] ends = new long[pages];
        for (long page = 0; page < pages; page++)
        {
            ends[page] = times.End(page)?.Picoseconds ?? -1;
        }

        Assert.Equal(times.Count, ends.LongCount(end => end >= 0));
        return ends;
    }

    /// <summary>Some of the page ends, first and last among them, and a picosecond and a microsecond before and after each.</summary>
    private static long[] Instants(long[] copied, long[] hashed)
    {
        long[] ends = [.. copied.Concat(hashed).Where(e => e >= 0).Order()];
        IEnumerable<long> some = Enumerable
            .Range(0, 20)
            .Where(_ => ends.Length > 0)
            .Select(i => ends[i * (ends.Length - 1) / 19]);
        return
        [
            .. some.SelectMany(end =>
                    (long[])
                        [end, end - 1, end + 1, end - Bench.Microsecond, end + Bench.Microsecond]
                )
                .Where(instant => instant > 0 && instant <= ends[^1])
                .Distinct()
                .Order(),
        ];
    }
}
