using CsCheck;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>Extents must give what page by page gives, to the picosecond, in every phase.</summary>
public class CopyModeTests
{
    private static readonly string[] Versions =
    [
        "5.10",
        "5.16",
        "6.12",
        "6.17",
        "7.2",
        "7.3",
        "7.2+skip-own-destination",
        "7.2+batch-runs",
        "7.3+no-digest",
        "7.2+accelerated-hash",
    ];

    private static readonly MachineProfile[] Machines =
    [
        .. MachineProfiles.Names.Select(MachineProfiles.Get),
    ];

    private static readonly Gen<(Scenario Scenario, uint Seed)> Scenarios =
        from machine in OneOf(Machines)
        from version in OneOf(Versions)
        from kernelKiB in Gen.Int[16, 40_000]
        from content in Gen.Int[1, 100]
        from initrdKiB in Gen.Int[0, 80_000]
        from areaMiB in OneOf(0, 8, 32, 64, 256)
        from success in OneOf(0.0, 0.5, 1.0)
        from fragmentation in OneOf(0.0, 0.5, 0.9, 1.0)
        from own in OneOf(0.0, 0.1, 0.65, 1.0)
        from afterUs in OneOf(0, 1_000, 20_000, 60_000_000)
        from cache in OneOf(
            SourceCache.Simulated,
            SourceCache.Simulated,
            SourceCache.Cold,
            SourceCache.Warm
        )
        from incoherent in Gen.Bool
        from cpus in Gen.Int[1, 9]
        from seed in Gen.UInt
        select (
            new Scenario
            {
                Machine = machine with
                {
                    Cpus = cpus,
                    Cache = machine.Cache with
                    {
                        Incoherent = incoherent && machine.Architecture == Architecture.X86_64,
                    },
                },
                Kernel = Features(version, machine.Architecture),
                Image = KexecImage.Create(
                    machine.Architecture,
                    new KernelPayload(
                        new ByteSize(Math.Max(1, (long)kernelKiB * 1024 * content / 100)),
                        ByteSize.FromKiB(kernelKiB),
                        PayloadCompression.Zstd,
                        ByteSize.FromKiB(kernelKiB),
                        "random"
                    ),
                    ByteSize.FromKiB(initrdKiB)
                ),
                Memory = new MemoryState
                {
                    Ram = ByteSize.FromGiB(8),
                    CmaArea = ByteSize.FromMiB(areaMiB),
                    CmaSuccess = success,
                    Fragmentation = fragmentation,
                    OwnDestination = own,
                },
                SourceCache = cache,
                ExecAfter = SimTime.FromMicroseconds(afterUs),
            },
            seed
        );

    /// <summary>Overlays of x86 are left out on arm64, which refuses them.</summary>
    private static KernelFeatures Features(string version, Architecture architecture)
    {
        string[] parts = version.Split('+');
        bool refused = parts
            .Skip(1)
            .Any(o => Overlays.Find(o)!.Only is { } only && only != architecture);
        return KernelFeatures.For(refused ? parts[0] : version, architecture);
    }

    private static Gen<T> OneOf<T>(params T[] values) =>
        Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public void Extents_and_pages_take_the_same_time_in_every_phase()
    {
        Scenarios.Sample(
            s =>
            {
                MachineDraw draw = MachineDraw.Of(s.Scenario.Machine, s.Seed, 1);
                AssertEqual(s.Scenario, draw);
                AssertEqual(s.Scenario, MachineDraw.Medians(s.Scenario.Machine));
            },
            iter: 400
        );
    }

    /// <summary>All durations on a coarse grid, so that pages, levels and phases end at the same instants.</summary>
    [Fact]
    public void Extents_and_pages_agree_where_everything_ties()
    {
        Scenarios.Sample(
            s =>
            {
                MachineProfile machine = Coarse(s.Scenario.Machine);
                AssertEqual(s.Scenario with { Machine = machine }, MachineDraw.Medians(machine));
            },
            iter: 200
        );
    }

    private static MachineProfile Coarse(MachineProfile machine)
    {
        foreach (
            MachineParameter p in MachineParameters.All.Where(p =>
                p.AppliesTo(machine.Architecture)
            )
        )
        {
            Quantity q = machine[p];
            double value = p.Kind switch
            {
                ParameterKind.Duration => 1_000_000,
                ParameterKind.Rate => 4_096_000_000,
                _ => q.Value,
            };
            machine = machine.With(p, Quantity.Exactly(value, "grid of 1 us"));
        }

        return machine;
    }

    private static void AssertEqual(Scenario scenario, MachineDraw draw)
    {
        LoadedImage loaded = LoadedImage.Load(scenario, draw);
        HotPhaseOutcome extents = HotPhaseSimulation.Run(loaded, draw, CopyMode.Extents);
        HotPhaseOutcome pages = HotPhaseSimulation.Run(loaded, draw, CopyMode.PageExact);
        foreach (Phase phase in PhaseNames.All)
        {
            Assert.Equal(pages[phase], extents[phase]);
        }
    }
}
