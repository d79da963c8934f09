using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Validation;

/// <summary>Lays a <see cref="ValidationReport"/> out: native first, then emulated, then published.</summary>
internal static class ValidationLayout
{
    private static readonly string[] Header =
    [
        "id",
        "machine",
        "evidence",
        "quantity",
        "unit",
        "n",
        "measured",
        "predicted",
        "low",
        "high",
        "error_percent",
        "inside",
        "role",
        "source",
        "given",
        "runs_inside_percent",
    ];

    public static Document Of(ValidationReport report) =>
        new(
            "kexecperf validate",
            "simulated against measured",
            [
                new Paragraph(report.Verdict, 2),
                .. Against(report),
                new Gap(),
                Scores(report),
                new Gap(),
                .. Baselines(report),
                Checks(report),
                new Gap(),
                .. Misses(report),
                .. Left(report),
                new Paragraph(
                    "mape, bias, worst, floor (repeats about their own median) and cov (medians in the "
                        + "90 % range) in percent; sharp: width of the range over the repeats'. "
                        + "Checks take validation rows alone, and groups with the repeats that "
                        + "tolerances.json asks for.",
                    2
                ),
                new Paragraph(
                    "Single runs: cov, how many are in the 90 % range, percent; score, the range's mean "
                        + "interval score over the measured median (width plus 20 times what is "
                        + "missed: less is better). const, line: a constant and a straight line "
                        + "with residual quantiles, fitted to all the other groups of the same "
                        + "machine, quantity, placement and hash.",
                    2
                ),
                .. Given(report),
                new CommandLine("Reproduce:", report.Reproduce),
            ],
            [Header, .. report.Groups.Select(Row)],
            JsonForm.Of(report, () => ValidationJson.Default)
        );

    private static IEnumerable<Block> Against(ValidationReport report) =>
        report.Against is { } hash
            ? [new Paragraph("Predictions written before, SHA-256"), new Paragraph(hash)]
            : [];

    private static Table Scores(ValidationReport report) =>
        new(
            ["evidence quantity (role)", "n", "mape", "bias", "worst", "cov", "sharp", "floor"],
            [
                .. report.Scores.Select(s =>
                    (string[])
                        [
                            $"{Name(s)} ({s.Role[..3]}){Star(s)}",
                            FormattableString.Invariant($"{s.Groups}"),
                            N(s.MapePercent),
                            N(s.BiasPercent),
                            FormattableString.Invariant($"{s.WorstPercent:0}"),
                            FormattableString.Invariant($"{s.CoveragePercent:0}"),
                            s.Sharpness is { } width ? Numbers.Short(width) : "-",
                            FormattableString.Invariant($"{s.NoiseFloorPercent:0}"),
                        ]
                ),
            ]
        );

    /// <summary>The model beside somebody who has seen the machine's other runs and draws a line.</summary>
    private static IEnumerable<Block> Baselines(ValidationReport report)
    {
        List<(Score Score, Comparison With)> all =
        [
            .. report
                .Scores.Where(s => s.Role == "validation" && s.Baselines is not null)
                .Select(s => (s, s.Baselines!)),
        ];
        if (all.Count == 0)
        {
            yield break;
        }

        yield return new Table(
            ["single runs", "n", "cov", "score", "const", "line", "mape", "const", "line"],
            [
                .. all.Select(p =>
                    (string[])
                        [
                            Name(p.Score) + Star(p.Score),
                            FormattableString.Invariant($"{p.With.Groups}"),
                            FormattableString.Invariant($"{p.With.Model.RunsCoveragePercent:0}"),
                            Numbers.Short(p.With.Model.IntervalScore),
                            Numbers.Short(p.With.Constant.IntervalScore),
                            Numbers.Short(p.With.Line.IntervalScore),
                            N(p.With.Model.MapePercent),
                            N(p.With.Constant.MapePercent),
                            N(p.With.Line.MapePercent),
                        ]
                ),
            ]
        );
        yield return new Gap();
    }

    private static string Name(Score score) => $"{score.Evidence[..3]} {score.Quantity}";

    private static string Star(Score score) => score.Given > 0 ? "*" : "";

    private static string N(double percent) =>
        percent.ToString(
            Math.Abs(percent) < 100 ? "0.0" : "0",
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static Table Checks(ValidationReport report) =>
        new(
            ["check", "found", "limit", ""],
            [
                .. report.Checks.Select(c =>
                    (string[])[c.Name, c.Found, c.Limit, c.Ok ? "ok" : "FAIL"]
                ),
            ]
        );

    /// <summary>The groups that the model misses, so that nobody has to look for them.</summary>
    private static IEnumerable<Block> Misses(ValidationReport report)
    {
        List<ScoredGroup> misses =
        [
            .. report
                .Groups.Where(g => !g.Inside && g.Evidence == "published")
                .OrderByDescending(g => Math.Abs(g.ErrorPercent)),
        ];
        if (misses.Count > 0)
        {
            yield return new Paragraph("Published rows outside the predicted range:");
        }

        foreach (ScoredGroup g in misses)
        {
            yield return new Paragraph(
                $"  {g.Id} {g.Quantity}: measured {Numbers.Short(g.Measured)}, predicted "
                    + $"{Numbers.WithRange(g.Predicted)}; {g.First.Notes}",
                4
            );
        }
    }

    private static IEnumerable<Block> Given(ValidationReport report)
    {
        int given = report.Groups.Count(g => g.Given.Length > 0);
        if (given > 0)
        {
            yield return new Paragraph(
                $"*: {given} groups are predicted given what was measured: load_copy_ms given the "
                    + "own-destination pages, or the steps of the walks, counted in the same runs; "
                    + "copy_sweep_ns given the rates at both ends of its own sweep.",
                2
            );
        }
    }

    private static IEnumerable<Block> Left(ValidationReport report)
    {
        foreach (
            IGrouping<string, ValidationReport.Left> reason in report.Excluded.GroupBy(r =>
                r.Reason
            )
        )
        {
            yield return new Paragraph(
                $"Excluded, {reason.Key}: {reason.Count()} ({string.Join(", ", reason.Take(6).Select(r => r.Id))}{(reason.Count() > 6 ? ", ..." : "")}).",
                2
            );
        }
    }

    private static string[] Row(ScoredGroup g) =>
        [
            g.Id,
            g.Machine,
            g.Evidence,
            g.Quantity,
            g.Unit,
            FormattableString.Invariant($"{g.N}"),
            Numbers.Csv(g.Measured),
            Numbers.Csv(g.Predicted.Median),
            Numbers.Csv(g.Predicted.Low),
            Numbers.Csv(g.Predicted.High),
            Numbers.Csv(g.ErrorPercent),
            g.Inside ? "true" : "false",
            g.Role,
            g.Source,
            g.Given,
            Numbers.Csv(g.RunsInsidePercent),
        ];
}
