using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Runs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// What one machine saves stands on several pages, each with its own number of runs and its own
/// host around it: all of them beside each other, and which to cite.
/// </summary>
internal static class OneQuantity
{
    private static readonly string[] Releases = ["7.2", "7.3"];

    /// <summary>Adds the table.</summary>
    /// <param name="text">The page.</param>
    /// <param name="results">Folder of all studies.</param>
    /// <param name="studies">Their names.</param>
    /// <param name="machines">Those of the page.</param>
    /// <param name="answers">What the page itself says.</param>
    public static void Append(
        StringBuilder text,
        string results,
        IReadOnlyList<string> studies,
        IEnumerable<string> machines,
        ResultAnswers answers
    )
    {
        (string Machine, string Kernel)[] rows =
        [
            .. machines.SelectMany(m => Releases.Select(k => (m, k))),
        ];
        List<Column> columns =
        [
            .. studies.Select(s => Of(results, s, rows, answers)).Where(c => c.Points.Count > 0),
        ];
        text.Append(
            """
            ## One quantity on several pages

            What one machine saves, ms, where an image of the same size is loaded. Medians of
            few runs differ by chance, and each study has its own RAM and area: cite the first
            column, whose command stands above.


            """
        );
        text.Append(
            $"| | here | {string.Join(" | ", columns.Select(c => $"[{c.Study}]({c.Study}/{ReportWriter.MarkdownName})"))} |\n"
        );
        text.Append($"| --- | ---: |{string.Concat(columns.Select(_ => " ---: |"))}\n");
        foreach ((string machine, string kernel) in rows)
        {
            string here = Numbers.WithRange(answers.Savings(machine, kernel).SavedMs!);
            IEnumerable<string> cells = columns.Select(c =>
                c.Points.TryGetValue((machine, kernel), out SummaryPoint? p)
                    ? Numbers.Short(p[OutcomeName.Saved].Median)
                    : ""
            );
            text.Append($"| {machine}, {kernel} | {here} | {string.Join(" | ", cells)} |\n");
        }

        text.Append('\n');
        foreach (Column column in columns)
        {
            text.Append($"* {column.Study}: {column.Conditions}\n");
        }

        text.Append('\n');
    }

    private static Column Of(
        string results,
        string name,
        IReadOnlyList<(string Machine, string Kernel)> rows,
        ResultAnswers answers
    )
    {
        var table = SummaryTable.In(Path.Combine(results, name));
        var points = new Dictionary<(string, string), SummaryPoint>();
        foreach ((string machine, string kernel) in rows)
        {
            SavingsLine line = answers.Savings(machine, kernel);
            List<SummaryPoint> same =
            [
                .. table.Points.Where(p =>
                    p.Machine == machine
                    && p.Kernel == kernel
                    && p.MemszBytes == line.Scenario.Image.Memsz.Bytes
                    && p.Cpus == line.Scenario.Machine.Cpus
                ),
            ];
            // Several differ in what the page holds equal.
            if (same.Count == 1 && table.Has(OutcomeName.Saved))
            {
                points.Add((machine, kernel), same[0]);
            }
        }

        string runs = FormattableString.Invariant($"{table.Points[0].Replications:0} runs");
        string conditions = Conditions.Of(StudyFile.Read(name, seed: 1), table);
        return new Column(name, $"{runs}; {conditions}", points);
    }

    /// <summary>What a study says of it.</summary>
    private sealed record Column(
        string Study,
        string Conditions,
        Dictionary<(string, string), SummaryPoint> Points
    );
}
