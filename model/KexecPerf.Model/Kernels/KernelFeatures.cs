using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Kernels;

/// <summary>
/// What a kernel does in the hot phase and at load: the boundaries of its release, then the overlays asked for, in order. Each
/// boundary cites the commit; those marked "source" were also read in the release before and after.
/// </summary>
public sealed record KernelFeatures
{
    /// <summary>The release underneath.</summary>
    public required KernelVersion Version { get; init; }

    /// <summary>As the user wrote it: release and overlays.</summary>
    public required string Name { get; init; }

    /// <summary>x86 before 6.14: three copies a page by way of the swap page, also without kexec jump (9e5683e2d0b5; source).</summary>
    public bool SwapCopies { get; init; }

    /// <summary>arm64 from 5.16: relocation with MMU and caches on (efc2d0f20a9d; source). Always so on x86.</summary>
    public bool RelocationMmu { get; init; }

    /// <summary>
    /// arm64 from 5.16: with a page list the load copies every PTE of a linear map in pages
    /// (3744b5280e67; source: <c>machine_kexec_post_load</c>, <c>trans_pgd_create_copy</c>), as it
    /// is by default: rodata=full (CONFIG_RODATA_FULL_DEFAULT_ENABLED, default y in 6.12;
    /// <c>rodata_full = true</c> in 7.2) on a CPU that cannot split live mappings
    /// (<c>force_pte_mapping</c>: BBML2_NOABORT in 7.2, BBML3 in 7.3; few server CPUs of 2025
    /// can).
    /// </summary>
    public bool CopiesLinearMap { get; init; }

    /// <summary>From 6.17: segments in CMA (07d24902977e; source).</summary>
    public bool CmaPlacement { get; init; }

    /// <summary>From 7.3: no digest if KHO is on or every segment is in CMA (94f9cef0f51c; source).</summary>
    public bool SkipDigest { get; init; }

    /// <summary>Overlay: the digest is never computed, whatever the placement.</summary>
    public bool NoDigest { get; init; }

    /// <summary>From 6.16: Kexec HandOver (4e1d010e3bda).</summary>
    public bool KexecHandover { get; init; }

    /// <summary>
    /// Whether <c>cma=</c> reserves its size once more on each of several nodes
    /// (CONFIG_CMA_SIZE_PERNUMA, default y: <c>dma_numa_cma_reserve</c>).
    /// </summary>
    public bool CmaPerNode { get; init; }

    /// <summary>x86 from 6.5: the wait for stopped CPUs includes their WBINVD (1f5e7eb7868e; source).</summary>
    public bool WaitIncludesWbinvd { get; init; }

    /// <summary>x86 from 6.18: the rebooting CPU too flushes where SME or TDX is possible, not active (83214a775f33; source).</summary>
    public bool WbinvdBeforeRelocation { get; init; }

    /// <summary>arm64 before 5.5: <c>cpu_psci_cpu_kill</c> sleeps 10 ms between its looks, later 0.1-1 ms ("arm64 updates for 5.5").</summary>
    public bool CoarsePsciPoll { get; init; }

    /// <summary>Overlay: arm64 CPUs go down side by side.</summary>
    public bool ParallelCpuOff { get; init; }

    /// <summary>Overlay: devices that allow it shut down side by side.</summary>
    public bool AsyncDeviceShutdown { get; init; }

    /// <summary>Overlay: the purgatory hashes with the CPU's SHA instructions.</summary>
    public bool AcceleratedHash { get; init; }

    /// <summary>Overlay: pages that are their own destination are not copied.</summary>
    public bool SkipOwnDestination { get; init; }

    /// <summary>Overlay: a run of pages is one copy.</summary>
    public bool BatchRuns { get; init; }

    /// <summary>Overlay: CMA placement honours the 2 MiB alignment asked for, whatever CONFIG_CMA_ALIGNMENT.</summary>
    public bool AlignOrder9 { get; init; }

    /// <summary>Overlay: the padding of CMA segments is zeroed, as intended.</summary>
    public bool TailZeroing { get; init; }

    /// <summary>Overlay: CMA segments are zeroed whole before the copy, as in the first posting.</summary>
    public bool MemsetFirst { get; init; }

    /// <summary>Overlay: CMA is tried first also with KHO on.</summary>
    public bool CmaUnderKho { get; init; }

    /// <summary>
    /// Reads <c>7.2</c>, <c>7.2+skip-digest+cma-under-kho</c> or what <c>uname -r</c> says.
    /// </summary>
    /// <exception cref="InputException">An unknown release or overlay, an overlay of the other
    /// architecture, or a release without <c>kexec_file_load(2)</c>.</exception>
    public static KernelFeatures For(string text, Architecture architecture) =>
        For(KernelRelease.Parse(text), architecture);

    /// <summary>Its own release's, with its backports, then its overlays.</summary>
    /// <exception cref="InputException">An overlay of the other architecture, or a release without
    /// <c>kexec_file_load(2)</c>.</exception>
    public static KernelFeatures For(KernelRelease release, Architecture architecture)
    {
        KernelFeatures features = Backports
            .Of(release, architecture)
            .Aggregate(Of(release.Version, architecture), (f, b) => b.Apply(f));
        foreach (Overlay overlay in release.Overlays)
        {
            if (overlay.Only is { } only && only != architecture)
            {
                throw new InputException(
                    $"the overlay '{overlay.Name}' is about {only.Name()} alone; leave it out on "
                        + architecture.Name()
                );
            }

            features = overlay.Apply(features);
        }

        return features with
        {
            Name = string.Join(
                '+',
                [features.Version.ToString(), .. release.Overlays.Select(o => o.Name)]
            ),
        };
    }

    private static KernelFeatures Of(KernelVersion version, Architecture architecture)
    {
        var everywhere = new KernelFeatures
        {
            Version = version,
            Name = version.ToString(),
            CmaPlacement = version.Has(6, 17),
            SkipDigest = version.Has(7, 3),
            KexecHandover = version.Has(6, 16),
            // Absent in 6.12, in 7.2 and 7.3 [I for what lies between: taken as 7.0].
            CmaPerNode = version.Has(7, 0),
        };
        return architecture switch
        {
            Architecture.X86_64 => everywhere with
            {
                SwapCopies = !version.Has(6, 14),
                RelocationMmu = true,
                WaitIncludesWbinvd = version.Has(6, 5),
                WbinvdBeforeRelocation = version.Has(6, 18),
            },
            Architecture.Arm64 when !version.Has(5, 0) => throw new InputException(
                $"kernel {version} has no kexec_file_load on arm64; write 5.0 or later"
            ),
            Architecture.Arm64 => everywhere with
            {
                CoarsePsciPoll = !version.Has(5, 5),
                RelocationMmu = version.Has(5, 16),
                CopiesLinearMap = version.Has(5, 16),
            },
        };
    }
}
