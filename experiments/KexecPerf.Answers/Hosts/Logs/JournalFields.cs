using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// Entries of <c>journalctl -o export</c> (<c>KEY=VALUE</c>, an empty line behind each entry; a
/// value with line ends or control characters as <c>KEY</c>, its length in 8 bytes, and itself) and
/// of <c>-o verbose</c> (indented, a line with date and cursor before each).
/// </summary>
internal static class JournalFields
{
    private const int LengthBytes = 8;
    private const int MostHead = 8192;

    private static readonly SearchValues<byte> KeyBytes = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"u8
    );

    /// <summary>Whether a log starts so.</summary>
    public static bool Recognises(ReadOnlySpan<byte> log)
    {
        ReadOnlySpan<byte> head = log[..Math.Min(log.Length, MostHead)];
        return head.StartsWith("__CURSOR="u8)
            || (head.IndexOf("    _BOOT_ID="u8) >= 0 && head.IndexOf("[s="u8) >= 0);
    }

    /// <summary>Calls <paramref name="use"/> for each entry.</summary>
    public static void ForEach(ReadOnlySpan<byte> log, Action<LogEntry> use)
    {
        var entry = new LogEntry();
        while (!log.IsEmpty)
        {
            int end = log.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? log : log[..end];
            log = end < 0 ? default : log[(end + 1)..];
            line = line.Trim(" \r"u8);
            int equals = line.IndexOf((byte)'=');
            if (equals > 0 && IsKey(line[..equals]))
            {
                entry.Set(Text(line[..equals]), Text(line[(equals + 1)..]));
            }
            else if (equals < 0 && IsKey(line) && TryTakeBinary(ref log, out string value))
            {
                entry.Set(Text(line), value);
            }
            else
            {
                use(entry);
                entry = new LogEntry();
            }
        }

        use(entry);
    }

    private static bool TryTakeBinary(ref ReadOnlySpan<byte> log, out string value)
    {
        value = "";
        if (log.Length < LengthBytes)
        {
            return false;
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(log);
        if (length > (ulong)(log.Length - LengthBytes))
        {
            return false;
        }

        value = Text(log.Slice(LengthBytes, (int)length));
        log = log[(LengthBytes + (int)length)..];
        log = log is [(byte)'\n', ..] ? log[1..] : log;
        return true;
    }

    private static bool IsKey(ReadOnlySpan<byte> key) =>
        key.Length > 0 && key.IndexOfAnyExcept(KeyBytes) < 0;

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
