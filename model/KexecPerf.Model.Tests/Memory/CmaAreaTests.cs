using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>What is drawn of a CMA area, without requests.</summary>
public static class CmaAreaTests
{
    /// <summary>
    /// A million clusters of 32 pages, each in use on its own: |z| below 4.9 is alpha 1e-6. An occupancy that is 2 % of itself too high is
    /// 14 standard errors off at 0.33 and more above.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.33)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1)]
    public static void So_much_of_an_area_is_in_use_as_its_occupancy_says(double occupancy)
    {
        const long clusters = 1 << 20;
        var memory = new MemoryState
        {
            Ram = ByteSize.FromGiB(256),
            CmaArea = new PageCount(32 * clusters).Size,
            CmaOccupancy = occupancy,
            CmaMix = MemoryMix.Parse("clean=75%,shmem=25%"),
        };
        CmaArea area = Draw(memory, 1);
        RequireShare(occupancy, area.Used);
        RequireShare(occupancy / 4, area.NeedTarget);
        Assert.Equal(32 * clusters, area.Used + area.Free);

        static void RequireShare(double expected, long pages)
        {
            double error = Math.Sqrt(expected * (1 - expected) / clusters);
            double share = pages / (32.0 * clusters);
            Assert.InRange(share - expected, -4.9 * error, 4.9 * error);
        }
    }

    /// <summary>
    /// Page by page: whatever needs a target under a mix needs one under a mix with more such
    /// memory, and what is in use does not depend on the mix. Pins of a longer list contain those
    /// of a shorter.
    /// </summary>
    [Fact]
    public static void What_needs_a_target_is_nested_over_mixes()
    {
        long more = 0;
        for (ulong seed = 0; seed < 300; seed++)
        {
            CmaArea[] areas =
            [
                .. MemoryMix.Named.Select(n =>
                    Draw(State with { CmaMix = null, Mix = n.Mix }, seed)
                ),
            ];
            for (int i = 1; i < areas.Length; i++)
            {
                for (long page = 0; page < areas[i].Pages; page += 16)
                {
                    var one = new PageRange(page, 1);
                    Assert.Equal(areas[i - 1].UsedIn(one), areas[i].UsedIn(one));
                    Assert.True(areas[i - 1].NeedTargetIn(one) <= areas[i].NeedTargetIn(one));
                }

                more += areas[i].NeedTarget > areas[i - 1].NeedTarget ? 1 : 0;
            }
        }

        Assert.True(more > 100, more.ToString());
    }

    /// <summary>
    /// Where nobody says what an area holds, half of the draws are mixed as all memory is, and the
    /// others are of one kind, in the shares of the mix: |z| below 4.9 is alpha 1e-6.
    /// </summary>
    [Fact]
    public static void An_unknown_area_is_mixed_or_of_one_kind()
    {
        const int draws = 4_000;
        MemoryState unknown = State with
        {
            CmaMix = null,
            CmaOccupancy = 1,
            Mix = MemoryMix.Server,
        };
        CmaArea[] areas = [.. Enumerable.Range(0, draws).Select(i => Draw(unknown, (ulong)i))];
        double needs = MemoryMix.Server.TargetShare;
        RequireChance(0.5 * needs, areas.Count(a => a.NeedTarget == a.Used));
        RequireChance(0.5 * (1 - needs), areas.Count(a => a.NeedTarget == 0));

        static void RequireChance(double expected, int count) =>
            Assert.InRange(
                (count - draws * expected) / Math.Sqrt(draws * expected * (1 - expected)),
                -4.9,
                4.9
            );
    }

    /// <summary>Each cluster of pins is of so many pages side by side.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public static void Pins_come_in_clusters(long cluster)
    {
        CmaArea area = Draw(State with { CmaPinned = 40, CmaPinCluster = cluster }, 7);
        long[] pins =
        [
            .. Enumerable
                .Range(0, (int)area.Pages)
                .Select(p => (long)p)
                .Where(p => area.PinFrom(p) == p),
        ];
        Assert.Equal(40, pins.Length);
        int runs = 1 + pins.Zip(pins.Skip(1)).Count(p => p.Second > p.First + 1);
        Assert.InRange(runs, 40 / cluster - 3, 40 / cluster);
    }

    private static readonly MemoryState State = new()
    {
        Ram = ByteSize.FromGiB(8),
        CmaArea = ByteSize.FromMiB(16),
        CmaOccupancy = 0.7,
    };

    private static CmaArea Draw(MemoryState memory, ulong seed) =>
        CmaArea.Draw(memory, 1 << 20, 0, new RandomStream(seed, 0, "test"));
}
