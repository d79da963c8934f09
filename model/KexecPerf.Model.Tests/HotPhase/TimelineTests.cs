using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
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
