using CsCheck;
using KexecPerf.Model.Loading;

namespace KexecPerf.Model.Tests.Loading;

public static class SourceRunsTests
{
    [Fact]
    public static void Runs_come_back_as_they_were_put_in() =>
        Gen.Select(Gen.Long[1, 3], Gen.Bool)
            .Select((pages, own) => new SourceRun(pages, own))
            .Array[0, 40]
            .Sample(runs =>
            {
                SourceRuns kept = SourceRuns.Of(runs);
                Assert.Equal(runs, kept.All);
                Assert.Equal(runs.Length, kept.Count);
                Assert.Equal(runs.Sum(r => r.Pages), kept.Pages);
                SourceRunGroup[] groups = kept.Groups.ToArray();
                Assert.Equal(kept.Pages, groups.Sum(g => g.Pages));
                Assert.All(
                    groups.Zip(groups.Skip(1)),
                    g => Assert.NotEqual(g.First.Run, g.Second.Run)
                );
            });

    /// <summary>A million single pages are what full fragmentation makes of 4 GiB.</summary>
    [Fact]
    public static void Equal_neighbours_are_one_group()
    {
        var runs = new SourceRuns();
        runs.Add(new SourceRun(1, false), 1_000_000);
        runs.Add(new SourceRun(1, false));
        runs.Add(new SourceRun(1, true));
        Assert.Equal((1_000_002, 1_000_002), (runs.Count, runs.Pages));
        Assert.Equal([1_000_001, 1], runs.Groups.ToArray().Select(g => g.Times));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1L << 31)]
    public static void A_run_that_cannot_be_is_refused(long pages) =>
        Assert.Throws<ArgumentException>(() => SourceRuns.Of([new SourceRun(pages, false)]));
}
