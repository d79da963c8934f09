using System.CommandLine;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Commands;

/// <summary><c>export STUDY --output FILE</c>: all runs or the summary of a study as one file, for other programs.</summary>
internal static class ExportCommand
{
    private static readonly string[] Views = ["runs", "summary"];
    private static readonly Dictionary<string, string> Formats = new()
    {
        ["csv"] = "format csv, header",
        ["parquet"] = "format parquet",
        ["json"] = "format json, array true",
    };

    public static Command Create()
    {
        var study = new Argument<string>("STUDY") { Description = "name of a study in the folder" };
        LastOption results = QueryCommand.Results();
        var view = new LastOption("--view")
        {
            Description = "runs or summary (default runs)",
            HelpName = "VIEW",
        };
        var format = new LastOption("--format")
        {
            Description = "csv, parquet or json (default that of the file's name)",
            HelpName = "FORMAT",
        };
        var output = new LastOption("--output") { Description = "the file", HelpName = "FILE" };
        var command = new Command("export", "write a study's runs or summary as one file")
        {
            study,
            results,
            view,
            format,
            output,
        };
        command.SetAction(parsed =>
        {
            string file =
                output.Last(parsed)
                ?? throw new InputException(InputPlace.Of("--output"), "no file; name one");
            OutputWriter.CheckWritable(file);
            string from = Choice("--view", view.Last(parsed) ?? Views[0], Views);
            string form = Choice("--format", format.Last(parsed) ?? Guess(file), Formats.Keys);
            using var database = new Database(results.Last(parsed) ?? StudyStore.UsualResults);
            string name = parsed.GetValue(study)!;
            string order = from == "runs" ? "point, side desc, replication" : "point";
            string where = $"from {from} where study = '{name.Replace("'", "''")}'";
            List<string> known =
            [
                .. database
                    .Query($"select distinct study from {from} order by 1")
                    .Rows.Select(r => QueryResult.Text(r[0])),
            ];
            if (!known.Contains(name))
            {
                throw new InputException(
                    InputPlace.Of("STUDY"),
                    $"no {from} of '{UserText.Shorten(name)}' here; {Nearest.Hint(name, known)}"
                );
            }

            string folder = Path.Combine(results.Last(parsed) ?? StudyStore.UsualResults, name);
            if (!File.Exists(Path.Combine(folder, StudyStore.SummaryName)))
            {
                throw new IncompleteException(
                    $"{folder}: the sweep is not complete; go on with sweep STUDY --resume, or "
                        + "ask what is there with query"
                );
            }

            AtomicFile.Make(
                file,
                made =>
                    database.Query(
                        $"copy (select * {where} order by {order}) to '{made.Replace("'", "''")}' ({Formats[form]})"
                    )
            );
            parsed.InvocationConfiguration.Output.WriteLine($"Written: {file}");
            return ExitCode.Ok;
        });
        return command;
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
