using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>
/// "What should be measured first?": the uncertain numbers of a scenario ranked by how much of an outcome's variance they cause (Sobol,
/// total order), with what knowing each exactly would take away (first order).
/// </summary>
internal sealed class SensitivityAnswer
{
    private const int LeastRows = 64;
    private const int UsualRows = 1024;

    /// <summary>Factors below this share are named, but have no line.</summary>
    private const double Small = 0.01;

    private readonly AnswerRequest _request;
    private readonly string _question;
    private readonly WatchedOutcome _outcome;
    private readonly PairedOutcomes _runs;
    private readonly Interval _spread;
    private readonly bool _ends;
    private readonly int _rows;
    private readonly long _evaluations;
    private readonly List<Ranked> _ranked = [];
    private readonly List<Factor> _without = [];

    private SensitivityAnswer(AnswerRequest request, string question, WatchedOutcome outcome)
    {
        _request = request;
        _question = question;
        _outcome = outcome;
        _runs = request.Run(Scenario.PageListSide(), Scenario);
        double[] values =
        [
            .. Enumerable
                .Range(0, _runs.Count)
                .Where(r => !_runs[1, r].CpuStopHang)
                .Select(r => outcome.Milliseconds(_runs[0, r], _runs[1, r])),
        ];
        _spread = Interval.Of(values);
        _ends = values.Length > 0;
        if (!_ends || (outcome.IsPaired && _runs.AreSame(0, 1)))
        {
            return;
        }

        var function = new ScenarioFunction(Scenario, outcome, request.Plan.Seed);
        SobolAnalysis analysis = SobolAnalysis.Run(
            function.At,
            function.Factors.Count,
            Rows(request.Plan.Replications),
            request.Plan.Seed,
            request.Cancel
        );
        _rows = analysis.Rows;
        _evaluations = analysis.Evaluations;
        List<Ranked> all =
        [
            .. function.Factors.Select(
                (f, i) => new Ranked(f, analysis.Indices?[i] ?? SobolIndex.None)
            ),
        ];
        _ranked = [.. all.Where(r => r.Index.HasEffect).OrderByDescending(r => r.Index.Total)];
        _without = [.. all.Where(r => !r.Index.HasEffect).Select(r => r.Factor)];
    }

    private Scenario Scenario => _request.Scenario;

    /// <summary>What there is to measure: chance is not.</summary>
    private IEnumerable<Ranked> Measurable => _ranked.Where(r => r.Factor.Evidence is not null);

    public static Document Answer(AnswerRequest request, string question, WatchedOutcome outcome) =>
        new SensitivityAnswer(request, question, outcome).Document();

    /// <summary>The next power of 2, where a lattice is whole.</summary>
    private static int Rows(int? replications) =>
        replications is { } n
            ? (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(n, LeastRows))
            : UsualRows;

    private Document Document() =>
        new(
            "kexecperf sensitivity: what should be measured first?",
            "simulated",
            [
                .. Common.Setting(Scenario),
                new Gap(),
                new Paragraph(Verdict(), 2),
                new Gap(),
                .. Lines(),
                .. Common.Tail(_request, Scenario, _runs, null),
            ],
            [
                [
                    "rank",
                    "factor",
                    "evidence",
                    "first_order",
                    "first_order_low",
                    "first_order_high",
                    "total_order",
                    "total_order_low",
                    "total_order_high",
                ],
                .. _ranked.Select(Row),
            ],
            Json()
        );

    private string Verdict()
    {
        if (!_ends)
        {
            return $"Nothing to measure: {BootOutcome.Of(_runs, 1, Scenario).Reason}.";
        }

        string spread = $"{_outcome.Name} ({Numbers.WithRange(_spread)} ms)";
        if (Measurable.FirstOrDefault() is not { } first)
        {
            return _outcome.IsPaired && _spread is { Low: 0, High: 0 }
                ? $"Nothing to measure: CMA saves nothing here; {CmaPlacementRules.Decide(Scenario).Rule}."
                : $"Nothing to measure: {spread} "
                    + (_ranked.Count == 0 ? "does not vary here." : "varies by chance alone.");
        }

        SobolIndex index = first.Index;
        string verdict =
            $"{first.Factor.Name} first ({FactorText.Known(first.Factor, Scenario.Machine)}): "
            + $"it causes {Percent(index.Total, index.TotalInterval)} of the variance of {spread}; "
            + $"known exactly, it would take {Percent(index.First, index.FirstInterval)} away.";
        Ranked most = _ranked[0];
        if (most.Factor.Evidence is null)
        {
            verdict +=
                $" But {Percent(most.Index.Total, most.Index.TotalInterval)} is chance, which no measurement takes away.";
        }

        string[] close =
        [
            .. Measurable
                .Skip(1)
                .Where(r => r.Index.TotalInterval.High >= index.TotalInterval.Low)
                .Select(r => r.Factor.Name),
        ];
        return close.Length == 0
            ? verdict
            : $"{verdict} {string.Join(", ", close)} may come before it: the intervals overlap.";
    }

    private IEnumerable<Block> Lines()
    {
        if (_ranked.Count == 0)
        {
            yield break;
        }

        int shown = Math.Max(1, _ranked.Count(r => r.Index.Total >= Small));
        yield return new Table(
            ["share of variance", "total order", "first order", "evidence"],
            [
                .. _ranked
                    .Take(shown)
                    .Select(r =>
                        (string[])
                            [
                                r.Factor.Name,
                                Share(r.Index.Total, r.Index.TotalInterval),
                                Share(r.Index.First, r.Index.FirstInterval),
                                FactorText.Evidence(r.Factor),
                            ]
                    ),
            ]
        );
        yield return new Gap();
        foreach (Factor group in _ranked.Take(shown).Select(r => r.Factor))
        {
            if (group.Members.Count > 1)
            {
                yield return new Paragraph(
                    $"{group.Name}: {string.Join(", ", group.Members)}, drawn together.",
                    2
                );
            }
        }

        if (shown < _ranked.Count)
        {
            yield return new Paragraph(
                $"Below {Small * 100:0} %: {Names(_ranked.Skip(shown).Select(r => r.Factor))}.",
                2
            );
        }

        if (_without.Count > 0)
        {
            yield return new Paragraph($"Without effect: {Names(_without)}.", 2);
        }

        double width = _ranked.Max(r =>
            Math.Max(r.Index.TotalInterval.HalfWidth, r.Index.FirstInterval.HalfWidth)
        );
        yield return new Paragraph(
            FormattableString.Invariant(
                $"Indices to +-{width:0.00} or better ({_rows} base samples, {_evaluations} evaluations)."
            ),
            2
        );
    }

    private JsonObject Json()
    {
        JsonObject json = Common.Head("sensitivity", _question, _request, Scenario, _runs);
        json["outcome"] = _outcome.Key;
        json["outcome_ms"] = Numbers.Json(_spread);
        json["base_samples"] = _rows;
        json["evaluations"] = _evaluations;
        json["measure_first"] = Measurable.FirstOrDefault()?.Factor.Name;
        json["factors"] = new JsonArray([
            .. _ranked.Select(r =>
                (JsonNode)
                    new JsonObject
                    {
                        ["name"] = r.Factor.Name,
                        ["members"] = JsonTexts.Of(r.Factor.Members),
                        ["evidence"] = FactorText.Evidence(r.Factor),
                        ["known"] = FactorText.Known(r.Factor, Scenario.Machine),
                        ["first_order"] = Json(r.Index.First, r.Index.FirstInterval),
                        ["total_order"] = Json(r.Index.Total, r.Index.TotalInterval),
                    }
            ),
        ]);
        json["without_effect"] = JsonTexts.Of(_without.Select(f => f.Name));
        Common.AddTail(json, Verdict(), _request, Scenario);
        return json;
    }

    private static JsonObject Json(double value, ConfidenceInterval interval) =>
        new()
        {
            ["value"] = Numbers.Rounded(value),
            ["low"] = Numbers.Rounded(interval.Low),
            ["high"] = Numbers.Rounded(interval.High),
        };

    private string[] Row(Ranked r, int rank) =>
        [
            FormattableString.Invariant($"{rank + 1}"),
            r.Factor.Name,
            FactorText.Evidence(r.Factor),
            Numbers.Csv(r.Index.First),
            Numbers.Csv(r.Index.FirstInterval.Low),
            Numbers.Csv(r.Index.FirstInterval.High),
            Numbers.Csv(r.Index.Total),
            Numbers.Csv(r.Index.TotalInterval.Low),
            Numbers.Csv(r.Index.TotalInterval.High),
        ];

    private static string Names(IEnumerable<Factor> factors) =>
        string.Join(", ", factors.Select(f => f.Name));

    private static string Share(double value, ConfidenceInterval i) =>
        FormattableString.Invariant($"{value:0.00} [{i.Low:0.00},{i.High:0.00}]");

    private static string Percent(double value, ConfidenceInterval i) =>
        FormattableString.Invariant($"{value * 100:0} [{i.Low * 100:0},{i.High * 100:0}] %");

    /// <summary>A factor with its indices.</summary>
    private sealed record Ranked(Factor Factor, SobolIndex Index);
}
