namespace KexecPerf.Model.Dma;

/// <summary>What a stray write did.</summary>
public enum StrayOutcome
{
    /// <summary>It came before the page's copy, which put the right content over it.</summary>
    Harmless,

    /// <summary>After the copy and before the hash passed: the purgatory finds a wrong digest and loops.</summary>
    Detected,

    /// <summary>Unnoticed, in the kernel's content: text and initialised data, on x86 still compressed.</summary>
    SilentKernelText,

    /// <summary>Unnoticed, in the kernel's padding: bss and room to decompress, part of which the next kernel clears itself.</summary>
    SilentKernelData,

    /// <summary>Unnoticed, in the initial RAM disk.</summary>
    SilentInitrd,

    /// <summary>Unnoticed, in purgatory, boot parameters or device tree.</summary>
    SilentOther,
}
