using System.Globalization;
using KexecPerf.Answers.Commands;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Studies.Summaries;

/// <summary>How much memory DuckDB may take before it spills beside the results.</summary>
internal static class MemoryLimit
{
    private static readonly ByteSize Most = ByteSize.FromGiB(2);
    private static readonly ByteSize Least = ByteSize.FromMiB(128);

    /// <summary>A quarter of what this process may have, 128 MiB to 2 GiB.</summary>
    public static ByteSize Usual =>
        ByteSize.FromKiB(
            Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4, Least.Bytes, Most.Bytes)
                >> 10
        );

    /// <summary>The option that sets it.</summary>
    public static SingleOption Option() =>
        new("--memory")
        {
            Description = "spill beside the results above this (default RAM/4, at most 2GiB)",
            HelpName = "SIZE",
        };

    /// <summary>What was given, or the usual limit.</summary>
    /// <exception cref="InputException">No size, or one in which no query fits.</exception>
    public static ByteSize Read(string? text)
    {
        if (text is null)
        {
            return Usual;
        }

        try
        {
            ByteSize size = ByteSize.Parse(text);
            return size.Bytes >= Least.Bytes
                ? size
                : throw new InputException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{UserText.Shorten(text)}' is too small; write 128MiB or more"
                    )
                );
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of("--memory"));
        }
    }
}
