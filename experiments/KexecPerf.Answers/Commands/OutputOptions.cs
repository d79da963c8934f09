using System.CommandLine;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Commands;

/// <summary>Where and in which form the result goes.</summary>
internal sealed class OutputOptions
{
    private readonly LastOption _format;

    private readonly LastOption _output = new("--output")
    {
        Description = "write to a file instead of standard output",
        HelpName = "FILE",
    };

    private readonly Option<bool> _quiet = new("--quiet")
    {
        Description = "no warnings on standard error",
    };

    /// <param name="more">Formats beyond those of every command.</param>
    public OutputOptions(string more = "")
    {
        _format = new LastOption("--format")
        {
            Description = $"text, json, csv or markdown{more} (default text)",
            HelpName = "FORMAT",
        };
    }

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
    public int Write(ParseResult parsed, Func<Document> compute) =>
        Write(parsed, compute, OutputFormats.Parse);

    /// <summary>The same with the formats that an answer has.</summary>
    public int WriteAnswer(ParseResult parsed, Func<Document> compute) =>
        Write(parsed, compute, OutputFormats.ParseOfAnswer);

    private int Write(ParseResult parsed, Func<Document> compute, Func<string, OutputFormat> parse)
    {
        OutputFormat format = parse(_format.Last(parsed) ?? "text");
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
