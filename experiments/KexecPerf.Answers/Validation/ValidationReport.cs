using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Validation;

/// <summary>The result of a validation for people and programs: native first, then emulated, then published.</summary>
internal static class ValidationReport
{
    public static Document Of(ValidationResult result, string command)
    {
        string verdict = result.Ok
            ? $"Within tolerance: {result.Checks.Count} of {result.Checks.Count} checks, {result.Scored.Count} groups."
            : $"OUT OF TOLERANCE: {string.Join("; ", result.Checks.Where(c => !c.Ok).Select(c => c.Name))}.";
        return new Document(
            "kexecperf validate",
            "simulated against measured",
            [
                new Paragraph(verdict, 2),
                new Gap(),
                Scores(result),
                new Gap(),
                Checks(result),
                new Gap(),
                .. Misses(result),
                .. Left(result),
                new Paragraph(
                    "mape, bias, worst, floor (repeats about their own median) and cov (medians in the 90 % range) in percent; sharp: width of the range over the repeats'. Checks take groups with the repeats that tolerances.json asks for.",
                    2
                ),
                new CommandLine("Reproduce:", command),
            ],
            [
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
                ],
                .. result.Scored.Select(Row),
            ],
            Json(result, verdict, command)
        );
    }

    private static Table Scores(ValidationResult result) =>
        new(
            ["evidence quantity (role)", "n", "mape", "bias", "worst", "cov", "sharp", "floor"],
            [
                .. result.Scores.Select(s =>
                    (string[])
                        [
                            $"{s.Evidence[..3]} {s.Quantity} ({s.Role[..3]})",
                            FormattableString.Invariant($"{s.Groups}"),
                            N(s.MapePercent),
                            N(s.BiasPercent),
                            FormattableString.Invariant($"{s.WorstPercent:0}"),
                            FormattableString.Invariant($"{s.CoveragePercent:0}"),
                            s.Sharpness > 0 ? Numbers.Short(s.Sharpness) : "-",
                            FormattableString.Invariant($"{s.NoiseFloorPercent:0}"),
                        ]
                ),
            ]
        );

    private static string N(double percent) => FormattableString.Invariant($"{percent:0.0}");

    private static Table Checks(ValidationResult result) =>
        new(
            ["check", "found", "limit", ""],
            [
                .. result.Checks.Select(c =>
                    (string[])[c.Name, c.Found, c.Limit, c.Ok ? "ok" : "FAIL"]
                ),
            ]
        );

    /// <summary>The groups that the model misses, so that nobody has to look for them.</summary>
    private static IEnumerable<Block> Misses(ValidationResult result)
    {
        List<ScoredGroup> misses =
        [
            .. result
                .Scored.Where(g => !g.Inside && g.First.Evidence == "published")
                .OrderByDescending(g => Math.Abs(g.ErrorPercent)),
        ];
        if (misses.Count > 0)
        {
            yield return new Paragraph("Published rows outside the predicted range:");
        }

        foreach (ScoredGroup g in misses)
        {
            yield return new Paragraph(
                $"  {g.Id} {g.First.Quantity}: measured {Numbers.Short(g.Measured)}, predicted "
                    + $"{Numbers.WithRange(g.Predicted)}; {g.First.Notes}",
                4
            );
        }
    }

    private static IEnumerable<Block> Left(ValidationResult result)
    {
        if (result.Open.Count > 0)
        {
            string counts = string.Join(
                ", ",
                result.Open.GroupBy(g => g.First.Quantity).Select(g => $"{g.Key} {g.Count()}")
            );
            yield return new Paragraph($"Open, waiting for the load phase: {counts}.", 2);
        }

        foreach (
            IGrouping<string, ValidationRow> reason in result.Excluded.GroupBy(ExclusionReasons.Of)
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
            g.First.Machine,
            g.First.Evidence,
            g.First.Quantity,
            g.First.Unit,
            FormattableString.Invariant($"{g.N}"),
            Numbers.Csv(g.Measured),
            Numbers.Csv(g.Predicted.Median),
            Numbers.Csv(g.Predicted.Low),
            Numbers.Csv(g.Predicted.High),
            Numbers.Csv(g.ErrorPercent),
            g.Inside ? "true" : "false",
            g.First.Role,
        ];

    private static JsonObject Json(ValidationResult result, string verdict, string command) =>
        new()
        {
            ["schema"] = "kexecperf.validate/1",
            ["model_version"] = Build.Version,
            ["ok"] = result.Ok,
            ["verdict"] = verdict,
            ["groups"] = new JsonArray([.. result.Scored.Concat(result.Open).Select(Group)]),
            ["summary"] = Summary(result),
            ["checks"] = new JsonArray([
                .. result.Checks.Select(c =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = c.Name,
                            ["found"] = c.Found,
                            ["limit"] = c.Limit,
                            ["ok"] = c.Ok,
                        }
                ),
            ]),
            ["excluded"] = new JsonArray([
                .. result.Excluded.Select(r =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["id"] = r.Id,
                            ["machine"] = r.Machine,
                            ["evidence"] = r.Evidence,
                            ["quantity"] = r.Quantity,
                            ["reason"] = ExclusionReasons.Of(r),
                            ["notes"] = r.Notes,
                        }
                ),
            ]),
            ["reproduce"] = command,
        };

    private static JsonNode Group(ScoredGroup g)
    {
        var json = new JsonObject
        {
            ["id"] = g.Id,
            ["machine"] = g.First.Machine,
            ["evidence"] = g.First.Evidence,
            ["quantity"] = g.First.Quantity,
            ["unit"] = g.First.Unit,
            ["n"] = g.N,
            ["measured"] = Numbers.Rounded(g.Measured),
            ["noise_floor_percent"] = Numbers.Rounded(g.NoiseFloorPercent),
            ["role"] = g.First.Role,
            ["reason"] = g.Prediction.Open,
        };
        if (g.Prediction.Interval is { } predicted)
        {
            json["predicted"] = Numbers.Json(predicted);
            json["error_percent"] = Numbers.Rounded(g.ErrorPercent);
            json["inside"] = g.Inside;
        }

        return json;
    }

    private static JsonObject Summary(ValidationResult result)
    {
        var summary = new JsonObject();
        foreach (IGrouping<string, Score> evidence in result.Scores.GroupBy(s => s.Evidence))
        {
            var quantities = new JsonObject();
            foreach (Score s in evidence)
            {
                string key = s.Role == "validation" ? s.Quantity : $"{s.Quantity}_{s.Role}";
                quantities[key] = new JsonObject
                {
                    ["groups"] = s.Groups,
                    ["mape_percent"] = Numbers.Rounded(s.MapePercent),
                    ["bias_percent"] = Numbers.Rounded(s.BiasPercent),
                    ["worst_percent"] = Numbers.Rounded(s.WorstPercent),
                    ["coverage_percent"] = Numbers.Rounded(s.CoveragePercent),
                    ["sharpness"] = s.Sharpness > 0 ? Numbers.Rounded(s.Sharpness) : null,
                    ["interval_score"] = Numbers.Rounded(s.IntervalScore),
                    ["noise_floor_percent"] = Numbers.Rounded(s.NoiseFloorPercent),
                };
            }

            summary[evidence.Key] = quantities;
        }

        return summary;
    }
}
