using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// A number or word of a scenario that <c>--set</c> reaches and that is neither a machine's
/// parameter nor a device's.
/// </summary>
/// <param name="Path">As in <c>--set PATH=VALUE</c>.</param>
/// <param name="Meaning">What it is, with its values.</param>
/// <param name="With">The scenario with the value of a text.</param>
internal sealed record ScenarioPath(
    string Path,
    string Meaning,
    Func<Scenario, string, Scenario> With
)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ScenarioPath> All { get; } =
    [
        new(
            "image.kernel_alignment",
            "kernel_alignment of an x86 kernel, a power of two from 2 MiB to 1 GiB (default 2 MiB)",
            (s, text) =>
                s with
                {
                    Image = s.Image.With(
                        s.Image.Kernel with
                        {
                            Alignment = ParseAlignment(text, s.Image.Architecture),
                        },
                        s.Image.Initrd
                    ),
                }
        ),
        OfMemory(
            "memory.cma_huge",
            "whether the process memory in the area is in transparent huge pages: on or off",
            (memory, text) => memory with { CmaHuge = Counts.ParseSwitch(text) }
        ),
        OfMemory(
            "memory.cma_held",
            "pages that drivers hold in the area for good, behind the atomic DMA pools",
            (memory, text) =>
                memory with
                {
                    CmaHeld = Counts.Parse(text, 0, 1L << 34),
                    CmaHeldAt = null,
                }
        ),
        OfMemory(
            "memory.atomic_pool",
            "size of an atomic DMA pool, as coherent_pool= takes it; 0 B without such pools",
            (memory, text) => memory with { AtomicPool = ByteSize.Parse(text) }
        ),
        OfMemory(
            "memory.cma_pin_cluster",
            "pages of a cluster of pins (default 4)",
            (memory, text) => memory with { CmaPinCluster = Counts.Parse(text, 1, 1 << 20) }
        ),
        OfMemory(
            "memory.cma_pins",
            "pages of the area where its pins are, separated by blanks",
            (memory, text) => memory with { CmaPins = ParsePages(text) }
        ),
        OfMemory(
            "memory.area_below_4g",
            "probability that the area lies below 4 GiB although there is room above, such as 50%",
            (memory, text) => memory with { AreaBelow4G = Counts.ParsePercent(text) }
        ),
        new(
            "kernel.page_granular",
            "arm64: whether the linear map is in pages, which a load by page list copies (default "
                + "on, from 5.16; off with rodata=noalias, up to 6.12 rodata=on, or BBML2): on or off",
            (s, text) =>
                s with
                {
                    Kernel = s.Kernel with { CopiesLinearMap = ParsePageGranular(text, s) },
                }
        ),
        new(
            "memory.cma_start",
            "address of the area, as in cma=SIZE@START, such as 400 GiB",
            (s, text) =>
                CheckArea(
                    s with
                    {
                        Memory = s.Memory with { CmaStart = ByteSize.ParseAddress(text) },
                    }
                )
        ),
        new(
            "load.node",
            "node of the CPU that loads, whose memory sources come from first (default 0)",
            (s, text) =>
                s with
                {
                    Memory = s.Memory with
                    {
                        Numa = s.Memory.Numa with
                        {
                            Loader = (int)Counts.Parse(text, 0, s.Memory.Numa.Count - 1),
                        },
                    },
                }
        ),
        new(
            "load.same_cache",
            "whether the CPU that loads shares its last-level cache with CPU 0: on or off "
                + "(default drawn, one in as many as node 0 has)",
            (s, text) => s with { SameCache = Counts.ParseSwitch(text) }
        ),
        new(
            "load.again",
            "whether the same image was loaded and unloaded right before: on or off",
            (s, text) => s with { Reload = Counts.ParseSwitch(text) }
        ),
        new(
            "cache.incoherent",
            "whether the kernel flushes caches on kexec (SME or TDX possible): on or off",
            (s, text) =>
                s with
                {
                    Machine = s.Machine with
                    {
                        Cache = s.Machine.Cache with { Incoherent = Counts.ParseSwitch(text) },
                    },
                }
        ),
        new(
            "cpu_stop.ignoring_ipi",
            "CPUs that ignore the stop IPI but obey the NMI",
            (s, text) => s with { CpusIgnoringIpi = (int)Counts.Parse(text, 0, 8191) }
        ),
        new(
            "cpu_stop.dead",
            "CPUs that never answer",
            (s, text) => s with { CpusDead = (int)Counts.Parse(text, 0, 8191) }
        ),
    ];

    /// <summary>The scenario, if there is room for its area where it is asked for.</summary>
    /// <exception cref="InputException">No RAM of one zone and node there, or no whole
    /// pageblock.</exception>
    public static Scenario CheckArea(Scenario s)
    {
        MemoryState memory = s.Memory;
        MemoryLayout layout = memory.LayoutOn(s.Image.Architecture);
        bool fits = memory.AreaPages == 0 || layout.AreaStart(memory.AreaPages, false) >= 0;
        return fits
            ? s
            : throw new InputException(
                $"no area of {memory.CmaArea} at {memory.CmaStart}: boot goes on without; write a "
                    + $"multiple of {memory.PageSize.Block} inside one node's RAM: "
                    + string.Join(", ", Enumerable.Range(0, s.Nodes).Select(Range))
            );

        string Range(int node)
        {
            PageRange range = layout.HighestOf(node);
            return $"{memory.PageSize.Of(new PageCount(range.Start))} to "
                + memory.PageSize.Of(new PageCount(range.End));
        }
    }

    private static ScenarioPath OfMemory(
        string path,
        string meaning,
        Func<MemoryState, string, MemoryState> with
    ) => new(path, meaning, (s, text) => s with { Memory = with(s.Memory, text) });

    private static bool ParsePageGranular(string text, Scenario s) =>
        !s.Machine.Architecture.CleansLines()
            ? throw new InputException("x86_64 copies no linear map; leave it out")
        : Counts.ParseSwitch(text) && !s.Kernel.RelocationMmu
            ? throw new InputException("kernels before 5.16 copy no linear map; leave it out")
        : Counts.ParseSwitch(text);

    private static ByteSize ParseAlignment(string text, Architecture architecture)
    {
        if (!architecture.HasBootStub())
        {
            throw new InputException("arm64 kernels are at 2 MiB, always; leave it out");
        }

        ByteSize size = ByteSize.Parse(text);
        return long.IsPow2(size.Bytes) && size >= ByteSize.FromMiB(2) && size <= ByteSize.FromGiB(1)
            ? size
            : throw new InputException(
                $"{size} is no kernel_alignment; write a power of two from 2 MiB to 1 GiB"
            );
    }

    private static long[] ParsePages(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(t => Counts.Parse(t, 0, 1L << 34)),
        ];
}
