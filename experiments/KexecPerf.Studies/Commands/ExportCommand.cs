using System.CommandLine;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Commands;

/// <summary><c>export STUDY --output FILE</c>: all runs or the summary of a study as one file, for other programs.</summary>
internal sealed class ExportCommand
{
    private static readonly string[] Views = ["runs", "summary"];
    private static readonly Dictionary<string, string> Formats = new()
    {
        ["csv"] = "format csv, header",
        ["parquet"] = "format parquet",
        ["json"] = "format json, array true",
    };

    private readonly Argument<string> _study = new("STUDY")
    {
        Description = "name of a study in the folder",
    };

    private readonly SingleOption _results = QueryCommand.Results();
    private readonly SingleOption _memory = MemoryLimit.Option();

    private readonly SingleOption _view = new("--view")
    {
        Description = "runs or summary (default runs)",
        HelpName = "VIEW",
    };

    private readonly SingleOption _format = new("--format")
    {
        Description = "csv, parquet or json (default that of the file's name)",
        HelpName = "FORMAT",
    };

    private readonly SingleOption _output = new("--output")
    {
        Description = "the file",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var options = new ExportCommand();
        var command = new Command("export", "write a study's runs or summary as one file")
        {
            options._study,
            options._results,
            options._memory,
            options._view,
            options._format,
            options._output,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(options.Export(parsed, cancel)));
        return command;
    }

    private int Export(ParseResult parsed, CancellationToken cancel)
    {
        string file =
            _output.Only(parsed)
            ?? throw new InputException(InputPlace.Of("--output"), "no file; name one");
        OutputWriter.CheckWritable(file);
        string view = Choice("--view", _view.Only(parsed) ?? Views[0], Views);
        string format = Choice("--format", _format.Only(parsed) ?? Guess(file), Formats.Keys);
        string results = _results.Only(parsed) ?? StudyStore.UsualResults;
        string study = parsed.GetValue(_study)!;
        using var database = new Database(results, MemoryLimit.Read(_memory.Only(parsed)), cancel);
        CheckThere(database, view, study, cancel);
        string folder = Path.Combine(results, study);
        if (!File.Exists(Path.Combine(folder, StudyStore.SummaryName)))
        {
            throw new IncompleteException(
                $"{folder}: the sweep is not complete; go on with sweep STUDY --resume, or "
                    + "ask what is there with query"
            );
        }

        CheckWhole(database, view, study, folder, cancel);
        string order = view == "runs" ? "point, side desc, replication" : "point";
        AtomicFile.RemoveLeftoversOf(file);
        AtomicFile.Make(
            file,
            made =>
            {
                using var beside = new PlainFolder(Path.GetDirectoryName(Path.GetFullPath(made))!);
                string name = $"{beside.Name}/{Path.GetFileName(made)}";
                database.Query(
                    $"copy (select * from {view} where study = {Database.Quoted(study)} order by "
                        + $"{order}) to {Database.Quoted(name)} ({Formats[format]})",
                    cancel
                );
            }
        );
        parsed.InvocationConfiguration.Output.WriteLine($"Written: {UserText.Line(file)}");
        return ExitCode.Ok;
    }

    private static void CheckThere(
        Database database,
        string view,
        string study,
        CancellationToken cancel
    )
    {
        List<string> known =
        [
            .. database
                .Query($"select distinct study from {view} order by 1", cancel)
                .Rows.Select(r => QueryResult.Text(r[0])),
        ];
        if (!known.Contains(study))
        {
            throw new InputException(
                InputPlace.Of("STUDY"),
                $"no {view} of '{UserText.Shorten(study)}' here; {Nearest.Hint(study, known)}"
            );
        }
    }

    /// <summary>A part that is gone is damage, too; the summary counts the runs.</summary>
    private static void CheckWhole(
        Database database,
        string view,
        string study,
        string folder,
        CancellationToken cancel
    )
    {
        string of = $"where study = {Database.Quoted(study)}";
        string sql =
            $"select (select count(*) from runs {of}) = "
            + $"(select 2 * sum(replications) from summary {of})";
        if (view == "runs" && database.Query(sql, cancel).Rows[0][0] is not true)
        {
            throw new IncompleteException(
                $"{folder}: parts are missing; make them anew with sweep STUDY --resume"
            );
        }
    }

    private static string Guess(string file) =>
        Formats.Keys.FirstOrDefault(f => file.EndsWith("." + f, StringComparison.Ordinal))
        ?? throw new InputException(
            InputPlace.Of(file),
            $"its name tells no format; end it in one of .{string.Join(", .", Formats.Keys)}, or give --format"
        );

    private static string Choice(string option, string text, IReadOnlyCollection<string> known) =>
        known.Contains(text)
            ? text
            : throw new InputException(
                InputPlace.Of(option),
                $"'{UserText.Shorten(text)}' is not known; {Nearest.Hint(text, known)}"
            );
}
