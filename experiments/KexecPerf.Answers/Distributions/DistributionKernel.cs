using System.Globalization;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Distributions;

/// <summary>A distribution's kernel and loading tool on one architecture.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Facts">What is known, in any order.</param>
internal sealed record DistributionKernel(Architecture Architecture, IReadOnlyList<Fact> Facts)
{
    /// <summary>Its release as <c>uname -r</c> says it; always known.</summary>
    public const string Kernel = "kernel";

    /// <summary>What loads a kernel there: <c>kexec-tools VERSION</c> or another program.</summary>
    public const string Tool = "loading tool";

    public const string PageSize = "page size";
    public const string Kexec = "CONFIG_KEXEC";
    public const string KexecFile = "CONFIG_KEXEC_FILE";
    public const string Cma = "CONFIG_CMA";
    public const string DmaCma = "CONFIG_DMA_CMA";
    public const string CmaSize = "CONFIG_CMA_SIZE_MBYTES";
    public const string CmaAlignment = "CONFIG_CMA_ALIGNMENT";
    public const string CmaPerNode = "CONFIG_CMA_SIZE_PERNUMA";
    public const string Kho = "CONFIG_KEXEC_HANDOVER";
    public const string KhoDefault = "CONFIG_KEXEC_HANDOVER_ENABLE_DEFAULT";
    public const string InitOnAlloc = "CONFIG_INIT_ON_ALLOC_DEFAULT_ON";
    public const string PhysicalAlign = "CONFIG_PHYSICAL_ALIGN";

    /// <summary>What there is to know, in the order shown.</summary>
    private static readonly string[] Names =
    [
        Kernel,
        Tool,
        Kexec,
        KexecFile,
        Cma,
        DmaCma,
        CmaSize,
        CmaAlignment,
        CmaPerNode,
        Kho,
        KhoDefault,
        InitOnAlloc,
        PageSize,
        PhysicalAlign,
    ];

    /// <summary>The kernel's release.</summary>
    public KernelRelease Release => KernelRelease.Parse(this[Kernel]!);

    /// <summary>Each that applies to this kernel, in order; null where it is not known.</summary>
    public IEnumerable<(string Name, Fact? Fact)> All =>
        Names.Where(Applies).Select(n => (n, Facts.FirstOrDefault(f => f.Name == n)));

    /// <summary>The value of a fact; null where it is not known.</summary>
    public string? this[string name] => Facts.FirstOrDefault(f => f.Name == name)?.Value;

    /// <summary>Whether a switch is on; null where that is not known.</summary>
    public bool? Has(string name) => this[name] is { } value ? value == "y" : null;

    /// <summary>A number, hexadecimal as the configuration has it, or decimal.</summary>
    public int? Number(string name) =>
        this[name] switch
        {
            null => null,
            ['0', 'x', .. var hex] => int.Parse(
                hex,
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture
            ),
            var digits => int.Parse(digits, CultureInfo.InvariantCulture),
        };

    /// <summary>Whether kexec can find a CMA area; null where that is not known.</summary>
    public bool? HasCma => Has(Cma) == false ? false : Has(DmaCma);

    private bool Applies(string name) =>
        name switch
        {
            DmaCma or CmaSize or CmaAlignment => Has(Cma) != false,
            CmaPerNode => Has(Cma) != false && Release.Version.Has(7, 0),
            Kho => Release.Version.Has(6, 16),
            KhoDefault => Release.Version.Has(6, 16) && Has(Kho) != false,
            PageSize => Architecture.OnlyPages() is null,
            PhysicalAlign => Architecture.HasPurgatory(),
            _ => true,
        };
}
