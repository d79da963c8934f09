using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// The default area that a kernel asks for at boot (<c>dma_contiguous_reserve()</c>): that of
/// <c>cma=</c>, else CONFIG_CMA_SIZE_MBYTES, or a share of RAM, or the smaller or larger of both.
/// </summary>
internal static class CmaAsked
{
    /// <summary>The size and what says it; null where neither does.</summary>
    /// <param name="line">How the kernel was booted.</param>
    /// <param name="config">How it was built.</param>
    /// <param name="ram">RAM.</param>
    public static (ByteSize Size, string By)? Of(
        KernelCommandLine? line,
        KernelConfig? config,
        ByteSize ram
    )
    {
        if (line?.Size("cma") is { } said)
        {
            return (said, "cma= on the command line");
        }

        ByteSize? fixedSize = config?.Number("CMA_SIZE_MBYTES", 0, 1 << 20) is { } mib
            ? ByteSize.FromMiB(mib)
            : null;
        ByteSize? share = config?.Number("CMA_SIZE_PERCENTAGE", 0, 100) is { } percent
            ? new ByteSize(ram.Bytes / 100 * percent)
            : null;
        return (fixedSize, share) switch
        {
            ({ } size, null) => (size, "CONFIG_CMA_SIZE_MBYTES"),
            (null, { } size) => (size, "CONFIG_CMA_SIZE_PERCENTAGE"),
            ({ } a, { } b) => (
                config!.Has("CMA_SIZE_SEL_MAX") == a > b ? a : b,
                "CONFIG_CMA_SIZE_SEL_" + (config.Has("CMA_SIZE_SEL_MAX") ? "MAX" : "MIN")
            ),
            _ => null,
        };
    }
}
