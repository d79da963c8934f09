using System.Text.Json;
using Json.Schema;

namespace KexecPerf.Experiments.Tests.Schemas;

/// <summary>Holds what the command wrote against the schema that it prints.</summary>
internal static class SchemaFit
{
    public static async Task Holds(string kind, string output)
    {
        EvaluationResults results = await Evaluate(kind, output);
        Assert.True(
            results.IsValid,
            $"{kind}: "
                + string.Join(
                    "; ",
                    (results.Details ?? [])
                        .Where(d => d.Errors is not null)
                        .Take(5)
                        .Select(d => $"{d.InstanceLocation}: {string.Join(", ", d.Errors!.Values)}")
                )
        );
    }

    public static async Task<EvaluationResults> Evaluate(string kind, string output)
    {
        var schema = JsonSchema.FromText(await Cli.Text("schema", kind));
        using var json = JsonDocument.Parse(output);
        return schema.Evaluate(
            json.RootElement,
            new EvaluationOptions { OutputFormat = OutputFormat.List }
        );
    }
}
