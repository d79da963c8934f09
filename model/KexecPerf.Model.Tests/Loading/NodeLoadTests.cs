using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>A load on two nodes, beside the same on one (<see cref="LoadCostsTests"/>).</summary>
public static class NodeLoadTests
{
    private const long Us = Bench.Microsecond;

    /// <summary>
    /// Memory on node 1 is written 1.4 times as long, a copy for its quarter: an area there, or a
    /// loader there beside an area on node 0.
    /// </summary>
    [Theory]
    [InlineData("7.2", true, 307 * 1_000)]
    [InlineData("7.2", false, 0)]
    [InlineData("7.2+tail-zeroing", false, 40 * 500)]
    public static void A_load_into_an_area_on_another_node_writes_longer(
        string kernel,
        bool initOnAlloc,
        long zeroingNs
    )
    {
        Scenario s = Bench.Scenario("7.2").InCma() with
        {
            Kernel = KernelFeatures.For(kernel, Architecture.X86_64),
            InitOnAlloc = initOnAlloc,
        };
        LoadOutcome here = On(6, 1);
        LoadOutcome there = On(6, 0);
        Assert.Equal(zeroingNs * 1_000, here.Zeroing.Picoseconds);
        Assert.Equal(zeroingNs * 400, (there.Zeroing - here.Zeroing).Picoseconds);
        long inCopy = initOnAlloc ? 0 : zeroingNs * 400;
        Assert.Equal(267 * 4 * Us / 10 + inCopy, (there.Copy - here.Copy).Picoseconds, 1.0);
        Assert.Equal(
            zeroingNs * 400 - inCopy,
            (there.CmaAllocation - here.CmaAllocation).Picoseconds
        );
        Assert.Equal((there.Copy, there.CmaAllocation), (On(1, 1).Copy, On(1, 1).CmaAllocation));
        Assert.Equal((here.Copy, here.CmaAllocation), (On(1, 0).Copy, On(1, 0).CmaAllocation));

        LoadOutcome On(long gib, int loader)
        {
            Scenario on = s.With(m =>
                m with
                {
                    CmaStart = ByteSize.FromGiB(gib),
                    Numa = new NumaNodes(2, Loader: loader),
                }
            ) with
            {
                Machine = s.Machine.Set("numa.write", "140%"),
            };
            return LoadedImage.Load(on, MachineDraw.Medians(on.Machine)).Outcome;
        }
    }
}
