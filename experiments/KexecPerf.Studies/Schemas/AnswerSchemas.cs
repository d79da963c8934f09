using System.Text.Json.Nodes;
using KexecPerf.Answers.Catalog;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Answers.Schemas;

namespace KexecPerf.Studies.Schemas;

/// <summary>JSON Schemas of answers.</summary>
internal static class AnswerSchemas
{
    /// <summary>One of as many forms as there are questions.</summary>
    public static JsonObject Answer() =>
        JsonSchemas.Root(
            "KexecPerf output: " + Key("answer"),
            new JsonObject { ["oneOf"] = new JsonArray([.. QuestionCatalog.All.Select(To)]) }
        );

    /// <summary>Both sides are called by their letters.</summary>
    public static JsonObject Compared() =>
        OutputSchema.Of(Key(Compare.Command), typeof(CompareAnswer), SideKeys.Rename);

    public static JsonObject Sensitivity() =>
        OutputSchema.Of<SensitivityAnswer>(Key(SensitivityQuestion.Command));

    private static JsonNode To(Question question, int index)
    {
        JsonObject schema = OutputSchema.Of(Key("answer"), question.Form);
        schema.Remove("$schema");
        schema["title"] = question.Name;
        schema["properties"]!["question"] = new JsonObject { ["const"] = question.Name };
        MoveUnder($"#/oneOf/{index}", schema);
        return schema;
    }

    /// <summary>Pointers start from the whole.</summary>
    private static void MoveUnder(string place, JsonNode? node)
    {
        if (node is JsonArray array)
        {
            array.ToList().ForEach(n => MoveUnder(place, n));
        }
        else if (node is JsonObject schema)
        {
            if (schema["$ref"] is { } pointer)
            {
                schema["$ref"] = place + pointer.GetValue<string>()[1..];
            }

            schema.ToList().ForEach(p => MoveUnder(place, p.Value));
        }
    }

    private static string Key(string command) => $"kexecperf.{command}/1";
}
