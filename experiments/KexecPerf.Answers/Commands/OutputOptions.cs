using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>Where and in which form the result goes.</summary>
internal sealed class OutputOptions
{
    private const string Text = "text";

    private readonly SingleOption _format;

    private readonly SingleOption _output = new("--output")
    {
        Description = "write to a file instead of standard output",
        HelpName = "FILE",
    };

    private readonly Option<bool> _quiet = new("--quiet")
    {
        Description = "no warnings and no progress on standard error",
    };

    /// <param name="more">Formats beyond those of every command.</param>
    public OutputOptions(string more = "")
    {
        _format = new SingleOption("--format")
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

    /// <summary>Checks the options before anything is computed, then writes what is computed.</summary>
    public int Write(ParseResult parsed, Func<Document> compute) =>
        Write(parsed, new Work(default), _ => compute());

    /// <summary>The same for what takes time, which shows how far it is.</summary>
    /// <exception cref="OperationCanceledException">Interrupted; nothing is written.</exception>
    public int Write(ParseResult parsed, Work work, Func<ProgressLine, Document> compute) =>
        Write(parsed, work, compute, OutputFormats.Parse);

    /// <summary>The same with the formats that an answer has.</summary>
    /// <exception cref="OperationCanceledException">Interrupted; nothing is written.</exception>
    public int WriteAnswer(ParseResult parsed, Work work, Func<ProgressLine, Document> compute) =>
        Write(parsed, work, compute, OutputFormats.ParseOfAnswer);

    /// <summary>The same for what is not in memory as a whole.</summary>
    /// <exception cref="OperationCanceledException">Interrupted; no file is written.</exception>
    public int Stream(ParseResult parsed, Work work, Func<ProgressLine, IStreamed> begin)
    {
        (OutputFormat format, string? file) = Read(parsed, OutputFormats.Parse);
        using IStreamed streamed = Compute(parsed, work, begin);
        if (file is null)
        {
            streamed.Write(format, parsed.InvocationConfiguration.Output);
        }
        else
        {
            OutputWriter.WriteFile(file, output => streamed.Write(format, output));
        }

        return ExitCode.Ok;
    }

    /// <summary>The format of an answer that is shown where no file can be written.</summary>
    /// <exception cref="InputException">No such format, or a file is named.</exception>
    public OutputFormat OfShown(ParseResult parsed) =>
        _output.Only(parsed) is null
            ? OutputFormats.ParseOfAnswer(_format.Only(parsed) ?? Text)
            : throw new InputException(
                InputPlace.Of("--output"),
                "nothing is written here; leave it out and copy the text"
            );

    private int Write(
        ParseResult parsed,
        Work work,
        Func<ProgressLine, Document> compute,
        Func<string, OutputFormat> parse
    )
    {
        (OutputFormat format, string? file) = Read(parsed, parse);
        Document document = Compute(parsed, work, compute);
        OutputWriter.Write(document, format, file, parsed.InvocationConfiguration.Output);
        return ExitCode.Ok;
    }

    private (OutputFormat Format, string? File) Read(
        ParseResult parsed,
        Func<string, OutputFormat> parse
    )
    {
        OutputFormat format = parse(_format.Only(parsed) ?? Text);
        string? file = _output.Only(parsed);
        if (file is not null)
        {
            OutputWriter.CheckWritable(file);
        }

        return (format, file);
    }

    private T Compute<T>(ParseResult parsed, Work work, Func<ProgressLine, T> compute)
    {
        using var line = new ProgressLine(
            parsed.CommandResult.Command.Name,
            parsed.InvocationConfiguration.Error,
            parsed.GetValue(_quiet),
            work
        );
        T computed = compute(line);
        work.Cancel.ThrowIfCancellationRequested();
        return computed;
    }
}
