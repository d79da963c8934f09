using static KexecPerf.Model.Machines.Architecture;

namespace KexecPerf.Model.Kernels;

/// <summary>All overlays. "Not posted" means that no posting was found, not that there is none.</summary>
public static class Overlays
{
    private const string Proposal = "KexecPerf's own proposal, not posted";

    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<Overlay> All { get; } =
    [
        new(
            "single-copy",
            "one copy a page instead of three",
            "9e5683e2d0b5, in 6.14",
            X86_64,
            true,
            KernelFeature.SwapCopies,
            false
        ),
        new(
            "mmu-on",
            "relocation with MMU and caches on",
            "efc2d0f20a9d, in 5.16",
            Arm64,
            true,
            KernelFeature.RelocationMmu,
            true
        ),
        new(
            "cma-placement",
            "segments in CMA",
            "07d24902977e, in 6.17",
            null,
            true,
            KernelFeature.CmaPlacement,
            true
        ),
        new(
            "skip-digest",
            "no digest where nothing is copied, or with KHO",
            "94f9cef0f51c, in 7.3",
            X86_64,
            true,
            KernelFeature.SkipDigest,
            true
        ),
        new(
            "cma-under-kho",
            "CMA before KHO scratch",
            "P. Yadav, kexec list June 2026 (036719), no patch",
            null,
            true,
            KernelFeature.CmaUnderKho,
            true
        ),
        new(
            "parallel-cpu-off",
            "CPUs off side by side",
            "P. Liu, RFC 20220822021520.6996-1-kernelfans@gmail.com",
            Arm64,
            true,
            KernelFeature.ParallelCpuOff,
            true
        ),
        new(
            "async-device-shutdown",
            "devices that allow it shut down side by side",
            "D. Jeffery, v16 20260518193204.14273-1-djeffery@redhat.com",
            null,
            true,
            KernelFeature.AsyncDeviceShutdown,
            true
        ),
        new(
            "accelerated-hash",
            "SHA instructions in the purgatory",
            Proposal,
            X86_64,
            true,
            KernelFeature.AcceleratedHash,
            true
        ),
        new(
            "skip-own-destination",
            "no copy of a page onto itself",
            Proposal,
            null,
            true,
            KernelFeature.SkipOwnDestination,
            true
        ),
        new(
            "batch-runs",
            "one copy a run of pages",
            Proposal,
            null,
            true,
            KernelFeature.BatchRuns,
            true
        ),
        new(
            "align-order-9",
            "CMA placement at the 2 MiB asked for",
            Proposal + "; CONFIG_CMA_ALIGNMENT=9 does it",
            X86_64,
            true,
            KernelFeature.AlignOrder9,
            true
        ),
        new(
            "tail-zeroing",
            "padding of CMA segments zeroed",
            "reported in 20260601101553.93BF61F00893@smtp.kernel.org",
            X86_64,
            true,
            KernelFeature.TailZeroing,
            true
        ),
        new(
            "memset-first",
            "CMA segments zeroed whole, then copied into",
            "A. Graf, v1 20250512225752.11687-1-graf@amazon.com; merged otherwise",
            null,
            false,
            KernelFeature.MemsetFirst,
            true
        ),
        new(
            "no-digest",
            "no digest at all, also for what is copied",
            "ByteDance, patch 2/4 of 2022-07-25 (20220725083904.56552-3); not merged",
            X86_64,
            false,
            KernelFeature.NoDigest,
            true
        ),
        new(
            "swap-copies",
            "three copies a page",
            "before 9e5683e2d0b5",
            X86_64,
            false,
            KernelFeature.SwapCopies,
            true
        ),
        new(
            "mmu-off",
            "relocation with MMU and caches off",
            "before efc2d0f20a9d",
            Arm64,
            false,
            KernelFeature.RelocationMmu,
            false
        ),
        new(
            "no-cma",
            "no segment in CMA (KEXEC_FILE_NO_CMA)",
            "kexec_file_load flag 0x10, in 6.17",
            null,
            false,
            KernelFeature.CmaPlacement,
            false
        ),
        new(
            "keep-digest",
            "digest always computed and checked",
            "before 94f9cef0f51c",
            X86_64,
            false,
            KernelFeature.SkipDigest,
            false
        ),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(o => o.Name)];

    /// <summary>The overlay of a name, or null.</summary>
    public static Overlay? Find(string name) => All.FirstOrDefault(o => o.Name == name);
}
