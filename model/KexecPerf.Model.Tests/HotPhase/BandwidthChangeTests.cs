using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>
/// A device takes 8 sixteenths of the bandwidth, then 7, then 6; the copy's start is laid so that pages start a picosecond before the second change,
/// with it, or after it. Whatever starts with it pays as if it came after it. Cold pages: 2 us for the first, then 1 us.
/// </summary>
public static class BandwidthChangeTests
{
    private const long BeforeCopy = 1_400 * Bench.Nanosecond + 7 * Bench.Microsecond;
    private static readonly BandwidthTaker Taker = new(false, 0.5, 1e8);

    /// <summary>2 us x 16/9 and 16/10.</summary>
    [Theory]
    [InlineData(-1, 3_555_556)]
    [InlineData(0, 3_200_000)]
    [InlineData(1, 3_200_000)]
    public static void The_first_page_pays_what_is_taken_at_its_start(long late, long first) =>
        RequireEnds(SecondChange() + late, first, first + 1_600_000);

    /// <summary>The first page at 16/9 ends with the change; 1 us x 16/9 and 16/10.</summary>
    [Theory]
    [InlineData(-1, 1_777_778)]
    [InlineData(0, 1_600_000)]
    [InlineData(1, 1_600_000)]
    public static void Inside_an_extent_so_does_every_page(long late, long second) =>
        RequireEnds(SecondChange() + late - 3_555_556, 3_555_556, 3_555_556 + second);

    /// <summary>
    /// Half of it until 100 us, e^-1 of that 100 us later: 2.9 sixteenths, 3 by rounding. Two that
    /// ask for more than there is leave one.
    /// </summary>
    [Fact]
    public static void What_a_device_takes_falls_from_the_instant_it_was_fed_last()
    {
        var taken = new BandwidthTaken([(Taker, 100_000_000)]);
        Assert.Equal(3_200, taken.Scaled(1_600, 0));
        Assert.Equal(3_200, taken.Scaled(1_600, 100_000_000));
        Assert.Equal((1_600 * 16 + 6) / 13, taken.Scaled(1_600, 200_000_000));
        Assert.True(taken.NextChange(0) > 100_000_000);
        var greedy = new BandwidthTaker(false, 0.7, 0);
        Assert.Equal(25_600, new BandwidthTaken([(greedy, 0), (greedy, 0)]).Scaled(1_600, 0));
    }

    /// <summary>Devices shut down in 26 ms, CPUs in some microseconds behind them; the copy starts 11 us later.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public static void A_device_is_fed_until_devices_or_CPUs_are_down(bool fromCpusStopped)
    {
        Scenario scenario = Bench.Scenario("7.2");
        scenario = scenario with { Machine = scenario.Machine.Set("cpu_stop.halt", "50 us") };
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        LoadedImage loaded = scenario.Laid(draw);
        foreach (CopyMode mode in Enum.GetValues<CopyMode>())
        {
            var taker = new BandwidthTaker(fromCpusStopped, 0.5, 1e8);
            var record = new HotPhaseRecord { Takers = [taker], Copied = new PageTimes() };
            HotPhaseOutcome outcome = HotPhaseSimulation.Run(loaded, draw, mode, record);
            long devices = outcome.Ps(Phase.DeviceShutdown);
            long cpus = devices + outcome.Ps(Phase.CpuShutdown);
            Assert.True(cpus - devices > 50 * Bench.Microsecond);
            long start = cpus + outcome.Ps(Phase.Other) + 7 * Bench.Microsecond;
            var taken = new BandwidthTaken([(taker, fromCpusStopped ? cpus : devices)]);
            Assert.Equal(
                new SimTime(start + taken.Scaled(2 * Bench.Microsecond, start)),
                record.Copied.End(0)
            );
        }
    }

    private static long SecondChange()
    {
        var taken = new BandwidthTaken([(Taker, 0)]);
        return taken.NextChange(taken.NextChange(0));
    }

    /// <summary>Ends of the first two pages, from the start of the copy.</summary>
    private static void RequireEnds(long startPs, long first, long second)
    {
        Scenario scenario = Bench.Scenario("7.2");
        MachineProfile machine = scenario.Machine with { Cpus = 1, Devices = [] };
        scenario = scenario with
        {
            Machine = machine.With(
                MachineParameters.Other,
                Quantity.Exactly(startPs - BeforeCopy, "test")
            ),
        };
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        LoadedImage loaded = scenario.Laid(draw);
        foreach (CopyMode mode in Enum.GetValues<CopyMode>())
        {
            var record = new HotPhaseRecord { Takers = [Taker], Copied = new PageTimes() };
            HotPhaseSimulation.Run(loaded, draw, mode, record);
            Assert.Equal(new SimTime(startPs + first), record.Copied.End(0));
            Assert.Equal(new SimTime(startPs + second), record.Copied.End(1));
        }
    }
}
