using System.Globalization;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// The default area as boot's messages tell it: <c>cma: Reserved 64 MiB at 0x...</c> for every area
/// of <c>cma_declare_contiguous_nid()</c>, in 6.12 with <c>on node -1</c> where any node may have
/// it, as for the default area alone; <c>hugetlb_cma: reserved 1024 MiB on node 0</c> behind each
/// that is huge pages'; <c>cma: Failed to reserve</c> where there was no room.
/// </summary>
internal static class CmaLog
{
    /// <summary>Where collect.sh puts those lines.</summary>
    public const string File = "dmesg-cma";

    private const string Prefix = "cma: ";
    private const string Huge = "hugetlb_cma: reserved ";

    /// <summary>
    /// Its size; 0 where boot found no room for it; null where the log does not tell.
    /// </summary>
    /// <param name="text">The kernel's log, or its lines that name CMA, in any form.</param>
    public static ByteSize? DefaultArea(string? text)
    {
        var areas = new List<(long MiB, bool OfNode)>();
        foreach (string line in (text ?? "").Split('\n'))
        {
            if (line.Contains(Huge, StringComparison.Ordinal))
            {
                if (areas.Count > 0)
                {
                    areas.RemoveAt(areas.Count - 1);
                }

                continue;
            }

            int node = line.IndexOf(" on node ", StringComparison.Ordinal);
            bool any = node < 0 || line[(node + 9)..].StartsWith("-1", StringComparison.Ordinal);
            if (After(line, "Reserved ") is { } size)
            {
                areas.Add((size, !any));
            }
            else if (After(line, "Failed to reserve ") is not null)
            {
                areas.Add((0, !any));
            }
        }

        int found = areas.FindIndex(a => !a.OfNode);
        return found >= 0 ? ByteSize.FromMiB(areas[found].MiB) : null;
    }

    /// <summary>The MiB behind a message of CMA's own, not of <c>hugetlb_cma</c>.</summary>
    private static long? After(string line, string message)
    {
        int at = line.IndexOf(Prefix + message, StringComparison.Ordinal);
        if (at < 0 || (at > 0 && line[at - 1] == '_'))
        {
            return null;
        }

        string rest = line[(at + Prefix.Length + message.Length)..];
        return
            rest.Split(' ') is [var digits, "MiB" or "MiB\r", ..]
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long mib)
            && mib <= 1 << 26
            ? mib
            : null;
    }
}
