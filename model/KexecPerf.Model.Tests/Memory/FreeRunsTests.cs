using CsCheck;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>Runs laid out and scattered runs, by place and one after the other.</summary>
public static class FreeRunsTests
{
    private static readonly PageRange[] Blocks = [new(1_000, 700), new(5_000, 300)];

    private static readonly Gen<(long Length, long Strata, ulong Seed)> Cases = Gen.Select(
        Gen.Long[1, 12],
        Gen.Long[1, 80],
        Gen.ULong
    );

    [Fact]
    public static void Scattered_runs_are_disjoint_and_in_the_blocks() =>
        Cases.Sample(
            c =>
            {
                PageRange[] runs = [.. Scattered(c).OrderBy(r => r.Start)];
                Assert.Equal(c.Length * c.Strata, runs.Sum(r => r.Pages));
                Assert.All(
                    runs,
                    r => Assert.Contains(Blocks, b => b.Start <= r.Start && r.End <= b.End)
                );
                Assert.All(runs.Zip(runs.Skip(1)), p => Assert.False(p.First.Overlaps(p.Second)));
            },
            iter: Effort.Of(500, 20_000)
        );

    [Fact]
    public static void A_place_is_the_same_run_in_whatever_order_places_are_asked_for()
    {
        FreeRuns runs = Scattered((5, 60, 7));
        runs.Add(new PageRange(9_000, 400));
        runs.Add(new PageRange(9_500, 3));
        PageRange[] upward = [.. Places(runs).Select(p => runs[p])];
        PageRange[] downward = [.. Places(runs).Reverse().Select(p => runs[p]).Reverse()];
        Assert.Equal(upward, downward);
        Assert.Equal(upward.Where(r => r.Pages > 0), runs);
        Assert.Equal([new PageRange(9_000, 400), new PageRange(9_500, 3)], upward.TakeLast(2));
    }

    [Fact]
    public static void The_next_long_run_is_found_behind_scattered_ones() =>
        Cases.Sample(
            (length, strata, seed) =>
            {
                FreeRuns runs = [new PageRange(0, 8), new PageRange(50, 4)];
                runs.Add(Runs((length, strata, seed)));
                runs.Add(new PageRange(9_000, 20));
                long[] found = [.. Places(runs).Where(p => runs[p].Pages >= 8)];
                foreach (long place in Places(runs))
                {
                    Assert.Equal(
                        found.FirstOrDefault(f => f >= place, runs.Places),
                        runs.NextOf(8, place)
                    );
                }

                Assert.Equal(runs.Places, runs.NextOf(21, 0));
            },
            iter: Effort.Of(200, 5_000)
        );

    private static IEnumerable<long> Places(FreeRuns runs) =>
        Enumerable.Range(0, (int)runs.Places).Select(i => (long)i);

    private static FreeRuns Scattered((long, long, ulong) c)
    {
        var runs = new FreeRuns();
        runs.Add(Runs(c));
        return runs;
    }

    private static ScatteredRuns Runs((long Length, long Strata, ulong Seed) c) =>
        new(
            Blocks,
            Blocks.Sum(b => b.Pages),
            c.Strata,
            c.Length,
            c.Strata,
            new StrataOrder(c.Strata, new RandomStream(c.Seed, 0, "order")),
            new RandomStream(c.Seed, 0, "offsets")
        );
}
