using System.Globalization;

namespace KexecPerf.Answers.Hosts;

/// <summary>A list of CPUs as the kernel writes it: <c>0-3,8,10-11</c>.</summary>
internal static class CpuList
{
    /// <summary>As many as a kernel is built for (NR_CPUS).</summary>
    public const int Most = 8192;

    /// <summary>How many it names, 1 to 8192; null for anything else.</summary>
    public static int? Count(string text)
    {
        int count = 0;
        foreach (string range in text.Split(','))
        {
            string[] ends = range.Split('-');
            if (
                ends.Length > 2
                || !TryNumber(ends[0], out int first)
                || !TryNumber(ends[^1], out int last)
                || last < first
                || (count += last - first + 1) > Most
            )
            {
                return null;
            }
        }

        return count;
    }

    private static bool TryNumber(string text, out int cpu) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out cpu) && cpu < Most;
}
