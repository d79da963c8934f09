using System.Text.Json;
using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// Stands, as <c>JsonConverter</c>, on a type that a record of figures is made with and no JSON form holds, so that
/// nothing is generated for it and all that it refers to.
/// </summary>
internal sealed class NotWritten<T> : JsonConverter<T>
{
    /// <inheritdoc/>
    public override T Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
