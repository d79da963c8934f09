using KexecPerf.Model.Caches;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Tests.Caches;

public static class CopyCostsTests
{
    /// <summary>By hand for the bench machine: 1 us in a run, 2 us scattered, 0.5 us cached, the source 3/4 of the miss.</summary>
    [Theory]
    [InlineData(0, 0, 1_000_000, 2_000_000)]
    [InlineData(16, 16, 500_000, 500_000)]
    [InlineData(16, 0, 625_000, 875_000)]
    [InlineData(0, 16, 875_000, 1_625_000)]
    [InlineData(8, 0, 812_500, 1_437_500)]
    [InlineData(1, 0, 976_563, 1_929_688)] // 976562.5 and 1929687.5, half up
    public static void A_class_lies_between_miss_and_hit(int s, int d, long inRun, long scattered)
    {
        var costs = new CopyCosts(MachineDraw.Medians(Bench.X86), batched: false);
        Assert.Equal(inRun, costs.Sequential(s, d));
        Assert.Equal(scattered, costs.Scattered(s, d));
    }

    /// <summary>
    /// Far sources add 60 % to their 3/4 of 1 us, far destinations 40 % to their 1/4; what is
    /// cached costs no more.
    /// </summary>
    [Theory]
    [InlineData(0, 0, true, false, 1_450_000)]
    [InlineData(0, 0, false, true, 1_100_000)]
    [InlineData(0, 0, true, true, 1_550_000)]
    [InlineData(16, 16, true, true, 500_000)]
    [InlineData(8, 0, true, false, 812_500 + 225_000)]
    [InlineData(0, 8, false, true, 937_500 + 50_000)]
    public static void Each_side_on_another_node_costs_its_factor(
        int s,
        int d,
        bool farSource,
        bool farDestination,
        long picoseconds
    )
    {
        var costs = new CopyCosts(
            MachineDraw.Medians(Bench.X86),
            batched: false,
            far: new FarMemory(0.6, 0.4, 0)
        );
        Assert.Equal(picoseconds, costs.Sequential(s, d, farSource, farDestination));
    }

    [Fact]
    public static void Batching_changes_the_rate_inside_a_run_alone()
    {
        var costs = new CopyCosts(MachineDraw.Medians(Bench.X86), batched: true);
        Assert.Equal(100_000, costs.Sequential(0, 0));
        Assert.Equal(2_000_000, costs.Scattered(0, 0));
    }

    /// <summary>
    /// Shares of 60 % with a 95 % quantile of 90 % draw up to 135 %, where a copy from a warm source would take less than nothing.
    /// </summary>
    [Fact]
    public static void No_draw_makes_a_class_cheaper_than_hit_or_dearer_than_miss()
    {
        foreach (string name in MachineProfiles.Names)
        {
            MachineProfile machine = MachineProfiles.Get(name);
            for (int replication = 0; replication < 400; replication++)
            {
                MachineDraw draw = MachineDraw.Of(machine, 1, replication);
                var costs = new CopyCosts(draw, batched: false);
                for (int level = 0; level <= HitLaw.Levels; level++)
                {
                    RequireBetween((s, d) => costs.Sequential(s, d));
                    RequireBetween((s, d) => costs.Scattered(s, d));

                    void RequireBetween(Func<int, int, long> cost)
                    {
                        long hit = cost(16, 16);
                        long miss = cost(0, 0);
                        Assert.InRange(cost(level, 0), Math.Min(hit, miss), Math.Max(hit, miss));
                        Assert.InRange(cost(0, level), Math.Min(hit, miss), Math.Max(hit, miss));
                    }
                }
            }
        }
    }
}
