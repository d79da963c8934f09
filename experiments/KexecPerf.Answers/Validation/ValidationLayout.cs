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
    ];

    public static Document Of(ValidationReport report) =>
        new(
            "kexecperf validate",
            "simulated against measured",
            [
                new Paragraph(report.Verdict, 2),
                new Gap(),
                Scores(report),
                new Gap(),
                Checks(report),
                new Gap(),
                .. Misses(report),
                .. Left(report),
                new Paragraph(
                    "mape, bias, worst, floor (repeats about their own median) and cov (medians in the 90 % range) in percent; sharp: width of the range over the repeats'. Checks take groups with the repeats that tolerances.json asks for.",
                    2
                ),
                new CommandLine("Reproduce:", report.Reproduce),
            ],
            [Header, .. report.Groups.Select(Row)],
            JsonForm.Of(report, () => ValidationJson.Default)
        );

    private static Table Scores(ValidationReport report) =>
        new(
            ["evidence quantity (role)", "n", "mape", "bias", "worst", "cov", "sharp", "floor"],
            [
                .. report.Scores.Select(s =>
                    (string[])
                        [
                            $"{s.Evidence[..3]} {s.Quantity} ({s.Role[..3]})",
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

    private static string N(double percent) => FormattableString.Invariant($"{percent:0.0}");

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
        ];
}
