using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Laws;

/// <summary>Relations between runs that hold whatever the numbers, over random scenarios with noise drawn.</summary>
public static class MetamorphicTests
{
    private static readonly Gen<RandomScenario> AnyScenario = Gen.ULong.Select(
        seed => new RandomScenario(seed)
    );

    private static readonly Gen<RandomScenario> Arm64 = AnyScenario.Where(s =>
        s.Scenario.Machine.Architecture == Architecture.Arm64
    );

    /// <summary>
    /// A longer initrd has the same entries and more. All sources cold or all warm, and pages that are nobody's destination, so that each
    /// entry's class is that of the shorter image's. Among pins the luck of first fit may give all of the longer one a place in CMA, and
    /// not all of the shorter.
    /// </summary>
    [Fact]
    public static void A_larger_image_never_switches_faster() =>
        Gen.Select(AnyScenario, Gen.Long[0, 3_000 * 4_096])
            .Sample(
                (random, more) =>
                {
                    Scenario small = random.Scenario with
                    {
                        SourceCache = random.Seed % 2 == 0 ? SourceCache.Cold : SourceCache.Warm,
                        ExecAfter = Scenario.DefaultExecAfter,
                        CpusDead = 0,
                        Machine = random.Scenario.Machine.Set("cache.eviction", "50 GB/s"),
                    };
                    Scenario large = small with { Image = WithMoreInitrd(small.Image, more) };
                    MachineDraw draw = MachineDraw.Of(small.Machine, random.Seed, 0);
                    HotPhaseOutcome before = small.Outcome(draw);
                    HotPhaseOutcome after = large.Outcome(draw);
                    Assert.True(
                        after.Switch >= before.Switch || (after.AllInCma && !before.AllInCma),
                        random.ToString()
                    );
                },
                iter: 150
            );

    [Fact]
    public static void With_the_MMU_off_relocation_is_never_faster() =>
        Arm64.Sample(
            random =>
            {
                HotPhaseOutcome on = Overlaid(random, "mmu-on").Outcome(random.Draw);
                HotPhaseOutcome off = Overlaid(random, "mmu-off").Outcome(random.Draw);
                Assert.True(off[Phase.Relocation] >= on[Phase.Relocation], random.ToString());
                Assert.Equal(on[Phase.CpuShutdown], off[Phase.CpuShutdown]);
            },
            iter: 100
        );

    [Fact]
    public static void An_idle_device_changes_nothing() =>
        Gen.Select(AnyScenario, Gen.Int[0, 2], Gen.Bool)
            .Sample(
                (random, place, isAsync) =>
                {
                    MachineProfile machine = random.Scenario.Machine;
                    List<Device> devices = [.. machine.Devices];
                    devices.Insert(
                        Math.Min(place, devices.Count),
                        Bench.Device("idle", 3, 0, isAsync)
                    );
                    Scenario more = random.Scenario with
                    {
                        Machine = machine with { Devices = devices },
                    };
                    MachineDraw draw = MachineDraw.Of(machine, random.Seed, 7);
                    MachineDraw drawMore = MachineDraw.Of(more.Machine, random.Seed, 7);
                    Outcomes.RequireSame(random.Scenario.Outcome(draw), more.Outcome(drawMore));
                },
                iter: 100
            );

    /// <summary>Alone, in order, in reverse and on all threads at once.</summary>
    [Fact]
    public static void Order_and_threads_change_nothing()
    {
        RandomScenario[] scenarios =
        [
            .. Enumerable.Range(0, 60).Select(i => new RandomScenario((ulong)i)),
        ];
        var forward = new HotPhaseOutcome[scenarios.Length];
        var parallel = new HotPhaseOutcome[scenarios.Length];
        for (int i = 0; i < scenarios.Length; i++)
        {
            forward[i] = Fresh(i);
        }

        Parallel.For(0, scenarios.Length, i => parallel[i] = Fresh(i));
        for (int i = scenarios.Length - 1; i >= 0; i--)
        {
            Outcomes.RequireSame(forward[i], parallel[i]);
            Outcomes.RequireSame(forward[i], scenarios[i].Scenario.Outcome(scenarios[i].Draw));
            Outcomes.RequireSame(forward[i], scenarios[i].Scenario.Outcome(scenarios[i].Draw));
        }

        static HotPhaseOutcome Fresh(int i)
        {
            var random = new RandomScenario((ulong)i);
            return random.Scenario.Outcome(random.Draw);
        }
    }

    /// <summary>Where all classes cost 1 us, the relocation's duration counts the pages copied: those of the list, no more, no less.</summary>
    [Fact]
    public static void Pages_copied_are_the_pages_listed() =>
        AnyScenario.Sample(
            random =>
            {
                MachineProfile machine = random.Scenario.Machine.Steady();
                foreach (string rate in (string[])["sequential", "scattered", "cached", "batched"])
                {
                    machine = machine.Set("copy." + rate, "4.096 GB/s");
                }

                machine = machine.Set("relocation.call", "0 ns");
                bool x86 = machine.Architecture == Architecture.X86_64;
                machine = x86
                    ? machine.Set("cache.wbinvd", "0 ns").Set("copy.hot", "4.096 GB/s")
                    : machine
                        .Set("copy.uncached", "4.096 GB/s")
                        .Set("clean.line", "0 ns")
                        .Set("clean.barrier", "0 ns");
                Scenario scenario = random.Scenario with { Machine = machine, CpusDead = 0 };
                MachineDraw draw = MachineDraw.Of(machine, random.Seed, 0);
                LoadedImage loaded = LoadedImage.Load(scenario, draw);
                long listed = loaded
                    .Segments.Where(s => s.IsListed)
                    .Sum(s => s.Segment.Pages.Pages);
                Assert.Equal(listed, loaded.Runs.Pages);
                long own = loaded.Runs.All.Where(r => r.OwnDestination).Sum(r => r.Pages);
                long copied = listed - (scenario.Kernel.SkipOwnDestination ? own : 0);
                long copies = scenario.Kernel is { SwapCopies: true, RelocationMmu: true } ? 3 : 1;
                Assert.Equal(
                    copied * copies * Bench.Microsecond,
                    HotPhaseSimulation.Run(loaded, draw).Ps(Phase.Relocation)
                );
            },
            iter: 150
        );

    /// <summary>Each page of a listed segment is the destination of one entry; sources are themselves or pages of no segment, used once.</summary>
    [Fact]
    public static void Every_listed_page_is_the_destination_of_one_entry() =>
        AnyScenario.Sample(
            random =>
            {
                LoadedImage loaded = LoadedImage.Load(random.Scenario, random.Draw);
                var pages = new ImagePages(loaded);
                var entries = pages.Entries().ToList();
                long[] starts = pages.SegmentStarts();
                var listed = loaded
                    .Segments.SelectMany(
                        (s, i) =>
                            s.IsListed
                                ? Enumerable
                                    .Range(0, (int)s.Segment.Pages.Pages)
                                    .Select(p => starts[i] + p)
                                : []
                    )
                    .ToList();
                Assert.Equal(listed, entries.Select(e => e.Destination));
                Assert.Equal(pages.Listed, entries.Count);
                Assert.Equal(entries.Count, entries.Select(e => e.Source).Distinct().Count());
                Assert.All(
                    entries,
                    e =>
                        Assert.True(
                            e.Source == e.Destination
                                || (pages.Destinations <= e.Source && e.Source < pages.Count)
                        )
                );
                Assert.Equal(loaded.Runs.Count, entries.Count(e => !e.Sequential));
            },
            iter: 60
        );

    /// <summary>CMA can only take pages off the list; and where it takes none, the two sides are the same run.</summary>
    [Fact]
    public static void Placement_in_CMA_never_makes_the_relocation_longer() =>
        AnyScenario.Sample(
            random =>
            {
                Scenario cold = random.Scenario with { SourceCache = SourceCache.Cold };
                HotPhaseOutcome with = cold.Outcome(random.Draw);
                HotPhaseOutcome without = cold.Listed().Outcome(random.Draw);
                Assert.True(with[Phase.Relocation] <= without[Phase.Relocation], random.ToString());
                if (!with.AnyInCma)
                {
                    Outcomes.RequireSame(with, without);
                }
            },
            iter: 150
        );

    /// <summary>An improvement never makes its own phase slower. Batching may: a long copy is not faster on every machine.</summary>
    [Fact]
    public static void An_improvement_of_a_phase_never_makes_it_longer() =>
        AnyScenario.Sample(
            random =>
            {
                RequireNoLonger("async-device-shutdown", Phase.DeviceShutdown);
                RequireNoLonger("skip-own-destination", Phase.Relocation);
                if (random.Scenario.Machine.Architecture == Architecture.X86_64)
                {
                    RequireNoLonger("skip-digest", Phase.Purgatory);
                }

                void RequireNoLonger(string overlay, Phase phase)
                {
                    HotPhaseOutcome before = random.Scenario.Outcome(random.Draw);
                    HotPhaseOutcome after = Overlaid(random, overlay).Outcome(random.Draw);
                    Assert.True(after[phase] <= before[phase], overlay + " " + random);
                }
            },
            iter: 60
        );

    private static Scenario Overlaid(RandomScenario random, string overlay) =>
        random.Scenario with
        {
            Kernel = Overlays.Find(overlay)!.Apply(random.Scenario.Kernel),
        };

    private static KexecImage WithMoreInitrd(KexecImage image, long bytes)
    {
        Segment initrd = image.Segments.Single(s => s.Role == SegmentRole.Initrd);
        return KexecImage.Create(
            image.Architecture,
            image.Kernel,
            new ByteSize(initrd.Bufsz.Bytes + bytes)
        );
    }
}
