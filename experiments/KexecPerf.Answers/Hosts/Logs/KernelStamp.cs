namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// The kernel's own time in a line: <c>[   12.345678]</c> (printk's <c>%5lu.%06lu</c>,
/// <c>print_time()</c> of kernel/printk/printk.c), also with a processor
/// (<c>[   12.345678@0]</c>) or the time since the line before
/// (<c>[   12.345678 &lt;    0.000100&gt;]</c>, dmesg -d and journalctl's short-delta).
/// </summary>
/// <param name="Start">Of its bracket.</param>
/// <param name="End">Behind its bracket.</param>
/// <param name="Microseconds">Since boot.</param>
internal readonly record struct KernelStamp(int Start, int End, long Microseconds)
{
    private const int FractionDigits = 6;

    /// <summary>More are no seconds since boot but since 1970.</summary>
    private const int MostWholeDigits = 9;

    private const int MostDelta = 32;

    /// <summary>The first one from a place on.</summary>
    public static bool TryFind(ReadOnlySpan<char> line, int from, out KernelStamp stamp)
    {
        while (from < line.Length)
        {
            int open = line[from..].IndexOf('[');
            if (open < 0)
            {
                break;
            }

            open += from;
            if (TryReadAt(line, open, out stamp))
            {
                return true;
            }

            from = open + 1;
        }

        stamp = default;
        return false;
    }

    /// <summary><c>12.345678</c> at the start of a text, and its length.</summary>
    public static bool TryNumber(ReadOnlySpan<char> text, out long microseconds, out int length)
    {
        (microseconds, length) = (0, 0);
        int whole = Digits(text);
        if (whole is 0 or > MostWholeDigits || whole >= text.Length || text[whole] != '.')
        {
            return false;
        }

        ReadOnlySpan<char> fraction = text[(whole + 1)..];
        if (Digits(fraction) != FractionDigits)
        {
            return false;
        }

        microseconds =
            long.Parse(text[..whole]) * 1_000_000 + long.Parse(fraction[..FractionDigits]);
        length = whole + 1 + FractionDigits;
        return true;
    }

    /// <summary>How many digits a text starts with.</summary>
    public static int Digits(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static bool TryReadAt(ReadOnlySpan<char> line, int open, out KernelStamp stamp)
    {
        stamp = default;
        ReadOnlySpan<char> inside = line[(open + 1)..];
        int blank = inside.Length - inside.TrimStart(' ').Length;
        if (!TryNumber(inside[blank..], out long microseconds, out int length))
        {
            return false;
        }

        ReadOnlySpan<char> rest = inside[(blank + length)..];
        int close = rest[..Math.Min(rest.Length, MostDelta)].IndexOf(']');
        if (close < 0 || !IsAddition(rest[..close].Trim(' ')))
        {
            return false;
        }

        stamp = new KernelStamp(open, open + 1 + blank + length + close + 1, microseconds);
        return true;
    }

    private static bool IsAddition(ReadOnlySpan<char> text) =>
        text switch
        {
            [] => true,
            ['@', .. var cpu] => Digits(cpu) == cpu.Length,
            ['<', .., '>'] => true,
            _ => false,
        };
}
