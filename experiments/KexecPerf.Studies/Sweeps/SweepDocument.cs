using System.Globalization;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>What <c>sweep</c> prints: the summary, how fast it went, and what is left to do.</summary>
internal static class SweepDocument
{
    private const int MostRows = 40;
    private const int MostJsonRows = 10_000;
    private const int MostAxesShown = 3;

    public static Document Of(
        SweepRequest request,
        StudyStore store,
        Sweep sweep,
        SweepOutcome outcome,
        IReadOnlyList<string[]>? rows
    )
    {
        string speed = string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Runs:N0} simulated kexecs in {outcome.Seconds:0.0} s on {sweep.Jobs} threads: {outcome.RunsPerSecond:N0} runs per second."
        );
        string state = State(request, store, outcome, rows);
        var blocks = new List<Block>();
        if (request.Study.Title.Length > 0)
        {
            blocks.Add(new Paragraph(request.Study.Title));
        }

        if (rows is not null)
        {
            blocks.Add(new Gap());
            blocks.AddRange(Summary(request.Study, rows, store.Summary));
        }

        blocks.AddRange([new Gap(), new Paragraph(speed, 2), new Paragraph(state, 2)]);
        blocks.Add(new CommandLine("Reproduce:", request.Study.Command + request.To));
        return new Document(
            $"kexecperf sweep: {request.Study.Name}",
            "simulated",
            blocks,
            rows ?? [SummaryRow.Header(request.Study)],
            Json(request, store, outcome, rows, state)
        );
    }

    private static string State(
        SweepRequest request,
        StudyStore store,
        SweepOutcome outcome,
        IReadOnlyList<string[]>? rows
    )
    {
        IReadOnlyList<string> failures = store.Failures();
        if (failures.Count > 0)
        {
            return $"{failures.Count} points failed, see {Path.GetDirectoryName(failures[0])}; "
                + $"the sweep is incomplete. Try them again with: {request.GoOn}";
        }

        return rows is not null
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Complete: {request.Study.Count:N0} points, summary in {store.Summary}."
                )
            : request.Shard is { } shard
                ? $"Shard {shard.Number} of {shard.Of} is done, others are not. "
                    + $"When they are: {request.GoOn}"
            : "Parts that were just written cannot be read back; check the disk, "
                + $"then go on with: {request.GoOn}";
    }

    /// <summary>The axes, what is saved, and whether it boots; as many rows as fit a screen.</summary>
    private static IEnumerable<Block> Summary(
        Study study,
        IReadOnlyList<string[]> rows,
        string file
    )
    {
        List<string> axes = [.. study.Axes.Where(a => a.Values.Count > 1).Select(a => a.Key)];
        List<(string Header, string Column)> columns =
        [
            .. axes.Take(MostAxesShown).Select(a => (a.Replace('_', ' '), a)),
            .. study
                .Outputs.Where(o => o.Paired)
                .Take(3)
                .Select(o => (o.Title, o.Columns().First())),
            ("all in CMA", "cma_success_probability"),
            ("boots", "cma_boots_probability"),
        ];
        int[] at = [.. columns.Select(c => Array.IndexOf(rows[0], c.Column))];
        List<string[]> shown = [.. rows.Skip(1)];
        yield return new Table(
            [.. columns.Select(c => c.Header)],
            [
                .. shown
                    .Take(MostRows)
                    .Select(r =>
                        at.Select((column, c) => Cell(columns[c].Column, r[column])).ToArray()
                    ),
            ]
        );
        if (shown.Count > MostRows || axes.Count > MostAxesShown)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"({Math.Min(MostRows, shown.Count)} of {shown.Count:N0} points; all of them, all columns: {file})"
                ),
                2
            );
        }

        int boots = Array.IndexOf(rows[0], "cma_boots_probability");
        int failing = shown.Count(r => r[boots] != "1");
        if (failing > 0)
        {
            yield return new Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"With CMA the new kernel does not come up in every run at {failing:N0} points; kexecperf answer says why, and what cures it."
                ),
                2
            );
        }
    }

    private static string Cell(string column, string text) =>
        column.EndsWith("_probability", StringComparison.Ordinal)
            ? (100 * double.Parse(text, CultureInfo.InvariantCulture)).ToString(
                "0.#",
                CultureInfo.InvariantCulture
            ) + " %"
        : column.Contains("_speedup_", StringComparison.Ordinal) && text.Length > 0
            ? Numbers.Ratio(
                Answers.Statistics.Interval.Of([double.Parse(text, CultureInfo.InvariantCulture)])
            )
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && column.Contains("_median", StringComparison.Ordinal)
            ? Numbers.Short(number)
        : text;

    private static JsonObject Json(
        SweepRequest request,
        StudyStore store,
        SweepOutcome outcome,
        IReadOnlyList<string[]>? rows,
        string state
    )
    {
        var json = new JsonObject
        {
            ["schema"] = "kexecperf.sweep/1",
            ["study"] = request.Study.Name,
            ["evidence"] = "simulated",
            ["model_version"] = Build.Version,
            ["seed"] = request.Study.Plan.Seed,
            ["points"] = request.Study.Count,
            ["complete"] = rows is not null,
            ["runs"] = outcome.Runs,
            ["seconds"] = Numbers.Rounded(outcome.Seconds),
            ["runs_per_second"] = Numbers.Rounded(outcome.RunsPerSecond),
            ["failed"] = store.Failures().Count,
            ["folder"] = store.Folder,
            ["state"] = state,
            ["reproduce"] = request.Study.Command,
        };
        if (rows is { Count: <= MostJsonRows })
        {
            json["summary"] = new JsonArray([
                .. rows.Skip(1)
                    .Select(r =>
                        (JsonNode)
                            new JsonObject(
                                rows[0]
                                    .Zip(r)
                                    .Select(c => KeyValuePair.Create(c.First, Value(c.Second)))
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
