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

/// <summary>
/// Loaded images of which everything that the copy depends on is random: sizes around that of the cache, runs as the model lays them or of
/// any lengths with pages that are their own destination anywhere, any placement.
/// </summary>
internal static class RandomLoads
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
        "7.2+async-device-shutdown",
        "7.2+parallel-cpu-off",
    ];

    private static readonly MachineProfile[] Profiles =
    [
        .. MachineProfiles.Names.Select(MachineProfiles.Get),
    ];

    private static readonly Gen<MachineProfile> AnyMachine =
        from profile in Gen.OneOf(Profiles)
        from cpus in Gen.Int[1, 9]
        from cacheKiB in Gen.Int[64, 32_768]
        from ways in Gen.OneOf(1, 2, 4, 8, 16)
        from incoherent in Gen.Bool
        from instances in Gen.Int[1, 3]
        select profile with
        {
            Cpus = cpus,
            Cache = new LastLevelCache(
                ByteSize.FromKiB(cacheKiB),
                ways,
                incoherent && profile.Architecture == Architecture.X86_64,
                instances
            ),
        };

    private static readonly Gen<NumaNodes> AnyNodes = Gen.OneOf(
        NumaNodes.One,
        new NumaNodes(2),
        new NumaNodes(3, Loader: 1),
        new NumaNodes(2, Interleaved: true)
    );

    private static readonly Gen<MemoryState> AnyMemory =
        from areaMiB in Gen.OneOf(0, 8, 32, 64, 256)
        from pins in Gen.OneOf(0, 1, 20, 100_000)
        from pressure in Gen.OneOf(0.0, 0.5, 0.97)
        from fragmentation in Gen.OneOf(0.0, 0.5, 0.9, 1.0)
        from backing in Gen.OneOf(HostBacking.All, HostBacking.Pages2MiB, HostBacking.Pages4KiB)
        from dirty in Gen.Bool
        from numa in AnyNodes
        select new MemoryState
        {
            Ram = ByteSize.FromGiB(8),
            CmaArea = ByteSize.FromMiB(areaMiB),
            CmaPinned = pins,
            Pressure = pressure,
            Fragmentation = fragmentation,
            Backing = backing,
            CmaDirty = dirty,
            Numa = numa,
        };

    /// <summary>Nine in ten below 5,000 pages, so that there can be many; the rest up to 30,000.</summary>
    private static readonly Gen<(long KernelKiB, long ContentKiB, long InitrdKiB)> AnySizes =
        from large in Gen.Int[0, 9]
        from kernel in Gen.Int[16, large == 0 ? 40_000 : 8_000]
        from content in Gen.Int[1, 100]
        from initrd in Gen.Int[0, large == 0 ? 80_000 : 12_000]
        select ((long)kernel, Math.Max(1, (long)kernel * content / 100), (long)initrd);

    private static readonly Gen<Scenario> AnyScenario =
        from machine in AnyMachine
        from memory in AnyMemory
        from larger in Gen.OneOf(
            PageSize.Of4KiB,
            PageSize.Of4KiB,
            PageSize.Of16KiB,
            PageSize.Of64KiB
        )
        let page = machine.Architecture.OnlyPages() ?? larger
        from size in AnySizes
        from version in Gen.OneOf(Versions)
        from afterUs in Gen.OneOf(0, 1_000, 20_000, 60_000_000)
        from cache in Gen.OneOf(
            SourceCache.Simulated,
            SourceCache.Simulated,
            SourceCache.Cold,
            SourceCache.Warm
        )
        from initOnAlloc in Gen.Bool
        from ignoring in Gen.OneOf(0, 0, 0, 2)
        from dead in Gen.Int[0, 29]
        select new Scenario
        {
            Machine = machine,
            Kernel = Features(version, machine.Architecture),
            Image = KexecImage.Create(
                machine.Architecture,
                new KernelPayload(
                    ByteSize.FromKiB(size.ContentKiB),
                    ByteSize.FromKiB(size.KernelKiB),
                    PayloadCompression.Zstd,
                    ByteSize.FromKiB(size.KernelKiB),
                    "random"
                ),
                ByteSize.FromKiB(size.InitrdKiB),
                page
            ),
            Memory = memory with { PageSize = page },
            SourceCache = cache,
            ExecAfter = SimTime.FromMicroseconds(afterUs),
            InitOnAlloc = initOnAlloc,
            CpusIgnoringIpi = ignoring,
            CpusDead = dead == 0 ? 1 : 0,
        };

    /// <summary>Lengths to be used in turn; none: as the model lays them.</summary>
    private static readonly Gen<(int Pages, bool Own, bool Far)[]> AnyRuns =
        from irregular in Gen.Bool
        from runs in Gen.Select(Gen.OneOf(1, 1, 2, 3, 7, 40, 512), Gen.Int[0, 3], Gen.Bool)
            .Select((pages, own, far) => (pages, own == 0, far))
            .Array[1, 40]
        select irregular ? runs : [];

    /// <summary>Devices that take bandwidth from the copy, which may fall while it runs; in half of the cases none.</summary>
    public static Gen<BandwidthTaker[]> AnyTakers { get; } =
        from some in Gen.Bool
        from takers in Gen.Select(
                Gen.Bool,
                Gen.Double[0, 0.95],
                Gen.OneOf<double>(0, 1e6, 1e8, 1e9, 1e10, 1e12)
            )
            .Select((fromCpus, share, drain) => new BandwidthTaker(fromCpus, share, drain))
            .Array[1, 3]
        select some ? takers : [];

    /// <summary>As the model loads them.</summary>
    public static Gen<(LoadedImage Loaded, MachineDraw Draw)> Loaded { get; } =
        from scenario in AnyScenario
        from seed in Gen.UInt
        select Load(scenario, MachineDraw.Of(scenario.Machine, seed, 1), []);

    /// <summary>With every parameter drawn: no two times are alike.</summary>
    public static Gen<(LoadedImage Loaded, MachineDraw Draw)> Continuous { get; } =
        from scenario in AnyScenario
        from runs in AnyRuns
        from seed in Gen.UInt
        select Load(scenario, MachineDraw.Of(scenario.Machine, seed, 1), runs);

    /// <summary>
    /// With every time on a grid of 1 us, down to the sixteenths of a page's cost, so that pages, CPUs and devices end at the same
    /// instants.
    /// </summary>
    public static Gen<(LoadedImage Loaded, MachineDraw Draw)> Coarse { get; } =
        from scenario in AnyScenario
        from ticks in Gen.Int[0, 3].Array[16]
        from runs in AnyRuns
        select OnGrid(scenario, ticks, runs);

    private static (LoadedImage, MachineDraw) OnGrid(
        Scenario scenario,
        int[] ticks,
        (int, bool, bool)[] runs
    )
    {
        MachineProfile machine = scenario.Machine with
        {
            Devices =
            [
                .. scenario.Machine.Devices.Select(
                    (d, i) => Bench.Device(d.Name, d.Count, ticks[i % ticks.Length], d.Async)
                ),
            ],
        };
        foreach (MachineParameter p in MachineParameters.All)
        {
            if (p.AppliesTo(machine.Architecture))
            {
                double value = OnGrid(p, machine[p], ticks[p.Index % ticks.Length]);
                machine = machine.With(p, Quantity.Exactly(value, "grid of 1 us"));
            }
        }

        return Load(scenario with { Machine = machine }, MachineDraw.Medians(machine), runs);
    }

    /// <summary>Pages of 16, 32, 64 or 128 us, sixteenths of which are whole; the same for the wait of a hash.</summary>
    private static double OnGrid(MachineParameter parameter, Quantity usual, int ticks)
    {
        if (parameter == MachineParameters.CopySourceShare)
        {
            return 1;
        }

        if (parameter.IsOfNodes)
        {
            return 3;
        }

        return parameter.Kind switch
        {
            ParameterKind.Rate => 4096 * 1e6 / (16 << ticks),
            ParameterKind.Duration when parameter == MachineParameters.HashMiss => 16
                * ticks
                * Bench.Microsecond,
            ParameterKind.Duration => ticks * Bench.Microsecond,
            ParameterKind.Ratio or ParameterKind.Size or ParameterKind.Count => usual.Value,
        };
    }

    private static (LoadedImage, MachineDraw) Load(
        Scenario scenario,
        MachineDraw draw,
        (int Pages, bool Own, bool Far)[] lengths
    )
    {
        LoadedImage loaded = LoadedImage.Load(scenario, draw);
        if (lengths.Length == 0)
        {
            return (loaded, draw);
        }

        var runs = new List<SourceRun>();
        long left = loaded.ListedPages.Pages;
        for (int i = 0; left > 0; i = (i + 1) % lengths.Length)
        {
            runs.Add(
                new SourceRun(Math.Min(left, lengths[i].Pages), lengths[i].Own, lengths[i].Far)
            );
            left -= lengths[i].Pages;
        }

        List<PlacedSegment> segments = AcrossNodes(loaded, lengths[0].Pages);
        return (
            LoadedImage.Placed(
                scenario,
                segments,
                SourceRuns.Of(runs),
                scenario.Memory.Backing == HostBacking.All ? [] : Faults(loaded, lengths)
            ),
            draw
        );
    }

    /// <summary>Entries whose copy is a first write, across the runs: gaps and ranges of their lengths in turn.</summary>
    private static List<PageRange> Faults(
        LoadedImage loaded,
        (int Pages, bool Own, bool Far)[] lengths
    )
    {
        var faults = new List<PageRange>();
        long end = loaded.ListedPages.Pages;
        long at = lengths[^1].Pages - 1;
        for (int i = 0; at < end; i++)
        {
            long pages = lengths[(i + lengths.Length / 2) % lengths.Length].Pages;
            faults.Add(new PageRange(at, Math.Min(pages, end - at)));
            at += pages + lengths[i % lengths.Length].Pages - (i % 3 == 0 ? 1 : 0);
        }

        return faults;
    }

    /// <summary>The segments one behind the other, somewhere across the first node's end.</summary>
    private static List<PlacedSegment> AcrossNodes(LoadedImage loaded, long before)
    {
        if (loaded.Layout.FarStart is 0 or long.MaxValue)
        {
            return [.. loaded.Segments];
        }

        long next = loaded.Layout.FarStart - 3 * before;
        var moved = new List<PlacedSegment>();
        foreach (PlacedSegment placed in loaded.Segments)
        {
            PageRange destination = placed.Destination;
            moved.Add(
                placed.IsListed
                    ? placed with
                    {
                        Destination = destination with { Start = next },
                    }
                    : placed
            );
            next += destination.Pages;
        }

        return moved;
    }

    /// <summary>Overlays of one architecture are left out on the other, which refuses them.</summary>
    private static KernelFeatures Features(string version, Architecture architecture)
    {
        string[] parts = version.Split('+');
        bool refused = parts
            .Skip(1)
            .Any(o => Overlays.Find(o)!.Only is { } only && only != architecture);
        return KernelFeatures.For(refused ? parts[0] : version, architecture);
    }
}
