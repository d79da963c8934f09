using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Laws;

/// <summary>What may be put into another order without changing anything, and what may not.</summary>
public static class PermutationTests
{
    private static readonly Gen<RandomScenario> AnyScenario = Gen.ULong.Select(
        seed => new RandomScenario(seed)
    );

    /// <summary>
    /// Where everything already lies in its place, the order in which segments are copied and hashed changes nothing with caches off. With
    /// them it may: what is worked on last is what the cache still holds.
    /// </summary>
    [Fact]
    public static void Placed_segments_may_be_in_any_order_with_caches_off() =>
        AnyScenario.Sample(
            random =>
            {
                LoadedImage loaded = WithCachesOff(random);
                List<PlacedSegment> others = Shuffled(loaded.Segments, random.Seed);
                LoadedImage other = LoadedImage.Placed(loaded.Scenario, others, loaded.Runs);
                RequireSame(loaded, other, random);
            },
            iter: 100
        );

    [Fact]
    public static void Pages_in_reverse_take_what_they_take_forward_with_caches_off() =>
        AnyScenario.Sample(
            random =>
            {
                LoadedImage loaded = WithCachesOff(random);
                LoadedImage reversed = LoadedImage.Placed(
                    loaded.Scenario,
                    [.. loaded.Segments.Reverse()],
                    SourceRuns.Of(loaded.Runs.All.Reverse())
                );
                RequireSame(loaded, reversed, random);
            },
            iter: 100
        );

    /// <summary>One after the other they add up. Beside one another they need not: an async device starts when its turn comes.</summary>
    [Fact]
    public static void Devices_may_be_in_any_order_where_they_shut_down_one_by_one() =>
        AnyScenario.Sample(
            random =>
            {
                Scenario serial = random.Scenario with
                {
                    Kernel = random.Scenario.Kernel with { AsyncDeviceShutdown = false },
                };
                MachineProfile other = serial.Machine with
                {
                    Devices = Shuffled(serial.Machine.Devices, random.Seed),
                };
                MachineDraw draw = MachineDraw.Of(serial.Machine, random.Seed, 5);
                MachineDraw drawOther = MachineDraw.Of(other, random.Seed, 5);
                Outcomes.RequireSame(
                    serial.Outcome(draw),
                    (serial with { Machine = other }).Outcome(drawOther)
                );
            },
            iter: 100
        );

    /// <summary>
    /// A CPU's slices come from its own stream, whoever else is there; and the phase is the latest of their ends (x86, to the microsecond) or
    /// the sum of their lengths (arm64). So CPUs may change places with their streams.
    /// </summary>
    [Fact]
    public static void CPUs_may_change_places_with_their_streams() =>
        Gen.Select(AnyScenario, Gen.Int[2, 12])
            .Sample(
                (random, cpus) =>
                {
                    Scenario all = WithCpus(random.Scenario, cpus + 3);
                    (HotPhaseOutcome outcome, ILookup<string, TimelineSlice> slices) = Cpus(
                        all,
                        random
                    );
                    (_, ILookup<string, TimelineSlice> few) = Cpus(WithCpus(all, cpus), random);
                    Assert.Equal(cpus - 1, few.Count);
                    Assert.Equal(cpus + 2, slices.Count);
                    foreach (IGrouping<string, TimelineSlice> cpu in few)
                    {
                        Assert.Equal(Lengths(cpu), Lengths(slices[cpu.Key]));
                    }

                    Assert.Equal(
                        FromSlices(all, slices, random.Draw),
                        outcome.Ps(Phase.CpuShutdown)
                    );
                },
                iter: 60
            );

    /// <summary>Of a profile and of everything in it.</summary>
    [Fact]
    public static void Keys_of_a_profile_may_be_in_any_order() =>
        Gen.Select(Gen.OneOf([.. MachineProfiles.Names]), Gen.ULong)
            .Sample(
                (name, seed) =>
                {
                    var options = new JsonDocumentOptions
                    {
                        CommentHandling = JsonCommentHandling.Skip,
                    };
                    JsonNode profile = JsonNode.Parse(MachineProfiles.Text(name), null, options)!;
                    string text = Shuffled(profile, new SplitMix(seed)).ToJsonString();
                    MachineProfile shipped = MachineProfiles.Get(name);
                    MachineProfile shuffled = MachineProfileReader.Read(
                        "shuffled",
                        Encoding.UTF8.GetBytes(text),
                        MachineProfiles.Get
                    );
                    Assert.Equal(shipped.Quantities, shuffled.Quantities);
                    Assert.Equal(shipped.Devices, shuffled.Devices);
                    Assert.Equal(
                        shipped with
                        {
                            Quantities = [],
                            Devices = [],
                        },
                        shuffled with
                        {
                            Quantities = [],
                            Devices = [],
                        }
                    );
                },
                iter: 40
            );

    private static LoadedImage WithCachesOff(RandomScenario random)
    {
        MachineProfile machine = random.Scenario.Machine;
        Scenario cold = random.Scenario with
        {
            SourceCache = SourceCache.Cold,
            Machine =
                machine.Architecture == Architecture.X86_64
                    ? machine.Set("hash.miss", "0 ns")
                    : machine,
        };
        return LoadedImage.Load(cold, MachineDraw.Of(cold.Machine, random.Seed, 3));
    }

    private static void RequireSame(LoadedImage a, LoadedImage b, RandomScenario random)
    {
        MachineDraw draw = MachineDraw.Of(a.Scenario.Machine, random.Seed, 3);
        Outcomes.RequireSame(HotPhaseSimulation.Run(a, draw), HotPhaseSimulation.Run(b, draw));
    }

    /// <summary>Every CPU obeys the first call.</summary>
    private static Scenario WithCpus(Scenario scenario, int cpus) =>
        scenario with
        {
            Machine = scenario.Machine with { Cpus = cpus },
            Kernel = scenario.Kernel with { ParallelCpuOff = false },
            CpusDead = 0,
            CpusIgnoringIpi = 0,
        };

    private static (HotPhaseOutcome, ILookup<string, TimelineSlice>) Cpus(
        Scenario scenario,
        RandomScenario random
    )
    {
        var timeline = new List<TimelineSlice>();
        HotPhaseOutcome outcome = HotPhaseSimulation.Run(
            LoadedImage.Load(scenario, random.Draw),
            random.Draw,
            CopyMode.Extents,
            new HotPhaseRecord { Timeline = timeline }
        );
        return (
            outcome,
            timeline
                .Where(s => s.Actor.StartsWith("cpu ", StringComparison.Ordinal))
                .ToLookup(s => s.Actor)
        );
    }

    private static IEnumerable<SimTime> Lengths(IEnumerable<TimelineSlice> slices) =>
        slices.Select(s => s.End - s.Start);

    /// <summary>From the CPUs' slices, in no order.</summary>
    private static long FromSlices(
        Scenario scenario,
        ILookup<string, TimelineSlice> cpus,
        MachineDraw draw
    )
    {
        IEnumerable<long> lengths = cpus.Select(cpu => Lengths(cpu).Sum(t => t.Picoseconds));
        if (scenario.Machine.Architecture == Architecture.Arm64)
        {
            return lengths.Sum();
        }

        long polled = (lengths.Max() + Bench.Microsecond - 1) / Bench.Microsecond;
        return polled * Bench.Microsecond
            + draw.Duration(MachineParameters.CpuStopHalt).Picoseconds;
    }

    private static JsonNode Shuffled(JsonNode node, SplitMix random)
    {
        switch (node)
        {
            case JsonObject o:
                return new JsonObject(
                    Shuffled([.. o], random.Next())
                        .Select(e =>
                            KeyValuePair.Create(e.Key, (JsonNode?)Shuffled(e.Value!, random))
                        )
                );
            case JsonArray a: // whose order means something
                return new JsonArray([.. a.Select(e => Shuffled(e!, random))]);
            default:
                return node.DeepClone();
        }
    }

    private static List<T> Shuffled<T>(IReadOnlyList<T> items, ulong seed)
    {
        var random = new SplitMix(seed);
        return
        [
            .. items
                .Select(item => (item, key: random.Next()))
                .OrderBy(i => i.key)
                .Select(i => i.item),
        ];
    }
}
