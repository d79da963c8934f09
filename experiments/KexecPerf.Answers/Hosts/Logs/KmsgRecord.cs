namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// A record of <c>/dev/kmsg</c> and of netconsole's extended form, <c>6,1234,56789012,-;text</c>:
/// priority, sequence, microseconds, flags and more, then the message
/// (Documentation/ABI/testing/dev-kmsg).
/// </summary>
internal static class KmsgRecord
{
    /// <summary>The message stands no further from a line's start.</summary>
    private const int MostHead = 200;

    public static bool TryRead(
        ReadOnlySpan<char> line,
        out long microseconds,
        out ReadOnlySpan<char> text
    )
    {
        microseconds = 0;
        text = default;
        int semicolon = line[..Math.Min(line.Length, MostHead)].IndexOf(';');
        if (semicolon < 0)
        {
            return false;
        }

        ReadOnlySpan<char> head = line[..semicolon];
        head = head[(head.LastIndexOfAny(' ', '>') + 1)..];
        Span<Range> fields = stackalloc Range[5];
        if (
            head.Split(fields, ',') < 4
            || !int.TryParse(head[fields[0]], out int priority)
            || priority is < 0 or > 999
            || !long.TryParse(head[fields[1]], out _)
            || head[fields[2]].Length > 15
            || !long.TryParse(head[fields[2]], out microseconds)
            || microseconds < 0
        )
        {
            return false;
        }

        text = line[(semicolon + 1)..];
        return true;
    }
}
