using System.CommandLine;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Schemas;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>schema KIND</c>: the JSON Schema of a kind of file or output.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    /// <param name="others">Of what only the full tool reads or prints; null elsewhere.</param>
    public static Command Create(IReadOnlyDictionary<string, Func<JsonObject>>? others)
    {
        var kinds = JsonSchemas
            .All.Concat(others ?? new Dictionary<string, Func<JsonObject>>())
            .ToDictionary(k => k.Key, k => k.Value);
        var kind = new KnownWordOf<Func<JsonObject>>("KIND", Find)
        {
            Description = string.Join(", ", kinds.Keys),
        };
        var output = new SingleOption("--output")
        {
            Description = "write to a file",
            HelpName = "FILE",
        };
        var command = new Command("schema", "print the JSON Schema of a kind of file or output")
        {
            kind,
            output,
        };
        command.SetAction(parsed =>
        {
            var document = new Document("", "", [], [], kind.Of(parsed)());
            OutputWriter.Write(
                document,
                OutputFormat.Json,
                output.Only(parsed),
                parsed.InvocationConfiguration.Output
            );
            return ExitCode.Ok;
        });
        return command;

        Func<JsonObject> Find(string? name) =>
            kinds.GetValueOrDefault(name!)
            ?? throw new InputException(
                InputPlace.Of("schema"),
                $"no kind '{UserText.Shorten(name!)}'; {Nearest.Hint(name!, kinds.Keys)}"
                    + (others is null ? $"; others are {ElsewhereCommand.Where}" : "")
            );
    }
}
