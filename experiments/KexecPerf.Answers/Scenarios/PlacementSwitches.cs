using KexecPerf.Answers.Hosts;

namespace KexecPerf.Answers.Scenarios;

/// <summary>What a kernel must be built with so that segments get into CMA.</summary>
internal static class PlacementSwitches
{
    /// <summary>CMA itself.</summary>
    public const string Cma = "CONFIG_CMA";

    /// <summary>The default area, which is the only one that kexec takes.</summary>
    public const string DmaCma = "CONFIG_DMA_CMA";

    /// <summary>kexec_file_load(2).</summary>
    public const string KexecFile = "CONFIG_KEXEC_FILE";

    /// <summary>Those that a configuration lacks; none where it is not known.</summary>
    public static IReadOnlyList<string> LackedBy(KernelConfig? config)
    {
        if (config is null)
        {
            return [];
        }

        bool Has(string name) => config.Has(name["CONFIG_".Length..]);
        return
        [
            .. Has(KexecFile) ? [] : (string[])[KexecFile],
            // Without CMA the other is not even asked about.
            .. Has(DmaCma) ? []
            : Has(Cma) ? (string[])[DmaCma]
            : [Cma, DmaCma],
        ];
    }
}
