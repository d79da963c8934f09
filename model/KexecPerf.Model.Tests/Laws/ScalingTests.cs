using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.Laws;

/// <summary>What more of something does to the outcome.</summary>
public static class ScalingTests
{
    private static readonly Gen<RandomScenario> AnyScenario = Gen.ULong.Select(
        seed => new RandomScenario(seed)
    );

    /// <summary>
    /// Every duration k times as long and every rate a k-th, the outcome is k times as long: within one tick for each part of a page's cost and
    /// each other event, since these are whole picoseconds. What the kernel fixes does not scale and is kept out: the firmware's sleeps and the
    /// second until the NMI; its poll every microsecond is allowed for. What other work takes of the cache until the exec is a number of
    /// pages and stays.
    /// </summary>
    [Fact]
    public static void Times_scaled_by_k_scale_the_outcome_by_k() =>
        Gen.Select(AnyScenario, Gen.Int[2, 9])
            .Sample(
                (random, k) =>
                {
                    Scenario scenario = random.Scenario with
                    {
                        CpusDead = 0,
                        CpusIgnoringIpi = 0,
                        Machine = WithScalableTimes(random.Scenario.Machine, k),
                    };
                    Scenario scaled = scenario with { Machine = Scaled(scenario.Machine, k) };
                    HotPhaseOutcome once = scenario.Outcome();
                    HotPhaseOutcome times = scaled.Outcome();
                    long ticks = 100 + 4 * scenario.Image.Pages.Pages;
                    foreach (Phase phase in PhaseNames.All)
                    {
                        long poll = phase == Phase.CpuShutdown ? Bench.Microsecond : 0;
                        long off = Math.Abs(times.Ps(phase) - k * once.Ps(phase));
                        Assert.True(off <= k * (ticks + poll), $"{k} {phase} {off} {random}");
                    }
                },
                iter: 100
            );

    /// <summary>Any one rate raised, no phase takes longer. The rate at which other work fills the cache is none of the machine's gifts.</summary>
    [Fact]
    public static void More_bandwidth_never_makes_a_phase_longer() =>
        Gen.Select(AnyScenario, Gen.Int[0, 99], Gen.Int[101, 400])
            .Sample(
                (random, which, percent) =>
                {
                    MachineProfile machine = random.Scenario.Machine;
                    MachineParameter[] rates =
                    [
                        .. MachineParameters.All.Where(p =>
                            p.Kind == ParameterKind.Rate
                            && p.AppliesTo(machine.Architecture)
                            && p != MachineParameters.CacheEviction
                        ),
                    ];
                    MachineParameter rate = rates[which % rates.Length];
                    MachineProfile faster = Times(machine, rate, percent / 100.0);
                    Scenario more = random.Scenario with { Machine = faster };
                    HotPhaseOutcome before = random.Scenario.Outcome(
                        MachineDraw.Of(machine, random.Seed, 2)
                    );
                    HotPhaseOutcome after = more.Outcome(MachineDraw.Of(faster, random.Seed, 2));
                    Assert.All(
                        PhaseNames.All,
                        phase =>
                            Assert.True(
                                after[phase] <= before[phase],
                                $"{rate.Path} {phase} {random}"
                            )
                    );
                },
                iter: 200
            );

    /// <summary>
    /// A segment cut in two has the same pages, and in the hot phase nothing is paid for a segment: only the list has one more word
    /// (<c>IND_DESTINATION</c>).
    /// </summary>
    [Fact]
    public static void A_segment_cut_in_two_adds_a_word_to_the_list_and_no_time() =>
        Gen.Select(AnyScenario, Gen.Int[0, 99], Gen.Double[0, 1])
            .Sample(
                (random, which, share) =>
                {
                    LoadedImage whole = LoadedImage.Load(random.Scenario, random.Draw);
                    int cut = which % whole.Segments.Count;
                    PlacedSegment segment = whole.Segments[cut];
                    long pages = segment.Segment.Pages.Pages;
                    if (pages < 2)
                    {
                        return;
                    }

                    long head = 1 + (long)(share * (pages - 2));
                    LoadedImage parts = LoadedImage.Placed(
                        random.Scenario,
                        [
                            .. whole.Segments.Take(cut),
                            .. Cut(segment, head),
                            .. whole.Segments.Skip(cut + 1),
                        ],
                        whole.Runs
                    );
                    Outcomes.RequireSameTimes(
                        HotPhaseSimulation.Run(whole, random.Draw),
                        HotPhaseSimulation.Run(parts, random.Draw)
                    );
                    Assert.Equal(whole.ListedPages, parts.ListedPages);
                    long words = parts.ListedPages.Pages + parts.Segments.Count(s => s.IsListed);
                    Assert.Equal((words + 510) / 511, parts.IndirectionPages.Pages);
                },
                iter: 100
            );

    private static PlacedSegment[] Cut(PlacedSegment placed, long head)
    {
        Segment segment = placed.Segment;
        long at = head * 4096;
        Segment first = segment with
        {
            Bufsz = new(Math.Min(segment.Bufsz.Bytes, at)),
            Memsz = new(at),
        };
        Segment second = segment with
        {
            Bufsz = new(Math.Max(0, segment.Bufsz.Bytes - at)),
            Memsz = new(segment.Memsz.Bytes - at),
        };
        return
        [
            placed with
            {
                Segment = first,
            },
            placed with
            {
                Segment = second,
                AreaPage = placed.AreaPage + head,
            },
        ];
    }

    /// <summary>Rates that k divides, and a firmware that is never waited for.</summary>
    private static MachineProfile WithScalableTimes(MachineProfile machine, int k)
    {
        foreach (MachineParameter p in Applying(machine, ParameterKind.Rate))
        {
            double whole = (long)(machine[p].Value / k) * (double)k;
            machine = machine.With(p, Quantity.Exactly(whole, "test"));
        }

        return machine.Architecture == Architecture.Arm64
            ? machine.Set("cpu_off.firmware", "0 ns")
            : machine;
    }

    private static MachineProfile Scaled(MachineProfile machine, int k)
    {
        foreach (MachineParameter p in Applying(machine, ParameterKind.Duration))
        {
            machine = Times(machine, p, k);
        }

        foreach (MachineParameter p in Applying(machine, ParameterKind.Rate))
        {
            if (p != MachineParameters.CacheEviction)
            {
                machine = Times(machine, p, 1.0 / k);
            }
        }

        return machine with
        {
            Devices = [.. machine.Devices.Select(d => d with { Shutdown = Times(d.Shutdown, k) })],
        };
    }

    private static IEnumerable<MachineParameter> Applying(
        MachineProfile machine,
        ParameterKind kind
    ) => MachineParameters.All.Where(p => p.Kind == kind && p.AppliesTo(machine.Architecture));

    private static MachineProfile Times(
        MachineProfile machine,
        MachineParameter p,
        double factor
    ) => machine.With(p, Times(machine[p], factor));

    private static Quantity Times(Quantity q, double factor) =>
        q with
        {
            Low = q.Low * factor,
            Value = q.Value * factor,
            High = q.High * factor,
        };
}
