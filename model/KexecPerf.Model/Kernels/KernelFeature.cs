namespace KexecPerf.Model.Kernels;

/// <summary>The table of what kernels do or do not do: overlays, <c>kernels show</c> and the tests read it.</summary>
/// <param name="Key">Name in output and JSON.</param>
/// <param name="Words">What it is, in a few words.</param>
/// <param name="IsProposal">Whether no release has it, only an overlay.</param>
/// <param name="Of">Whether a kernel has it.</param>
/// <param name="With">The same kernel with it on or off.</param>
public sealed record KernelFeature(
    string Key,
    string Words,
    bool IsProposal,
    Func<KernelFeatures, bool> Of,
    Func<KernelFeatures, bool, KernelFeatures> With
)
{
    private static readonly List<KernelFeature> List = [];

    /// <summary>All of them, in the order shown.</summary>
    public static IReadOnlyList<KernelFeature> All => List;

    /// <summary><see cref="KernelFeatures.SwapCopies"/>.</summary>
    public static readonly KernelFeature SwapCopies = Released(
        "swap_copies",
        "three copies a page, by way of the swap page",
        f => f.SwapCopies,
        (f, on) => f with { SwapCopies = on }
    );

    /// <summary><see cref="KernelFeatures.RelocationMmu"/>.</summary>
    public static readonly KernelFeature RelocationMmu = Released(
        "relocation_mmu",
        "relocation with MMU and caches on",
        f => f.RelocationMmu,
        (f, on) => f with { RelocationMmu = on }
    );

    /// <summary><see cref="KernelFeatures.CopiesLinearMap"/>.</summary>
    public static readonly KernelFeature CopiesLinearMap = Released(
        "copies_linear_map",
        "a load by page list copies every PTE of the linear map",
        f => f.CopiesLinearMap,
        (f, on) => f with { CopiesLinearMap = on }
    );

    /// <summary><see cref="KernelFeatures.CmaPlacement"/>.</summary>
    public static readonly KernelFeature CmaPlacement = Released(
        "cma_placement",
        "segments in CMA",
        f => f.CmaPlacement,
        (f, on) => f with { CmaPlacement = on }
    );

    /// <summary><see cref="KernelFeatures.SkipDigest"/>.</summary>
    public static readonly KernelFeature SkipDigest = Released(
        "skip_digest",
        "no digest with KHO or where every segment is in CMA",
        f => f.SkipDigest,
        (f, on) => f with { SkipDigest = on }
    );

    /// <summary><see cref="KernelFeatures.NoDigest"/>.</summary>
    public static readonly KernelFeature NoDigest = Proposal(
        "no_digest",
        "no digest, whatever the placement",
        f => f.NoDigest,
        (f, on) => f with { NoDigest = on }
    );

    /// <summary><see cref="KernelFeatures.KexecHandover"/>.</summary>
    public static readonly KernelFeature KexecHandover = Released(
        "kexec_handover",
        "Kexec HandOver (KHO)",
        f => f.KexecHandover,
        (f, on) => f with { KexecHandover = on }
    );

    /// <summary><see cref="KernelFeatures.CmaPerNode"/>.</summary>
    public static readonly KernelFeature CmaPerNode = Released(
        "cma_per_node",
        "cma= reserves its size again on each of several nodes",
        f => f.CmaPerNode,
        (f, on) => f with { CmaPerNode = on }
    );

    /// <summary><see cref="KernelFeatures.WaitIncludesWbinvd"/>.</summary>
    public static readonly KernelFeature WaitIncludesWbinvd = Released(
        "wait_includes_wbinvd",
        "the wait for stopped CPUs includes their WBINVD",
        f => f.WaitIncludesWbinvd,
        (f, on) => f with { WaitIncludesWbinvd = on }
    );

    /// <summary><see cref="KernelFeatures.WbinvdBeforeRelocation"/>.</summary>
    public static readonly KernelFeature WbinvdBeforeRelocation = Released(
        "wbinvd_before_relocation",
        "WBINVD before relocation where SME or TDX is possible",
        f => f.WbinvdBeforeRelocation,
        (f, on) => f with { WbinvdBeforeRelocation = on }
    );

    /// <summary><see cref="KernelFeatures.CoarsePsciPoll"/>.</summary>
    public static readonly KernelFeature CoarsePsciPoll = Released(
        "coarse_psci_poll",
        "10 ms between looks whether a CPU is off",
        f => f.CoarsePsciPoll,
        (f, on) => f with { CoarsePsciPoll = on }
    );

    /// <summary><see cref="KernelFeatures.ParallelCpuOff"/>.</summary>
    public static readonly KernelFeature ParallelCpuOff = Proposal(
        "parallel_cpu_off",
        "CPUs off side by side",
        f => f.ParallelCpuOff,
        (f, on) => f with { ParallelCpuOff = on }
    );

    /// <summary><see cref="KernelFeatures.AsyncDeviceShutdown"/>.</summary>
    public static readonly KernelFeature AsyncDeviceShutdown = Proposal(
        "async_device_shutdown",
        "devices that allow it shut down side by side",
        f => f.AsyncDeviceShutdown,
        (f, on) => f with { AsyncDeviceShutdown = on }
    );

    /// <summary><see cref="KernelFeatures.AcceleratedHash"/>.</summary>
    public static readonly KernelFeature AcceleratedHash = Proposal(
        "accelerated_hash",
        "SHA instructions in the purgatory",
        f => f.AcceleratedHash,
        (f, on) => f with { AcceleratedHash = on }
    );

    /// <summary><see cref="KernelFeatures.SkipOwnDestination"/>.</summary>
    public static readonly KernelFeature SkipOwnDestination = Proposal(
        "skip_own_destination",
        "no copy of a page onto itself",
        f => f.SkipOwnDestination,
        (f, on) => f with { SkipOwnDestination = on }
    );

    /// <summary><see cref="KernelFeatures.BatchRuns"/>.</summary>
    public static readonly KernelFeature BatchRuns = Proposal(
        "batch_runs",
        "one copy a run of pages",
        f => f.BatchRuns,
        (f, on) => f with { BatchRuns = on }
    );

    /// <summary><see cref="KernelFeatures.AlignOrder9"/>.</summary>
    public static readonly KernelFeature AlignOrder9 = Proposal(
        "align_order_9",
        "CMA placement at the 2 MiB asked for",
        f => f.AlignOrder9,
        (f, on) => f with { AlignOrder9 = on }
    );

    /// <summary><see cref="KernelFeatures.TailZeroing"/>.</summary>
    public static readonly KernelFeature TailZeroing = Proposal(
        "tail_zeroing",
        "padding of CMA segments zeroed",
        f => f.TailZeroing,
        (f, on) => f with { TailZeroing = on }
    );

    /// <summary><see cref="KernelFeatures.MemsetFirst"/>.</summary>
    public static readonly KernelFeature MemsetFirst = Proposal(
        "memset_first",
        "CMA segments zeroed whole, then copied into",
        f => f.MemsetFirst,
        (f, on) => f with { MemsetFirst = on }
    );

    /// <summary><see cref="KernelFeatures.CmaUnderKho"/>.</summary>
    public static readonly KernelFeature CmaUnderKho = Proposal(
        "cma_under_kho",
        "CMA tried first also with KHO on",
        f => f.CmaUnderKho,
        (f, on) => f with { CmaUnderKho = on }
    );

    private static KernelFeature Released(
        string key,
        string words,
        Func<KernelFeatures, bool> of,
        Func<KernelFeatures, bool, KernelFeatures> with
    ) => Add(new(key, words, IsProposal: false, of, with));

    private static KernelFeature Proposal(
        string key,
        string words,
        Func<KernelFeatures, bool> of,
        Func<KernelFeatures, bool, KernelFeatures> with
    ) => Add(new(key, words, IsProposal: true, of, with));

    private static KernelFeature Add(KernelFeature feature)
    {
        List.Add(feature);
        return feature;
    }
}
