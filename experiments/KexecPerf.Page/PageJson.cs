using System.Text.Json.Serialization;

namespace KexecPerf.Page;

/// <summary>What the script is told.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Frame))]
internal sealed partial class PageJson : JsonSerializerContext;
