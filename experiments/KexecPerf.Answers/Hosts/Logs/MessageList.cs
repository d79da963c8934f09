using System.Text;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>Gathers messages from a log's lines, whichever way their times are written.</summary>
internal sealed class MessageList
{
    /// <summary>Carriage return and line feed.</summary>
    private const int LineEnd = 2;

    private const int MostWrapped = 40;

    /// <summary>What messages that count end with.</summary>
    private static readonly string[] Ends =
    [
        ": shutdown",
        ": shutdown_pre",
        LogKernel.MarkerText,
        " as init process",
    ];

    private readonly List<LogLine> _all = [];
    private readonly List<LogLine> _behindAnother = [];
    private readonly PrefixClock _prefix = new();

    /// <summary>Lines that are not empty.</summary>
    public int LinesSeen { get; private set; }

    /// <summary>Digits of the second in the clock before the messages.</summary>
    public int PrefixDigits => _prefix.FractionDigits;

    /// <summary>
    /// The messages. Where most have two times in brackets side by side, the first is that of
    /// whoever took the log down, and lines with one alone are not the kernel's.
    /// </summary>
    public IReadOnlyList<LogLine> Messages =>
        2 * _behindAnother.Count > _all.Count ? _behindAnother : _all;

    /// <summary>
    /// Lines with the kernel's time, in brackets or as a record of /dev/kmsg; each may hold
    /// several.
    /// </summary>
    public void AddStamped(ReadOnlySpan<char> line)
    {
        int before = _all.Count;
        AddMessages(line);
        if (_all.Count == before)
        {
            Unwrap(line);
        }
    }

    private void AddMessages(ReadOnlySpan<char> line)
    {
        LinesSeen += line.IsEmpty ? 0 : 1;
        if (KmsgRecord.TryRead(line, out long time, out ReadOnlySpan<char> words))
        {
            Add(time, words, null);
            return;
        }

        bool found = KernelStamp.TryFind(line, 0, out KernelStamp stamp);
        long? received =
            found && stamp.Start > 0 && _prefix.TryRead(line[..stamp.Start], out long clock, out _)
                ? clock
                : null;
        bool adjacent = false;
        while (found)
        {
            bool more = KernelStamp.TryFind(line, stamp.End, out KernelStamp next);
            ReadOnlySpan<char> text = line[stamp.End..(more ? next.Start : line.Length)];
            bool isPrefix = more && MessageText.Of(text, out _).IsEmpty;
            if (isPrefix)
            {
                received ??= stamp.Microseconds;
            }
            else
            {
                Add(stamp.Microseconds, text, received);
                if (adjacent)
                {
                    _behindAnother.Add(_all[^1]);
                }
            }

            (found, stamp, adjacent) = (more, next, isPrefix);
        }
    }

    /// <summary>
    /// Lines whose time has lost its brackets, <c>   12.345678 text</c> or <c>12.345678: text</c>.
    /// </summary>
    public void AddBare(ReadOnlySpan<char> line)
    {
        LinesSeen += line.IsEmpty ? 0 : 1;
        line = MessageText.SkipLevel(line);
        int from = 0;
        while (from < line.Length)
        {
            ReadOnlySpan<char> rest = line[from..];
            int skip = rest.IndexOfAnyExcept(" (<>|");
            if (skip < 0)
            {
                return;
            }

            bool bracketed = skip + from > 0 && line[from + skip - 1] == '[';
            if (
                !bracketed
                && KernelStamp.TryNumber(rest[skip..], out long time, out int length)
                && (rest.Length == skip + length || rest[skip + length] is ' ' or ':' or ')')
            )
            {
                Add(time, rest[(skip + length)..].TrimStart(" :)"), null);
                return;
            }

            int blank = rest[skip..].IndexOf(' ');
            from = blank < 0 ? line.Length : from + skip + blank;
        }
    }

    /// <summary>Lines that have the time of whoever took them down alone.</summary>
    public void AddPrefixed(ReadOnlySpan<char> line)
    {
        LinesSeen += line.IsEmpty ? 0 : 1;
        if (_prefix.TryRead(line, out long time, out int textAt))
        {
            ReadOnlySpan<char> text = MessageText.Of(line[textAt..], out _);
            _all.Add(new LogLine(time, text.ToString(), text.Length + LineEnd, time));
        }
    }

    /// <summary>An entry with fields: its text may hold the kernel's time itself.</summary>
    public void AddEntry(LogEntry entry)
    {
        int before = _all.Count;
        LogText.ForEachLine(Encoding.Latin1.GetBytes(entry.Text), AddMessages);
        if (_all.Count > before || entry.Text.Length == 0)
        {
            return;
        }

        if (entry.Own is { } own)
        {
            Add(own, entry.Text, null);
        }
    }

    /// <summary>An entry that has no time since boot.</summary>
    public void AddClockEntry(LogEntry entry)
    {
        if (entry.Clock is { } clock && entry.Text.Length > 0)
        {
            AddPrefixed(clock + entry.Text.Split('\n')[0]);
        }
    }

    /// <summary>
    /// A mail program breaks a long line before its last words: put them back, if they are nothing
    /// but the end of a message that counts, or of a device's of which the driver alone was left.
    /// </summary>
    private void Unwrap(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> rest = line.TrimStart(" >|");
        if (_all.Count == 0 || rest.IsEmpty || rest.Length > MostWrapped)
        {
            return;
        }

        LogLine last = _all[^1];
        string end = rest.ToString();
        string whole = $"{last.Text} {end}";
        bool isEnd = Array.Exists(Ends, e => e.EndsWith(end) && whole.EndsWith(e));
        bool isDevice =
            !last.Text.Contains(' ')
            && rest.Count(' ') == 1
            && (end.EndsWith(": shutdown") || end.EndsWith(": shutdown_pre"));
        if (isEnd || isDevice)
        {
            _all[^1] = last with { Text = whole, Columns = last.Columns + end.Length + 1 };
        }
    }

    private void Add(long microseconds, ReadOnlySpan<char> behind, long? received)
    {
        ReadOnlySpan<char> text = MessageText.Of(behind, out int columns);
        columns += TimeColumns(microseconds) + 1 + text.Length + LineEnd;
        _all.Add(new LogLine(microseconds, text.ToString(), columns, received));
    }

    /// <summary>Characters of <c>[%5lu.%06lu]</c>.</summary>
    private static int TimeColumns(long microseconds)
    {
        int whole = 5;
        for (long s = microseconds / 1_000_000; s >= 100_000; s /= 10)
        {
            whole++;
        }

        return whole + 9;
    }
}
