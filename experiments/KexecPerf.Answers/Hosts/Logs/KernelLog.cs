using System.Text;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// Reads kernel messages with their times: <c>[   12.345678] text</c> as dmesg and consoles print them (printk's <c>%5lu.%06lu</c>), with
/// or without level (<c>&lt;6&gt;</c>) and caller (<c>[  T148]</c>), and <c>journalctl -k -o short-monotonic</c>, which adds
/// <c>HOST kernel:</c>.
/// </summary>
internal static class KernelLog
{
    private const int MostLineChars = 4096;
    private const int FractionDigits = 6;

    /// <summary>The lines that have a time, in order.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static IReadOnlyList<LogLine> Parse(string file, ReadOnlySpan<byte> bytes)
    {
        var lines = new List<LogLine>();
        foreach (string raw in Encoding.Latin1.GetString(bytes).Split('\n'))
        {
            string line = raw.Length > MostLineChars ? raw[..MostLineChars] : raw;
            if (TryParse(line.TrimEnd('\r', ' '), out LogLine parsed))
            {
                lines.Add(parsed);
            }
        }

        return lines.Count > 0
            ? lines
            : throw new InputException(
                InputPlace.Of(file),
                "no line with a kernel time such as [   12.345678]; boot with printk.time=1, use dmesg without -T"
            );
    }

    private static bool TryParse(string line, out LogLine parsed)
    {
        parsed = default;
        int open = line.StartsWith('<') ? line.IndexOf('>') + 1 : 0;
        if (open >= line.Length || line[open] != '[')
        {
            return false;
        }

        int close = line.IndexOf(']', open);
        int point = close < 0 ? -1 : line.IndexOf('.', open, close - open);
        if (point < 0 || close - point - 1 != FractionDigits)
        {
            return false;
        }

        ReadOnlySpan<char> whole = line.AsSpan(open + 1, point - open - 1).Trim();
        ReadOnlySpan<char> fraction = line.AsSpan(point + 1, FractionDigits);
        if (whole.Length is 0 or > 9 || !AreDigits(whole) || !AreDigits(fraction))
        {
            return false;
        }

        string text = SkipCaller(line[(close + 1)..]).TrimStart(' ');
        int kernel = text.IndexOf(" kernel: ", StringComparison.Ordinal);
        bool journal = kernel > 0 && !text[..kernel].Contains(' ');
        parsed = new LogLine(
            long.Parse(whole) * 1_000_000 + long.Parse(fraction),
            journal ? text[(kernel + " kernel: ".Length)..] : text
        );
        return true;
    }

    /// <summary>With CONFIG_PRINTK_CALLER a second pair of brackets follows at once.</summary>
    private static string SkipCaller(string text)
    {
        int close = text.StartsWith('[') ? text.IndexOf(']') : -1;
        bool caller = close > 1 && text[1..close].TrimStart(' ') is ['T' or 'C', ..];
        return caller ? text[(close + 1)..] : text;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExceptInRange('0', '9') < 0;
}
