using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Schemas;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>schema machine|scenario</c>: the JSON Schema of a kind of file.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND")
        {
            Description = string.Join(" or ", JsonSchemas.All.Keys),
        };
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
            if (!JsonSchemas.All.TryGetValue(name, out var schema))
            {
                throw new InputException(
                    InputPlace.Of("schema"),
                    $"no kind '{UserText.Shorten(name)}'; {Nearest.Hint(name, [.. JsonSchemas.All.Keys])}"
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
