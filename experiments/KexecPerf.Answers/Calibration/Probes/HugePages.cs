using System.Globalization;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Reads <c>/proc/self/smaps</c>: how much of a range the kernel really backs with huge pages.</summary>
internal static class HugePages
{
    private const string Field = "AnonHugePages:";

    /// <summary>Share of the range in huge pages, 0 to 1; null where smaps does not tell.</summary>
    public static double? ShareOf(string? smaps, nint address, long bytes)
    {
        if (smaps is null)
        {
            return null;
        }

        long huge = 0;
        bool inside = false;
        bool told = false;
        foreach (string line in smaps.Split('\n'))
        {
            if (TryReadRange(line, out ulong start, out ulong end))
            {
                inside = start < (ulong)address + (ulong)bytes && end > (ulong)address;
            }
            else if (inside && line.StartsWith(Field, StringComparison.Ordinal))
            {
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                told = words.Length > 1 && long.TryParse(words[1], out long kib);
                huge += told ? long.Parse(words[1]) << 10 : 0;
            }
        }

        return told ? Math.Min(1, huge / (double)bytes) : null;
    }

    private static bool TryReadRange(string line, out ulong start, out ulong end)
    {
        (start, end) = (0, 0);
        int dash = line.IndexOf('-');
        int space = line.IndexOf(' ');
        return dash > 0
            && space > dash
            && ulong.TryParse(line.AsSpan(0, dash), NumberStyles.HexNumber, null, out start)
            && ulong.TryParse(
                line.AsSpan(dash + 1, space - dash - 1),
                NumberStyles.HexNumber,
                null,
                out end
            );
    }
}
