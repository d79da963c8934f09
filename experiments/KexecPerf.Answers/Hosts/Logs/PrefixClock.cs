namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// The clock of whoever took a line down, before the message: a time of day with or without date
/// (<c>2031-03-03T11:22:33.444Z</c>, <c>Mar  3 11:22:33.444</c>, <c>[11:22:33.444]</c>) or seconds
/// since 1970 or since its start (<c>1930000000.444555</c>, <c>[12.345678 0.000100]</c>). Dates are
/// not read: a reboot takes less than half a day, so that a time far behind the one before is the
/// next day's.
/// </summary>
internal sealed class PrefixClock
{
    private const int MostPrefix = 80;

    /// <summary>Fewer may be any number.</summary>
    private const int LeastSecondsDigits = 3;

    private const long DayMicroseconds = 86_400_000_000;

    private long _days;
    private long _before;

    /// <summary>Digits of the second that the coarsest line has; 0 for whole seconds.</summary>
    public int FractionDigits { get; private set; } = 9;

    /// <summary>Reads the time of one line, of the lines in order.</summary>
    /// <param name="line">The line.</param>
    /// <param name="microseconds">Since some midnight.</param>
    /// <param name="textAt">Where the message begins.</param>
    public bool TryRead(ReadOnlySpan<char> line, out long microseconds, out int textAt)
    {
        ReadOnlySpan<char> head = line[..Math.Min(line.Length, MostPrefix)];
        if (!TryTimeOfDay(head, out long time, out int start, out int end))
        {
            if (!TrySeconds(head, out time, out start, out end))
            {
                (microseconds, textAt) = (0, 0);
                return false;
            }

            time %= DayMicroseconds;
        }

        ReadOnlySpan<char> fraction = head[end..] is [('.' or ','), .. var f] ? f : default;
        int digits = KernelStamp.Digits(fraction);
        FractionDigits = Math.Min(FractionDigits, digits);
        time += Fraction(fraction[..digits]);
        if (time + _days + DayMicroseconds / 2 < _before)
        {
            _days += DayMicroseconds;
        }

        microseconds = _before = time + _days;
        int behind = digits == 0 ? end : end + 1 + digits;
        textAt = TextAt(line, start, behind);
        return true;
    }

    private static bool TryTimeOfDay(
        ReadOnlySpan<char> head,
        out long microseconds,
        out int start,
        out int end
    )
    {
        for (int at = 0; at + 8 <= head.Length; at++)
        {
            ReadOnlySpan<char> time = head.Slice(at, 8);
            // An address of PCI or Ethernet has colons, too, and goes on.
            bool isPart =
                (at > 0 && IsDigitOrColon(head[at - 1]))
                || (at + 8 < head.Length && IsDigitOrColon(head[at + 8]));
            if (
                !isPart
                && time[2] == ':'
                && time[5] == ':'
                && int.TryParse(time[..2], out int h)
                && int.TryParse(time[3..5], out int m)
                && int.TryParse(time[6..], out int s)
            )
            {
                (microseconds, start, end) = (((h * 60L + m) * 60 + s) * 1_000_000, at, at + 8);
                return true;
            }
        }

        (microseconds, start, end) = (0, 0, 0);
        return false;
    }

    private static bool IsDigitOrColon(char c) => c is (>= '0' and <= '9') or ':';

    private static bool TrySeconds(
        ReadOnlySpan<char> head,
        out long microseconds,
        out int start,
        out int end
    )
    {
        start = head.IndexOfAnyInRange('0', '9');
        int whole = start < 0 ? 0 : KernelStamp.Digits(head[start..]);
        bool bare = start >= 0 && head[..start].Trim(" [(<>|").IsEmpty;
        end = start + whole;
        microseconds = 0;
        if (!bare || whole is 0 or > 10 || head[end..] is not [('.' or ','), .. var fraction])
        {
            return false;
        }

        if (KernelStamp.Digits(fraction) < LeastSecondsDigits)
        {
            return false;
        }

        microseconds = long.Parse(head.Slice(start, whole)) * 1_000_000;
        return true;
    }

    private static long Fraction(ReadOnlySpan<char> digits)
    {
        long microseconds = 0;
        for (int i = 0; i < 6; i++)
        {
            microseconds = 10 * microseconds + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return microseconds;
    }

    /// <summary>Behind the bracket that was opened before the time, or behind its zone.</summary>
    private static int TextAt(ReadOnlySpan<char> line, int start, int behind)
    {
        int open = line[..start].LastIndexOfAny('[', '(');
        if (open > line[..start].LastIndexOfAny(']', ')'))
        {
            int close = line[behind..].IndexOfAny(']', ')');
            return close < 0 ? behind : behind + close + 1;
        }

        ReadOnlySpan<char> rest = line[behind..];
        ReadOnlySpan<char> zone = rest.TrimStart(' ');
        int length = zone switch
        {
            ['Z', ..] => 1,
            [('+' or '-'), >= '0' and <= '9', >= '0' and <= '9', ':', _, _, ..] => 6,
            [('+' or '-'), >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', _, ..] => 5,
            ['U', 'T', 'C', ..] or ['G', 'M', 'T', ..] => 3,
            _ => 0,
        };
        ReadOnlySpan<char> text = zone[length..].TrimStart(" :|>");
        return line.Length - text.Length;
    }
}
