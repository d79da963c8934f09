using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// The JSON form of an output: a record of its figures, written when asked for. The record is the
/// contract. To add an output:
/// <list type="number">
/// <item>A record of the figures. Its properties are the keys, in their order, snake_case, each
/// number with its unit at the end of its name (<c>SavedMs</c>); those of a derived record stand
/// before its base's unless <c>JsonPropertyOrder</c> says otherwise. A null is written;
/// <c>[JsonIgnore(Condition = WhenWritingNull)]</c> leaves it out. What text alone needs is
/// <c>[JsonIgnore]</c>. Numbers are kept whole and rounded where they are written; infinity and NaN
/// are refused. A record that computes its figures from something else does so in an internal
/// constructor.</item>
/// <item>A line <c>[JsonSerializable(typeof(X))]</c> on the context of its folder, such as
/// <c>QuestionsJson</c>.</item>
/// <item>A layout class: title, blocks and CSV rows from the record alone, in one
/// <see cref="Document"/> with <c>JsonForm.Of(x, () =&gt; XJson.Default)</c>.</item>
/// <item>A line in <c>FullSchemas</c>, so that <c>schema</c> prints it; the schema is made from the
/// same type.</item>
/// </list>
/// </summary>
internal sealed class JsonForm
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Func<string> _write;

    private JsonForm(Func<string> write) => _write = write;

    /// <summary>A record of figures.</summary>
    /// <param name="figures">The record.</param>
    /// <param name="context">What knows its type; made when asked for.</param>
    /// <param name="rename">What a key is called instead; null to keep them all.</param>
    public static JsonForm Of<T>(
        T figures,
        Func<JsonSerializerContext> context,
        Func<string, string>? rename = null
    ) => new(() => Write(figures, context(), rename ?? (key => key), Numbers.Rounded));

    /// <summary>A record whose numbers are not rounded.</summary>
    public static JsonForm Exactly<T>(T figures, Func<JsonSerializerContext> context) =>
        new(() => Write(figures, context(), key => key, round: null));

    /// <summary>An object made by hand.</summary>
    public static implicit operator JsonForm(JsonObject json) =>
        new(() => OutputWriter.ToText(json));

    /// <summary>As printed.</summary>
    public string Text => _write();

    /// <summary>
    /// Asks the context itself for the type: its options would have more made than the writer.
    /// </summary>
    private static string Write<T>(
        T figures,
        JsonSerializerContext context,
        Func<string, string> rename,
        Func<double, double>? round
    )
    {
        JsonTypeInfo type = ((IJsonTypeInfoResolver)context).GetTypeInfo(
            typeof(T),
            context.Options
        )!;
        var whole = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(whole))
        {
            ((JsonTypeInfo<T>)type).SerializeHandler!(writer, figures);
        }

        var rounded = new ArrayBufferWriter<byte>(2 * whole.WrittenCount);
        using (var writer = new Utf8JsonWriter(rounded, Layout))
        {
            Copy(whole.WrittenSpan, writer, rename, round);
        }

        return Encoding.UTF8.GetString(rounded.WrittenSpan) + "\n";
    }

    /// <summary>Rounds numbers that are not whole, as generated writers cannot.</summary>
    private static void Copy(
        ReadOnlySpan<byte> json,
        Utf8JsonWriter writer,
        Func<string, string> rename,
        Func<double, double>? round
    )
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(rename(reader.GetString()!));
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(reader.GetString());
                    break;
                case JsonTokenType.Number when reader.TryGetInt64(out long whole):
                    writer.WriteNumberValue(whole);
                    break;
                case JsonTokenType.Number when reader.TryGetUInt64(out ulong whole):
                    writer.WriteNumberValue(whole);
                    break;
                case JsonTokenType.Number when round is not null:
                    writer.WriteNumberValue(round(reader.GetDouble()));
                    break;
                case JsonTokenType.Number:
                    writer.WriteRawValue(reader.ValueSpan);
                    break;
                case JsonTokenType.Null:
                    writer.WriteNullValue();
                    break;
                default:
                    writer.WriteBooleanValue(reader.GetBoolean());
                    break;
            }
        }
    }
}
