using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// The JSON form of an output: a record of its figures, written when asked for. The record is the contract. To add an output:
/// <list type="number">
/// <item>A record of the figures. Its properties are the keys, in their order, snake_case, each number with its unit at the
/// end of its name (<c>SavedMs</c>); those of a derived record stand before its base's unless <c>JsonPropertyOrder</c> says
/// otherwise. A null is written; <c>[JsonIgnore(Condition = WhenWritingNull)]</c> leaves it out. What text alone needs is
/// <c>[JsonIgnore]</c>. Numbers are kept whole: <see cref="RoundedNumbers"/> rounds where they are written. A record that
/// computes its figures from something else does so in an internal constructor.</item>
/// <item>A line <c>[JsonSerializable(typeof(X))]</c> on the context of its folder, such as
/// <c>QuestionsJson</c>; a new context is made with <see cref="Options"/>.</item>
/// <item>A layout class: title, blocks and CSV rows from the record alone, in one
/// <see cref="Document"/> with <c>JsonForm.Of(x, Context.Shared.X)</c>.</item>
/// <item>A line in <c>JsonSchemas</c>, so that <c>schema</c> prints it; the schema is made from the
/// same type.</item>
/// </list>
/// </summary>
internal sealed class JsonForm
{
    private readonly Func<string> _write;

    private JsonForm(Func<string> write) => _write = write;

    /// <summary>A record of figures.</summary>
    public static JsonForm Of<T>(T figures, JsonTypeInfo<T> type) =>
        new(() => JsonSerializer.Serialize(figures, type) + "\n");

    /// <summary>An object made by hand.</summary>
    public static implicit operator JsonForm(JsonObject json) =>
        new(() => OutputWriter.ToText(json));

    /// <summary>As printed.</summary>
    public string Text => _write();

    /// <summary>How every output is written.</summary>
    public static JsonSerializerOptions Options() =>
        new()
        {
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Converters = { new RoundedNumbers() },
        };
}
