using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Laws;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>What is noted of a run, over random scenarios and either way of copying.</summary>
public static class TimelineTests
{
    [Fact]
    public static void Slices_of_an_actor_follow_one_another_and_lie_in_their_phase() =>
        Gen.Select(Gen.ULong, Gen.Enum<CopyMode>())
            .Sample(
                (seed, mode) =>
                {
                    var random = new RandomScenario(seed);
                    var timeline = new List<TimelineSlice>();
                    HotPhaseOutcome outcome = HotPhaseSimulation.Run(
                        LoadedImage.Load(random.Scenario, random.Draw),
                        random.Draw,
                        mode,
                        new HotPhaseRecord { Timeline = timeline }
                    );
                    ILookup<string, TimelineSlice> actors = timeline.ToLookup(s => s.Actor);
                    Assert.All(actors, RequireOneByOne);
                    TimelineSlice[] phases = [.. actors[TimelineSlice.RebootCpu]];
                    RequirePhases(phases, outcome);
                    Assert.All(
                        timeline.Where(s => s.Actor != TimelineSlice.RebootCpu),
                        s =>
                        {
                            bool device = s.Actor.StartsWith("device ", StringComparison.Ordinal);
                            Phase phase = device ? Phase.DeviceShutdown : Phase.CpuShutdown;
                            TimelineSlice whole = phases[(int)phase];
                            Assert.True(whole.Start <= s.Start && s.End <= whole.End, $"{s}");
                        }
                    );
                    int devices = random.Scenario.Machine.Devices.Sum(d => d.Count);
                    int silent = outcome.CpuStopHang ? 1 : 0;
                    Assert.Equal(devices + random.Scenario.Machine.Cpus - silent, actors.Count);
                },
                iter: 100
            );

    /// <summary>One of the five others never answers, one only the NMI.</summary>
    [Fact]
    public static void Actors_and_what_they_do_have_names()
    {
        Scenario scenario = Bench.Scenario("7.2");
        scenario = scenario with
        {
            Machine = scenario.Machine with
            {
                Cpus = 6,
                Devices = [Bench.Device("disk", 2, 1, isAsync: false)],
            },
            CpusIgnoringIpi = 1,
            CpusDead = 1,
        };
        Assert.Equal(
            [
                "device disk 0 shutdown",
                "device disk 1 shutdown",
                "cpu 1 irq off",
                "cpu 2 irq off",
                "cpu 3 irq off",
                "cpu 1 halt",
                "cpu 2 halt",
                "cpu 3 halt",
                "cpu 4 halt",
            ],
            Names(scenario)
        );
    }

    [Theory]
    [InlineData("7.2")]
    [InlineData("7.2+parallel-cpu-off")]
    public static void So_have_those_of_arm64(string kernel)
    {
        Scenario scenario = Bench.Scenario(kernel, Architecture.Arm64);
        scenario = scenario with { Machine = scenario.Machine with { Cpus = 3, Devices = [] } };
        Assert.Equal(["cpu 1 off", "cpu 2 off"], Names(scenario).Order());
    }

    private static IEnumerable<string> Names(Scenario scenario)
    {
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        var timeline = new List<TimelineSlice>();
        HotPhaseSimulation.Run(
            LoadedImage.Load(scenario, draw),
            draw,
            record: new HotPhaseRecord { Timeline = timeline }
        );
        return timeline
            .Where(s => s.Actor != TimelineSlice.RebootCpu)
            .Select(s => $"{s.Actor} {s.Name}");
    }

    private static void RequireOneByOne(IEnumerable<TimelineSlice> slices)
    {
        SimTime end = SimTime.Zero;
        foreach (TimelineSlice slice in slices)
        {
            Assert.True(end <= slice.Start && slice.Start <= slice.End, $"{end} {slice}");
            end = slice.End;
        }
    }

    /// <summary>They fill the rebooting CPU's time, up to the one that hangs.</summary>
    private static void RequirePhases(TimelineSlice[] phases, HotPhaseOutcome outcome)
    {
        int reached = outcome.CpuStopHang ? 2 : PhaseNames.All.Count;
        Assert.Equal(PhaseNames.All.Take(reached).Select(p => p.Key()), phases.Select(p => p.Name));
        Assert.Equal(
            PhaseNames.All.Take(reached).Select(p => outcome[p]),
            phases.Select(p => p.End - p.Start)
        );
        Assert.Equal(phases[^1].End.Picoseconds, phases.Sum(p => (p.End - p.Start).Picoseconds));
    }
}
