using System.Text.Json.Nodes;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Schemas;
using KexecPerf.Model.Machines;

namespace KexecPerf.Studies.Designs;

/// <summary>
/// The JSON Schema of a study's file (<see cref="StudyFile"/>), from the tables that its reader
/// uses.
/// </summary>
internal static class StudySchema
{
    private const string Values = "values";

    /// <summary>The keys of a study, each with the schema of its value.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject>> Properties { get; } =
        new Dictionary<string, Func<JsonObject>>
        {
            ["name"] = Name,
            ["title"] = () => JsonSchemas.Text("what it asks, one sentence"),
            ["base"] = JsonSchemas.ScenarioObject,
            ["axes"] = Axes,
            ["replications"] = () =>
                JsonSchemas.Integer("of each point", 1, StudyFile.MostReplications),
            ["precision"] = () =>
                JsonSchemas.Text("Monte Carlo error of each point to stop at, such as 2%"),
            ["outputs"] = Outputs,
        };

    /// <summary>The schema.</summary>
    public static JsonObject Create()
    {
        JsonObject study = JsonSchemas.Object(
            new JsonObject(
                Properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value()))
            ),
            "name",
            "axes"
        );
        study["not"] = new JsonObject { ["required"] = new JsonArray("replications", "precision") };
        study["$defs"] = new JsonObject { [Values] = AxisValues() };
        return JsonSchemas.Root("KexecPerf study", study);
    }

    private static JsonObject Name()
    {
        JsonObject name = JsonSchemas.Text("folder of the results");
        name["pattern"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$";
        name["not"] = new JsonObject { ["const"] = "all" };
        return name;
    }

    /// <summary>
    /// By scenario key, or by a path of <c>--set</c>; those of devices are the machine's.
    /// </summary>
    private static JsonObject Axes()
    {
        IEnumerable<(string Key, string Meaning)> known =
        [
            .. ScenarioKeys.All.Select(k => (k.FileKey, $"{k.Meaning}: {k.Value}")),
            .. MachineParameters.All.Select(p => (p.Path, p.Meaning)),
            .. ScenarioPath.All.Select(p => (p.Path, p.Meaning)),
        ];
        JsonObject axes = JsonSchemas.Object(
            new JsonObject(
                known.Select(k => KeyValuePair.Create(k.Key, (JsonNode?)Axis(k.Meaning)))
            )
        );
        axes["patternProperties"] = new JsonObject
        {
            [@"^(device|dma)\."] = Axis("a device's number, such as device.nvme or dma.sleep"),
        };
        axes["minProperties"] = 1;
        axes["maxProperties"] = StudyFile.MostAxes;
        return axes;
    }

    private static JsonObject Axis(string meaning) =>
        new() { ["description"] = meaning, ["$ref"] = $"#/$defs/{Values}" };

    /// <summary>All values, or a scale of them.</summary>
    private static JsonObject AxisValues() =>
        new()
        {
            ["oneOf"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = JsonSchemas.Value(null),
                    ["minItems"] = 1,
                },
                Scale(AxisScale.Linear),
                Scale(AxisScale.Logarithmic)
            ),
        };

    private static JsonObject Scale(string kind) =>
        JsonSchemas.Object(
            new JsonObject
            {
                [kind] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "[from, to, how many]",
                    ["prefixItems"] = new JsonArray(
                        JsonSchemas.Value(null),
                        JsonSchemas.Value(null),
                        JsonSchemas.Integer("how many", 2, AxisScale.MostValues)
                    ),
                    ["minItems"] = 3,
                    ["maxItems"] = 3,
                },
            },
            kind
        );

    private static JsonObject Outputs() =>
        new()
        {
            ["type"] = "array",
            ["description"] = "what the summary holds; all but stray writes where it is not said",
            ["items"] = JsonSchemas.Choice([.. SummaryQuantity.All.Select(q => q.Name)]),
            ["minItems"] = 1,
        };
}
