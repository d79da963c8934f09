using System.Text.Json.Serialization;

namespace KexecPerf.Answers.Questions;

/// <summary>The JSON forms of the answers.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower
)]
[JsonSerializable(typeof(HowMuchFasterAnswer))]
[JsonSerializable(typeof(WhatDominatesAnswer))]
[JsonSerializable(typeof(WhatNextAnswer))]
[JsonSerializable(typeof(ZeroingAnswer))]
[JsonSerializable(typeof(CmaSizeAnswer))]
[JsonSerializable(typeof(CompareAnswer))]
internal sealed partial class QuestionsJson : JsonSerializerContext;
