using System.CommandLine;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Schemas;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>schema KIND</c>: the JSON Schema of a kind of file.</summary>
internal static class SchemaCommand
{
    /// <summary>The command.</summary>
    /// <param name="others">Kinds of files that only other libraries read.</param>
    public static Command Create(params (string Kind, Func<JsonObject> Schema)[] others)
    {
        var kinds = new Dictionary<string, Func<JsonObject>>(JsonSchemas.All);
        foreach ((string name, Func<JsonObject> schema) in others)
        {
            kinds[name] = schema;
        }

        var kind = new Argument<string>("KIND") { Description = string.Join(" or ", kinds.Keys) };
        var output = new LastOption("--output")
        {
            Description = "write to a file",
            HelpName = "FILE",
        };
        var command = new Command("schema", "print the JSON Schema of a kind of file")
        {
            kind,
            output,
        };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(kind)!;
            if (!kinds.TryGetValue(name, out var schema))
            {
                throw new InputException(
                    InputPlace.Of("schema"),
                    $"no kind '{UserText.Shorten(name)}'; {Nearest.Hint(name, kinds.Keys)}"
                );
            }

            var document = new Document("", "", [], [], schema());
            OutputWriter.Write(
                document,
                OutputFormat.Json,
                output.Last(parsed),
                parsed.InvocationConfiguration.Output
            );
            return ExitCode.Ok;
        });
        return command;
    }
}
