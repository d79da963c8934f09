using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests;

/// <summary>
/// Machines of round numbers, so that expected times can be worked out by hand, and short ways to a scenario and its outcome. A page
/// copy takes 1 us in a run, 2 us scattered and 0.5 us cached, and the source causes 3/4 of what missing costs; the cache has 8192 pages.
/// </summary>
internal static class Bench
{
    public const long Nanosecond = 1_000;
    public const long Microsecond = 1_000_000;
    public const long Millisecond = 1_000_000_000;

    /// <summary>Length of source runs as <see cref="Laid"/> has them.</summary>
    public const long RunPages = 600;

    public static MachineProfile X86 { get; } = Round("x86_64-class");

    public static MachineProfile Arm64 { get; } = Round("arm64-class");

    public static MachineProfile Of(Architecture architecture) =>
        architecture == Architecture.X86_64 ? X86 : Arm64;

    public static MachineProfile Set(this MachineProfile machine, string path, string value)
    {
        MachineParameter parameter = MachineParameters.All.Single(p => p.Path == path);
        double number = Quantity.ReadNumber(value, parameter.Kind);
        return machine.With(parameter, Quantity.Exactly(number, "test"));
    }

    /// <summary>
    /// The same machine, every run of which takes the same; CPUs keep their own parts.
    /// </summary>
    public static MachineProfile Steady(this MachineProfile machine) =>
        MachineParameters
            .All.Where(p => p.IsOfRuns)
            .Aggregate(machine, (m, p) => m.Set(p.Path, "100%"));

    public static Device Device(string name, int count, long milliseconds, bool isAsync) =>
        new(name, count, Quantity.Exactly(milliseconds * Millisecond, "test"), isAsync);

    /// <summary>A kernel with content up to <paramref name="content"/> of its <paramref name="pages"/>, and an initrd.</summary>
    public static KexecImage Image(
        Architecture architecture,
        long pages,
        long content,
        long initrd
    ) =>
        KexecImage.Create(
            architecture,
            new KernelPayload(
                new PageCount(content).Size,
                new PageCount(pages).Size,
                PayloadCompression.None,
                ByteSize.Zero,
                "test"
            ),
            new PageCount(initrd).Size
        );

    /// <summary>A cold cache, no CMA area: the plainest kexec of a kernel of 100 pages and an initrd.</summary>
    public static Scenario Scenario(
        string kernel,
        Architecture architecture = Architecture.X86_64,
        long initrd = 200
    ) =>
        new()
        {
            Machine = Of(architecture),
            Kernel = KernelFeatures.For(kernel, architecture),
            Image = Image(architecture, 100, 60, initrd),
            Memory = new MemoryState
            {
                Ram = ByteSize.FromGiB(8),
                CmaArea = ByteSize.Zero,
                CmaMix = MemoryMix.AllAnonymous,
                AtomicPool = ByteSize.Zero,
                CmaPinCluster = 1,
            },
        };

    /// <summary>The same with an area that holds everything.</summary>
    public static Scenario InCma(this Scenario scenario) =>
        scenario with
        {
            Memory = scenario.Memory with { CmaArea = ByteSize.FromGiB(1) },
        };

    /// <summary>The same with the area unused.</summary>
    public static Scenario Listed(this Scenario scenario) =>
        scenario with
        {
            Kernel = scenario.Kernel with { CmaPlacement = false },
        };

    /// <summary>The same bytes, loaded by a kernel with pages of a size.</summary>
    public static Scenario InPages(this Scenario scenario, PageSize page) =>
        scenario with
        {
            Image = KexecImage.Create(
                scenario.Image.Architecture,
                scenario.Image.Kernel,
                new ByteSize(
                    scenario
                        .Image.Segments.Where(s => s.Role == SegmentRole.Initrd)
                        .Sum(s => s.Bufsz.Bytes)
                ),
                page
            ),
            Memory = scenario.Memory with
            {
                PageSize = page,
                CmaArea = page.WholeBlocks(scenario.Memory.CmaArea),
            },
        };

    /// <summary>The same in other memory.</summary>
    public static Scenario With(this Scenario scenario, Func<MemoryState, MemoryState> change) =>
        scenario with
        {
            Memory = change(scenario.Memory),
        };

    /// <summary>Every number of an architecture at its median.</summary>
    public static MachineDraw Draw(Architecture architecture) =>
        MachineDraw.Medians(Of(architecture));

    /// <summary>The outcome with noise off.</summary>
    public static HotPhaseOutcome Outcome(this Scenario scenario) =>
        scenario.Outcome(MachineDraw.Medians(scenario.Machine));

    public static HotPhaseOutcome Outcome(this Scenario scenario, MachineDraw draw) =>
        HotPhaseSimulation.Run(scenario.Laid(draw), draw);

    /// <summary>
    /// The image placed as it is loaded, its sources in runs of <see cref="RunPages"/>, or of one page where memory is fragmented, so that hot
    /// phases can be worked out by hand; the last <paramref name="own"/> entries are their own destination.
    /// </summary>
    public static LoadedImage Laid(this Scenario scenario, MachineDraw draw, long own = 0)
    {
        LoadedImage loaded = LoadedImage.Load(scenario, draw);
        long length = scenario.Memory.Fragmentation < 1 ? RunPages : 1;
        List<SourceRun> runs = [];
        void Cut(long pages, bool isOwn)
        {
            for (; pages > 0; pages -= length)
            {
                runs.Add(new SourceRun(Math.Min(pages, length), isOwn));
            }
        }

        Cut(loaded.ListedPages.Pages - own, false);
        Cut(own, true);
        return LoadedImage.Placed(scenario, loaded.Segments, SourceRuns.Of(runs));
    }

    public static long Ps(this HotPhaseOutcome outcome, Phase phase) => outcome[phase].Picoseconds;

    private static MachineProfile Round(string name)
    {
        MachineProfile machine = MachineProfiles.Get(name);
        bool x86 = machine.Architecture == Architecture.X86_64;
        (string Path, string Value)[] values =
        [
            ("copy.sequential", "4.096 GB/s"),
            ("copy.scattered", "2.048 GB/s"),
            ("copy.cached", "8.192 GB/s"),
            ("copy.batched", "40.96 GB/s"),
            ("copy.source_share", "75%"),
            ("relocation.call", "7 us"),
            ("cache.share", "100%"),
            ("cache.eviction", "4.096 GB/s"),
            ("other", "11 us"),
            ("handover", "13 us"),
            ("early_boot", "17 ms"),
            .. ForLoad,
            .. x86 ? ForX86 : ForArm64,
        ];
        foreach ((string path, string value) in values)
        {
            machine = machine.Set(path, value);
        }

        return machine.Steady() with
        {
            Name = "bench-" + machine.Architecture.Name(),
            Cpus = 4,
            Cache = new LastLevelCache(ByteSize.FromMiB(32), 4, Incoherent: false),
            Devices =
            [
                Device("disk", 2, 10, isAsync: true),
                Device("net", 1, 3, isAsync: true),
                Device("rest", 3, 1, isAsync: false),
            ],
        };
    }

    private static (string, string)[] ForLoad =>
        [
            ("load.read", "2.048 GB/s"),
            ("load.prepare", "5 ms"),
            ("load.page", "300 ns"),
            ("load.clear", "4.096 GB/s"),
            ("load.memset", "8.192 GB/s"),
            ("load.copy", "1.024 GB/s"),
            ("walk.parked", "3 ns"),
            ("walk.entry", "7 ns"),
            ("cma.call", "31 us"),
            ("cma.first", "1 ms"),
            ("cma.candidate", "41 us"),
            ("cma.block", "900 ns"),
            ("cma.page", "20 ns"),
            ("cma.cpu", "0 ns"),
            ("cma.boot_page", "0 ns"),
            ("migrate.anonymous", "2 us"),
            ("migrate.file", "3 us"),
            ("migrate.huge", "500 ns"),
            ("migrate.writeback", "0 ns"),
            ("reclaim.page", "8 us"),
            ("reclaim.swap", "50 us"),
        ];

    private static (string, string)[] ForX86 =>
        [
            ("copy.hot", "81.92 GB/s"),
            ("cache.wbinvd", "3 ms"),
            ("hash.scalar", "409.6 MB/s"),
            ("hash.accelerated", "4.096 GB/s"),
            ("hash.miss", "160 ns"),
            ("purgatory.call", "19 us"),
            ("cpu_stop.irq_off", "2.3 us"),
            ("cpu_stop.halt", "1.4 us"),
            ("boot_stub.move", "1 GB/s"),
            ("boot_stub.gzip", "100 MB/s"),
            ("boot_stub.zstd", "200 MB/s"),
            ("boot_stub.lz4", "400 MB/s"),
            ("boot_stub.xz", "50 MB/s"),
        ];

    private static (string, string)[] ForArm64 =>
        [
            ("copy.uncached", "4.096 MB/s"),
            ("clean.line", "10 ns"),
            ("clean.barrier", "60 ns"),
            ("cpu_off.teardown", "5 ms"),
            ("cpu_off.spread", "100%"),
            ("cpu_off.firmware", "0 ns"),
            ("cpu_off.serial", "1 ms"),
        ];
}
