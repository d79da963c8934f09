using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// Entries of logs in JSON: <c>journalctl -o json</c>, <c>json-pretty</c>, <c>json-seq</c> and
/// <c>json-sse</c>, <c>dmesg --json</c>, and an object a line as containers and CI runners write
/// it.
/// </summary>
internal static class JsonEntries
{
    private const byte RecordSeparator = 0x1E;

    private static readonly JsonReaderOptions Lenient = new()
    {
        AllowMultipleValues = true,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Whether a log starts so.</summary>
    public static bool Recognises(ReadOnlySpan<byte> log)
    {
        ReadOnlySpan<byte> start = Start(log);
        start = start is [(byte)'[', ..] ? start[1..].TrimStart(" \t\r\n"u8) : start;
        return start is [(byte)'{', ..] && start[1..].TrimStart(" \t\r\n"u8) is [(byte)'"', ..];
    }

    /// <summary>
    /// Calls <paramref name="use"/> for each entry; one that is damaged is passed over.
    /// </summary>
    public static void ForEach(ReadOnlySpan<byte> log, Action<LogEntry> use)
    {
        int firstEnd = log.IndexOf((byte)'\n');
        ReadOnlySpan<byte> first = firstEnd < 0 ? log : log[..firstEnd];
        if (first.TrimEnd("\r \t"u8) is not [.., (byte)'}'])
        {
            Read(Start(log), use);
            return;
        }

        while (!log.IsEmpty)
        {
            int end = log.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = Start(end < 0 ? log : log[..end]);
            log = end < 0 ? default : log[(end + 1)..];
            if (line is [(byte)'{', ..])
            {
                Read(line, use);
            }
        }
    }

    /// <summary>
    /// Behind what stands before an object: blanks, json-seq's separator, <c>data: </c>, YAML's
    /// dash.
    /// </summary>
    private static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> log)
    {
        ReadOnlySpan<byte> start = log.TrimStart(" \t\r\n\u001E"u8);
        return start.StartsWith("data: {"u8) ? start["data: ".Length..]
            : start.StartsWith("- {"u8) ? start["- ".Length..]
            : start;
    }

    private static void Read(ReadOnlySpan<byte> json, Action<LogEntry> use)
    {
        if (json.Contains(RecordSeparator))
        {
            byte[] plain = json.ToArray();
            plain.AsSpan().Replace(RecordSeparator, (byte)' ');
            json = plain;
        }

        var entry = new LogEntry();
        var reader = new Utf8JsonReader(json, Lenient);
        try
        {
            string key = "";
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        key = reader.GetString() ?? "";
                        break;
                    case JsonTokenType.String:
                        entry.Set(key, reader.GetString() ?? "");
                        break;
                    case JsonTokenType.Number:
                        entry.Set(key, Encoding.Latin1.GetString(reader.ValueSpan));
                        break;
                    case JsonTokenType.StartArray when key == "MESSAGE":
                        entry.Set(key, Bytes(ref reader));
                        break;
                    case JsonTokenType.EndObject:
                        use(entry);
                        entry = new LogEntry();
                        break;
                    default:
                        break;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            use(entry);
        }
    }

    /// <summary>The journal writes text with control characters as an array of bytes.</summary>
    private static string Bytes(ref Utf8JsonReader reader)
    {
        var text = new StringBuilder();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            bool isByte = byte.TryParse(
                reader.ValueSpan,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out byte value
            );
            text.Append(isByte ? (char)value : '?');
        }

        return text.ToString();
    }
}
