using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Scenarios;

/// <summary>One kexec: machine, kernel, image, memory and what the administrator chose.</summary>
public sealed record Scenario
{
    /// <summary>Default for the time between load and exec: long enough for any other work to take the cache.</summary>
    public static SimTime DefaultExecAfter { get; } = SimTime.FromMilliseconds(60_000);

    /// <summary>CONFIG_CMA_ALIGNMENT's default (mm/Kconfig: range 2-12, default 8).</summary>
    public const int DefaultCmaAlignment = 8;

    /// <summary>The machine, with <c>--cpus</c> and <c>--set</c> applied.</summary>
    public required MachineProfile Machine { get; init; }

    /// <summary>The running kernel, which does the kexec.</summary>
    public required KernelFeatures Kernel { get; init; }

    /// <summary>The image loaded.</summary>
    public required KexecImage Image { get; init; }

    /// <summary>Memory at load.</summary>
    public required MemoryState Memory { get; init; }

    /// <summary>Pages of the running kernel; those of <see cref="Image"/> are the same.</summary>
    public PageSize PageSize => Memory.PageSize;

    /// <summary>NUMA nodes that the running kernel sees.</summary>
    public int Nodes => Memory.Numa.Seen;

    /// <summary>
    /// Whether the CPU that loads shares its last-level cache with CPU 0, so that what it leaves
    /// there is found; null: drawn, as likely as one cache of CPU 0's node is among all of it.
    /// </summary>
    public bool? SameCache { get; init; }

    /// <summary>Probability that it does.</summary>
    public double SameCacheChance =>
        SameCache is { } known ? (known ? 1 : 0)
        : Memory.Numa.Loader > 0 ? 0
        : Math.Min(1, Memory.Numa.Count / (double)Machine.Cache.Instances);

    /// <summary>Whether the same image was loaded and unloaded right before.</summary>
    public bool Reload { get; init; }

    /// <summary>
    /// CMA areas that <c>cma=</c> reserves: the default one where RAM holds it, and with
    /// CONFIG_CMA_SIZE_PERNUMA one more on each of several nodes that has room for it
    /// (<c>dma_numa_cma_reserve</c> warns and goes on), which kexec never takes.
    /// </summary>
    public int Areas
    {
        get
        {
            MemoryLayout layout = Memory.LayoutOn(Image.Architecture);
            long pages = Memory.AreaPages;
            long start = pages > 0 ? layout.AreaStart(pages, Memory.AreaBelow4G >= 1) : -1;
            int more = Nodes > 1 && Kernel.CmaPerNode ? Nodes : 0;
            return start < 0 ? 0 : 1 + Enumerable.Range(0, more).Count(Holds);

            bool Holds(int node) =>
                new[] { layout.NormalOf(node), layout.LowOf(node) }.Any(zone =>
                    zone.Pages - (start >= zone.Start && start < zone.End ? pages : 0) >= pages
                );
        }
    }

    /// <summary>Whether a number of the machine can matter to it.</summary>
    public bool Spends(MachineParameter parameter) =>
        !parameter.IsOnDemand
        || parameter == HostPages.Of(Memory.Backing, PageSize)?.Fault
        || (parameter == LoadParameters.LoadMapEntry && Kernel.CopiesLinearMap)
        || (parameter == RunVariation.CoreIdle && Machine.StaysIdle);

    /// <summary>Loaded with the old <c>kexec_load(2)</c>.</summary>
    public bool ClassicSyscall { get; init; }

    /// <summary>KHO switched on.</summary>
    public bool Kho { get; init; }

    /// <summary>
    /// KHO's scratch areas; null: of the kernel's default size, of which the least is known (<see
    /// cref="KhoScratch.Least"/>).
    /// </summary>
    public KhoScratch? KhoScratch { get; init; }

    /// <summary>Pages zeroed when allocated (<c>init_on_alloc=1</c>; Debian's default).</summary>
    public bool InitOnAlloc { get; init; } = true;

    /// <summary>CONFIG_CMA_ALIGNMENT, log2 pages of the running kernel.</summary>
    public int CmaAlignment { get; init; } = DefaultCmaAlignment;

    /// <summary>State of the cache at relocation.</summary>
    public SourceCache SourceCache { get; init; }

    /// <summary>Time from the end of the load to the exec.</summary>
    public SimTime ExecAfter { get; init; } = DefaultExecAfter;

    /// <summary>CPUs that ignore the stop IPI but obey the NMI (x86).</summary>
    public int CpusIgnoringIpi { get; init; }

    /// <summary>CPUs that never answer (x86: the wait has no limit).</summary>
    public int CpusDead { get; init; }

    /// <summary>Devices that may go on writing; they matter to <c>dma-risk</c> alone.</summary>
    public DmaSetup Dma { get; init; } = new();
}
