using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KexecPerf.Model.Inputs;

/// <summary>
/// Reads JSON with comments into nodes that know their place, so that every later complaint can name file, line and column.
/// Duplicate keys, null, and anything that is not JSON are refused here, and so is what no file of
/// ours comes near: more than 16 MiB, 10,000 keys in an object, a million
/// items in an array, or objects 16 deep. Time and memory
/// are linear in the bytes.
/// </summary>
public static class InputDocument
{
    /// <summary>The largest file worth reading, MiB.</summary>
    public const int MostMiB = 16;

    private const int DepthMax = 16;
    private const int MostKeys = 10_000;
    private const int MostItems = 1_000_000;

    /// <summary>Reads one JSON object.</summary>
    /// <exception cref="InputException">Not valid JSON, a duplicate key, null, or not an object.</exception>
    public static InputObject Parse(string file, ReadOnlySpan<byte> utf8)
    {
        var options = new JsonReaderOptions
        {
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            MaxDepth = DepthMax,
        };
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        var reader = new Utf8JsonReader(utf8, options);
        try
        {
            var places = new Places(file, utf8);
            reader.Read();
            InputNode node = ReadNode(ref reader, ref places, path: "");
            if (node is not InputObject root)
            {
                throw new InputException(node.Place, "not an object; write { ... }");
            }

            if (reader.Read())
            {
                throw new InputException(root.Place, "text after the end of the object; remove it");
            }

            return root;
        }
        catch (JsonException e)
        {
            throw new InputException(
                new InputPlace(
                    file,
                    checked((int)(e.LineNumber ?? 0) + 1),
                    checked((int)(e.BytePositionInLine ?? 0) + 1),
                    null
                ),
                "not valid JSON; " + FirstSentence(e.Message)
            );
        }
        catch (InvalidOperationException)
        {
            throw new InputException(InputPlace.Of(file), "not valid UTF-8 text; save it as UTF-8");
        }
    }

    private static InputNode ReadNode(ref Utf8JsonReader reader, ref Places places, string path)
    {
        InputPlace place = places.At(reader.TokenStartIndex, path);
        return reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadObject(ref reader, ref places, place, path),
            JsonTokenType.StartArray => ReadArray(ref reader, ref places, place, path),
            JsonTokenType.String => new InputText(place, reader.GetString()!),
            JsonTokenType.True => new InputFlag(place, true),
            JsonTokenType.False => new InputFlag(place, false),
            JsonTokenType.Number => new InputNumber(
                place,
                Encoding.ASCII.GetString(reader.ValueSpan)
            ),
            _ => throw new InputException(place, "null is no value; remove the key instead"),
        };
    }

    private static InputObject ReadObject(
        ref Utf8JsonReader reader,
        ref Places places,
        InputPlace place,
        string path
    )
    {
        var members = new OrderedDictionary<string, (InputPlace KeyPlace, InputNode Value)>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            string plain = UserText.Shorten(key);
            string inner = path.Length == 0 ? plain : path + "." + plain;
            InputPlace keyPlace = places.At(reader.TokenStartIndex, inner);
            if (members.ContainsKey(key))
            {
                throw new InputException(keyPlace, "the key stands here twice; keep one");
            }

            if (members.Count == MostKeys)
            {
                throw new InputException(keyPlace, $"more than {MostKeys} keys; remove some");
            }

            reader.Read();
            members.Add(key, (keyPlace, ReadNode(ref reader, ref places, inner)));
        }

        return new InputObject(place, members);
    }

    private static InputArray ReadArray(
        ref Utf8JsonReader reader,
        ref Places places,
        InputPlace place,
        string path
    )
    {
        var items = new List<InputNode>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (items.Count == MostItems)
            {
                throw new InputException(place, $"more than {MostItems} items; remove some");
            }

            string inner = path + "[" + items.Count.ToString(CultureInfo.InvariantCulture) + "]";
            items.Add(ReadNode(ref reader, ref places, inner));
        }

        return new InputArray(place, items);
    }

    private static string FirstSentence(string message)
    {
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string text = (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
        return UserText.Shorten(text.Replace('\n', ' '), 120);
    }

    /// <summary>Turns byte offsets, which only grow, into lines and columns.</summary>
    private ref struct Places(string file, ReadOnlySpan<byte> utf8)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private int _offset;
        private int _line = 1;
        private int _lineStart;

        public InputPlace At(long tokenStart, string path)
        {
            int target = (int)tokenStart;
            for (; _offset < target; _offset++)
            {
                if (_utf8[_offset] == '\n')
                {
                    _line++;
                    _lineStart = _offset + 1;
                }
            }

            return new InputPlace(
                file,
                _line,
                target - _lineStart + 1,
                path.Length == 0 ? null : path
            );
        }
    }
}
