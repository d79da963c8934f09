using System.Text.Json.Nodes;
using KexecPerf.Answers.Catalog;

namespace KexecPerf.Experiments.Tests.Schemas;

/// <summary>What every question really answers fits the schema that is printed of it.</summary>
public class AnswerSchemaTests
{
    /// <summary>Both architectures; a mixture, whose figures are more; no figure at all.</summary>
    private static readonly string[] Scenarios =
    [
        "--replications 8",
        "--replications 16 --machine arm64-128c --cpus 4",
        "--replications 64 --kernel-version 7.3 --cma-pinned 6",
        "--replications 8 --set cpu_stop.dead=1",
    ];

    public static TheoryData<string, string> Answers { get; } =
        Lines("answer", QuestionCatalog.All);

    public static TheoryData<string, string> Rankings { get; } =
        Lines("sensitivity", QuestionCatalog.WithOutcome);

    [Theory]
    [MemberData(nameof(Answers))]
    [MemberData(nameof(Rankings))]
    [InlineData("compare", "--replications 8 --vs --cma 0MiB")]
    [InlineData("compare", "--replications 64 --vs --kernel-version 7.3 --cma-pinned 6")]
    public async Task An_answer_fits_its_schema(string kind, string line) =>
        await SchemaFit.Holds(kind, await Cli.Text([kind, .. line.Split(' '), "--format", "json"]));

    [Theory]
    [InlineData("question", "what-next")]
    [InlineData("schema", "kexecperf.compare/1")]
    public async Task An_answer_under_another_name_does_not_fit(string key, string value)
    {
        JsonObject json = await Cli.Json("answer", "--replications", "8");
        json[key] = value;
        Assert.False((await SchemaFit.Evaluate("answer", json.ToJsonString())).IsValid);
    }

    [Theory]
    [InlineData("hot_phase", "speedup")]
    [InlineData("placement", "reason")]
    [InlineData("boot_outcome", "ok")]
    public async Task A_figure_left_out_does_not_fit(string part, string key)
    {
        JsonObject json = await Cli.Json("answer", "--replications", "8");
        json[part]!.AsObject().Remove(key);
        Assert.False((await SchemaFit.Evaluate("answer", json.ToJsonString())).IsValid);
    }

    private static TheoryData<string, string> Lines(string command, IEnumerable<Question> questions)
    {
        var lines = new TheoryData<string, string>();
        foreach (Question question in questions)
        {
            foreach (string scenario in Scenarios)
            {
                lines.Add(command, $"{question.Name} {scenario}");
            }
        }

        return lines;
    }
}
