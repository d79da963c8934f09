using System.CommandLine;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Commands;

/// <summary>Where and in which form the result goes.</summary>
internal sealed class OutputOptions
{
    private readonly LastOption _format = new("--format")
    {
        Description = "text, json, csv or markdown (default text)",
        HelpName = "FORMAT",
    };

    private readonly LastOption _output = new("--output")
    {
        Description = "write to a file instead of standard output",
        HelpName = "FILE",
    };

    private readonly Option<bool> _quiet = new("--quiet")
    {
        Description = "no warnings on standard error",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_output);
        command.Add(_quiet);
    }

    /// <summary>Whether only results and errors are wanted.</summary>
    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);

    /// <summary>Checks the options before anything is computed, then writes what is computed.</summary>
    public int Write(ParseResult parsed, Func<Document> compute)
    {
        OutputFormat format = OutputFormats.Parse(_format.Last(parsed) ?? "text");
        string? file = _output.Last(parsed);
        if (file is not null)
        {
            OutputWriter.CheckWritable(file);
        }

        Document document = compute();
        OutputWriter.Write(document, format, file, parsed.InvocationConfiguration.Output);
        return ExitCode.Ok;
    }
}
