using System.Text.Json;
using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Documents;

/// <summary>Writes numbers as <see cref="Numbers.Rounded"/> has them.</summary>
internal sealed class RoundedNumbers : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(
        Utf8JsonWriter writer,
        double value,
        JsonSerializerOptions options
    ) => writer.WriteNumberValue(Numbers.Rounded(value));
}
