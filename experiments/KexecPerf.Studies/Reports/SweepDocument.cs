using System.Globalization;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Reports;

/// <summary>What <c>sweep</c> prints: the summary, its speed, and what is left to do.</summary>
internal static class SweepDocument
{
    private const int MostRows = 40;
    private const int MostJsonRows = 10_000;
    private const int MostAxesShown = 3;

    public static Document Of(SummarizedSweep sweep)
    {
        Study study = sweep.Request.Study;
        SweepOutcome outcome = sweep.Outcome;
        string speed = string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Runs:N0} simulated kexecs in {outcome.Seconds:0.0} s on "
                + $"{sweep.Request.Jobs} threads: {outcome.RunsPerSecond:N0} runs per second."
        );
        string state = State(sweep);
        return new Document(
            $"kexecperf sweep: {study.Name}",
            "simulated",
            [
                .. study.Title.Length > 0 ? [new Paragraph(study.Title)] : (Block[])[],
                .. sweep.Summary is { } table ? Summary(study, table) : [],
                new Gap(),
                new Paragraph(speed, 2),
                new Paragraph(state, 2),
                new CommandLine("Reproduce:", study.Command + sweep.Request.To),
            ],
            sweep.Summary is { } all ? [.. all.Rows()] : [SummaryRow.Header(study)],
            Json(sweep, state)
        );
    }

    private static string State(SummarizedSweep sweep)
    {
        SweepRequest request = sweep.Request;
        IReadOnlyList<string> failures = sweep.Store.Failures();
        if (failures.Count > 0)
        {
            return $"{failures.Count} points failed, see {Path.GetDirectoryName(failures[0])}; "
                + $"the sweep is incomplete. Try them again with: {request.GoOn}";
        }

        return sweep.Summary is not null
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Complete: {request.Study.Count:N0} points, summary in {sweep.Store.Summary}."
                )
            : request.Shard is { } shard
                ? $"Shard {shard.Number} of {shard.Of} is done, others are not. "
                    + $"When they are: {request.GoOn}"
            : "Parts that were just written cannot be read back; check the disk, "
                + $"then go on with: {request.GoOn}";
    }

    /// <summary>Axes, what is saved, and whether it boots; as many rows as fit a screen.</summary>
    private static IEnumerable<Block> Summary(Study study, SummaryTable table)
    {
        List<string> axes = [.. study.Axes.Where(a => a.Values.Count > 1).Select(a => a.Key)];
        List<(string Header, Func<SummaryPoint, string> Cell)> columns =
        [
            .. axes.Take(MostAxesShown)
                .Select(a => (a.Replace('_', ' '), (Func<SummaryPoint, string>)(p => p.Text(a)))),
            .. study
                .Outputs.Where(o => o.Paired)
                .Take(3)
                .Select(o => (o.Title, (Func<SummaryPoint, string>)(p => Median(p, o)))),
            ("all in CMA", p => Percent(p.CmaSuccess)),
            ("boots", p => Percent(p.Boots(Side.Cma))),
        ];
        yield return new Gap();
        yield return new Table(
            [.. columns.Select(c => c.Header)],
            [.. table.Points.Take(MostRows).Select(p => columns.Select(c => c.Cell(p)).ToArray())]
        );
        if (table.Points.Count > MostRows || axes.Count > MostAxesShown)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"({Math.Min(MostRows, table.Points.Count)} of {table.Points.Count:N0} "
                        + $"points; all of them, all columns: {table.File})"
                ),
                2
            );
        }

        if (table.Failing > 0)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"With CMA the new kernel does not come up in every run at {table.Failing:N0} "
                        + $"points; kexecperf answer says why, and what cures it."
                ),
                2
            );
        }
    }

    private static string Percent(double share) =>
        (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Empty where no run has a value.</summary>
    private static string Median(SummaryPoint point, SummaryQuantity quantity)
    {
        double median = point[quantity.Outcome].Median;
        return double.IsNaN(median) ? ""
            : quantity.Kind == SummaryKind.Ratio
                ? Numbers.Ratio(new Interval(median, median, median))
            : Numbers.Short(median);
    }

    private static JsonObject Json(SummarizedSweep sweep, string state)
    {
        SweepRequest request = sweep.Request;
        SweepOutcome outcome = sweep.Outcome;
        var json = new JsonObject
        {
            ["schema"] = "kexecperf.sweep/1",
            ["study"] = request.Study.Name,
            ["evidence"] = "simulated",
            ["model_version"] = Build.Version,
            ["seed"] = request.Study.Plan.Seed,
            ["points"] = request.Study.Count,
            ["complete"] = sweep.Summary is not null,
            ["runs"] = outcome.Runs,
            ["seconds"] = Numbers.Rounded(outcome.Seconds),
            ["runs_per_second"] = Numbers.Rounded(outcome.RunsPerSecond),
            ["failed"] = sweep.Store.Failures().Count,
            ["folder"] = sweep.Store.Folder,
            ["state"] = state,
            ["reproduce"] = request.Study.Command,
        };
        if (sweep.Summary is { Points.Count: < MostJsonRows } table)
        {
            json["summary"] = new JsonArray([
                .. table.Points.Select(p =>
                    (JsonNode)
                        new JsonObject(
                            table.Columns.Select(c => KeyValuePair.Create(c, Value(p.Text(c))))
                        )
                ),
            ]);
        }

        return json;
    }

    private static JsonNode? Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : text;
}
