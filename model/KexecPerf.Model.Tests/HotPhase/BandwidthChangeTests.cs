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
