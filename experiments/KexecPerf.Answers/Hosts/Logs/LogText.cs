namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// The lines of a log as bytes, in one pass: ended by LF, CR or both, without byte order marks,
/// NULs (so that UTF-16 reads as the ASCII it holds), control characters and the escapes of
/// terminals, also where a tool has spelt the escape character out (<c>^[[32m</c>,
/// <c>#033[32m</c>) or lost it (<c>[32m</c>).
/// </summary>
internal static class LogText
{
    /// <summary>Longer lines are cut: the kernel's have at most 1,024 characters.</summary>
    public const int MostChars = 4096;

    private const int LongestEscape = 256;
    private const byte Escape = 0x1B;
    private const byte NoBreakSpace = 0xA0;
    private const byte NoBreakLead = 0xC2;

    private static readonly string[] SpeltEscapes = ["^[", "#033", "\\x1b", "\\u001b", "\\033"];

    /// <summary>Takes one line; the span is gone after the call.</summary>
    public delegate void LineUse(ReadOnlySpan<char> line);

    /// <summary>Calls <paramref name="use"/> for each line.</summary>
    public static void ForEachLine(ReadOnlySpan<byte> bytes, LineUse use)
    {
        char[] buffer = new char[MostChars];
        while (!bytes.IsEmpty)
        {
            int end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
            ReadOnlySpan<byte> raw = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            use(Clean(raw, buffer));
        }
    }

    /// <summary>Without NULs and a byte order mark.</summary>
    public static byte[] Plain(byte[] bytes)
    {
        int mark = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => 3,
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => 2,
            _ => 0,
        };
        if (mark == 0 && !bytes.AsSpan().Contains((byte)0))
        {
            return bytes;
        }

        byte[] plain = new byte[bytes.Length];
        int length = 0;
        foreach (byte b in bytes.AsSpan(mark))
        {
            plain[length] = b;
            length += b == 0 ? 0 : 1;
        }

        return plain[..length];
    }

    private static ReadOnlySpan<char> Clean(ReadOnlySpan<byte> raw, Span<char> buffer)
    {
        int length = 0;
        int i = 0;
        while (i < raw.Length && length < buffer.Length)
        {
            byte b = raw[i];
            int skipped = b switch
            {
                Escape => EscapeLength(raw[i..]),
                (byte)'[' => SpeltLength(raw[i..], buffer, ref length),
                NoBreakLead when i + 1 < raw.Length && raw[i + 1] == NoBreakSpace => 1,
                (byte)'\t' => 0,
                < 0x20 or 0x7F => 1,
                _ => 0,
            };
            if (skipped == 0)
            {
                buffer[length++] = b is (byte)'\t' or NoBreakSpace ? ' ' : (char)b;
                skipped = 1;
            }

            i += skipped;
        }

        return buffer[..length].TrimEnd(' ');
    }

    /// <summary>
    /// ECMA-48: a control sequence, a string up to BEL, or an escape of its own; none is longer than
    /// a title.
    /// </summary>
    private static int EscapeLength(ReadOnlySpan<byte> at)
    {
        at = at[..Math.Min(at.Length, LongestEscape)];
        if (at.Length < 2)
        {
            return at.Length;
        }

        int end = at[1] switch
        {
            (byte)'[' => at[2..].IndexOfAnyInRange((byte)0x40, (byte)0x7E) + 2,
            (byte)']' => at.IndexOf((byte)0x07),
            _ => at[1..].IndexOfAnyInRange((byte)0x30, (byte)0x7E) + 1,
        };
        return end < 2 && at[1] is (byte)'[' or (byte)']' ? 2 : end + 1;
    }

    /// <summary>
    /// Colour whose escape character is spelt out or lost; 0 for a bracket of the text.
    /// </summary>
    private static int SpeltLength(ReadOnlySpan<byte> at, ReadOnlySpan<char> before, ref int length)
    {
        int end = 1;
        while (
            end < at.Length && end < 20 && at[end] is (>= (byte)'0' and <= (byte)'9') or (byte)';'
        )
        {
            end++;
        }

        if (end >= at.Length || at[end] is not ((byte)'m' or (byte)'K'))
        {
            return 0;
        }

        foreach (string spelt in SpeltEscapes)
        {
            if (before[..length].EndsWith(spelt, StringComparison.OrdinalIgnoreCase))
            {
                length -= spelt.Length;
                return end + 1;
            }
        }

        return end > 1 ? end + 1 : 0;
    }
}
