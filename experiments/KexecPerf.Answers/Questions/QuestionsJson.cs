using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>The JSON forms of the answers.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(HowMuchFasterAnswer))]
[JsonSerializable(typeof(WhatDominatesAnswer))]
[JsonSerializable(typeof(WhatNextAnswer))]
[JsonSerializable(typeof(ZeroingAnswer))]
[JsonSerializable(typeof(CmaSizeAnswer))]
[JsonSerializable(typeof(CompareAnswer))]
internal sealed partial class QuestionsJson : JsonSerializerContext
{
    public static QuestionsJson Shared { get; } = new(JsonForm.Options());

    /// <summary>The form of <see cref="Compare"/>, whose sides are a and b.</summary>
    public static JsonTypeInfo<CompareAnswer> Compared
    {
        get
        {
            JsonSerializerOptions options = JsonForm.Options();
            options.TypeInfoResolver = Shared.WithAddedModifier(SideKeys.Rename);
            return (JsonTypeInfo<CompareAnswer>)options.GetTypeInfo(typeof(CompareAnswer));
        }
    }
}
