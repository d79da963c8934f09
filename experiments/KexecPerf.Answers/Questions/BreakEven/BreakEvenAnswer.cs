using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>
/// "Where does CMA stop mattering?": the image size, number of CPUs, hash rate and device shutdown time at which the median share of a
/// span that CMA saves passes a threshold, each moved alone.
/// </summary>
internal sealed class BreakEvenAnswer
{
    public const string Question = "break-even";

    /// <summary>Replications at each value, unless a number is asked for.</summary>
    private const int UsualReplications = 128;

    private readonly AnswerRequest _request;
    private readonly BreakEvenOptions _options;
    private readonly ReplicationPlan _plan;
    private readonly PairedOutcomes _here;
    private readonly Interval _share;
    private readonly bool _ends;
    private readonly PlacementDecision _decision;
    private readonly List<AxisResult> _axes = [];

    private BreakEvenAnswer(AnswerRequest request, BreakEvenOptions options)
    {
        _request = request;
        _options = options;
        _plan = request.Plan with { Replications = request.Plan.Replications ?? UsualReplications };
        _here = request.Run(Scenario.PageListSide(), Scenario);
        double[] percents = Percents(_here);
        _share = Interval.Of(percents);
        _ends = percents.Length > 0;
        _decision = CmaPlacementRules.Decide(Scenario);
        if (_ends && _decision.Any)
        {
            _axes.AddRange(BreakEvenAxis.All(Scenario).Select(Search));
        }
    }

    private Scenario Scenario => _request.Scenario;

    private string Mattering =>
        FormattableString.Invariant($"{_options.Threshold * 100:0.##} % of the {_options.Name}");

    public static Document Answer(AnswerRequest request, BreakEvenOptions options) =>
        new BreakEvenAnswer(request, options).Document();

    private AxisResult Search(BreakEvenAxis axis)
    {
        var search = new BreakEvenSearch(
            axis,
            x => Share(Run(axis.At(x))),
            _options.Threshold * 100
        );
        return new AxisResult(axis, search, Reason(axis, search));
    }

    private PairedOutcomes Run(Scenario s) => _request.Run(_plan, s.PageListSide(), s);

    private SavedShare Share(PairedOutcomes outcomes)
    {
        double[] sorted = Percents(outcomes);
        Array.Sort(sorted);
        double median = Interval.Of(sorted).Median;
        return new SavedShare(
            median,
            OrderStatistics.Median(sorted)
                ?? new ConfidenceInterval(double.NegativeInfinity, double.PositiveInfinity)
        );
    }

    /// <summary>Share of the span that each replication saves, percent.</summary>
    private double[] Percents(PairedOutcomes outcomes) =>
        [
            .. Enumerable
                .Range(0, outcomes.Count)
                .Select(r => (A: outcomes[0, r], B: outcomes[1, r]))
                .Where(p => !p.A.CpuStopHang && !p.B.CpuStopHang)
                .Select(p =>
                    100.0 * (p.A.Downtime - p.B.Downtime).Picoseconds / _options.Of(p.A).Picoseconds
                ),
        ];

    /// <summary>Why the share passes the threshold where it does, where a rule says so, or why it never does.</summary>
    private string Reason(BreakEvenAxis axis, BreakEvenSearch search)
    {
        if (search.Found.Count > 0)
        {
            return search.Found.Any(c => axis.Jump.Contains(c.Value))
                ? CmaPlacementRules.Decide(axis.At(axis.Jump[^1])).Rule
                : "";
        }

        (double x, SavedShare share) = search.MattersAtFrom ? search.Least : search.Most;
        string bound = search.MattersAtFrom ? "at least" : "at most";
        PairedOutcomes outcomes = Run(axis.At(x));
        Phase phase = PhaseNames
            .All.Where(p => _options.Key != "hot_phase" || p.InHotPhase())
            .Where(p => _options.Key != "switch" || p.InSwitch())
            .MaxBy(p => outcomes.Milliseconds(1, o => o[p]).Median);
        double part =
            outcomes.Milliseconds(1, o => o[phase]).Median
            / outcomes.Milliseconds(1, _options.Of).Median;
        return FormattableString.Invariant(
            $"{bound} {Numbers.Short(share.Median)} % (at {axis.Unit.Format(x)}), where {ComparisonTables.Name(phase)} is {part * 100:0} % of what is left"
        );
    }

    private Document Document() =>
        new(
            "kexecperf answer: where does CMA stop mattering?",
            "simulated",
            [
                .. Common.Setting(Scenario),
                new Gap(),
                new Paragraph(Verdict(), 2),
                new Gap(),
                .. Lines(),
                .. Common.Tail(_request, Scenario, _here, null),
            ],
            [
                [
                    "axis",
                    "unit",
                    "here",
                    "range_from",
                    "range_to",
                    "matters",
                    "matters_from",
                    "matters_from_low",
                    "matters_from_high",
                    "matters_to",
                    "matters_to_low",
                    "matters_to_high",
                ],
                .. _axes.SelectMany(Rows),
            ],
            Json()
        );

    private string Verdict()
    {
        if (_axes.Count == 0)
        {
            string why = _ends ? _decision.Rule : BootOutcome.Of(_here, 1, Scenario).Reason;
            return $"CMA saves nothing here, whatever these numbers are: {why}.";
        }

        bool matters = _share.Median >= 100 * _options.Threshold;
        string rule = _decision.All ? "" : $" ({_decision.Rule})";
        string here = $"saves {Numbers.WithRange(_share)} % of the {_options.Name} here{rule}";
        string[] ends = [.. _axes.Select(a => Ends(a, matters)).Where(e => e.Length > 0)];
        string list = string.Join("; ", ends);
        return (matters, ends.Length) switch
        {
            (true, 0) => $"CMA {here}, and none of these numbers alone takes it below {Mattering}.",
            (true, _) => $"CMA {here}. It falls below {Mattering} with {list}.",
            (false, 0) =>
                $"CMA {here}, less than {Mattering}, and none of these numbers alone changes that.",
            _ => $"CMA {here}, less than {Mattering}. It would save more with {list}.",
        };
    }

    /// <summary>Where an axis, going from here, first changes whether CMA matters.</summary>
    private static string Ends(AxisResult a, bool matters)
    {
        (BreakEvenAxis axis, BreakEvenSearch search, _) = a;
        Crossing? below = search.Found.LastOrDefault(c =>
            c.Value <= axis.Here && c.Rises == matters
        );
        Crossing? above = search.Found.FirstOrDefault(c =>
            c.Value >= axis.Here && c.Rises != matters
        );
        string[] ends =
        [
            .. below is null ? [] : (string[])["below " + axis.Unit.Format(below.Value)],
            .. above is null ? [] : (string[])["above " + axis.Unit.Format(above.Value)],
        ];
        return ends.Length == 0 ? "" : $"{axis.Name} {string.Join(" or ", ends)}";
    }

    private IEnumerable<Block> Lines()
    {
        if (_axes.Count == 0)
        {
            yield break;
        }

        yield return new Table(
            ["moved alone", "here", $"CMA saves {Mattering} or more"],
            [
                .. _axes.Select(a =>
                    (string[])[a.Axis.Name, a.Axis.Unit.Format(a.Axis.Here), a.Words]
                ),
            ],
            Prose: true
        );
        yield return new Gap();
        foreach (AxisResult a in _axes.Where(a => a.Reason.Length > 0))
        {
            yield return new Paragraph($"{a.Axis.Name}: {a.Reason}.", 2);
        }

        yield return new Paragraph(
            $"In brackets the 95 % Monte Carlo interval ({_plan.Replications} paired runs at each value, the same draws at all).",
            2
        );
    }

    private JsonObject Json()
    {
        JsonObject json = Common.Head("answer", Question, _request, Scenario, _here);
        json["span"] = _options.Key;
        json["threshold_percent"] = Numbers.Rounded(100 * _options.Threshold);
        json["saved_percent"] = Numbers.Json(_share);
        json["replications_at_each_value"] = _plan.Replications;
        json["axes"] = new JsonArray([.. _axes.Select(a => (JsonNode)Json(a))]);
        Common.AddTail(json, Verdict(), _request, Scenario);
        return json;
    }

    private static JsonObject Json(AxisResult a) =>
        new()
        {
            ["axis"] = a.Axis.Key,
            ["unit"] = a.Axis.Unit.Key,
            ["here"] = Numbers.Rounded(a.Axis.Here),
            ["from"] = Numbers.Rounded(a.Axis.From),
            ["to"] = Numbers.Rounded(a.Axis.To),
            ["matters"] = new JsonArray([
                .. a.Matters.Select(m =>
                    (JsonNode)new JsonObject { ["from"] = Json(m.From), ["to"] = Json(m.To) }
                ),
            ]),
            ["least_saved_percent"] = Numbers.Rounded(a.Search.Least.Share.Median),
            ["most_saved_percent"] = Numbers.Rounded(a.Search.Most.Share.Median),
            ["reason"] = a.Reason,
        };

    private static JsonObject? Json(Crossing? c) =>
        c is null
            ? null
            : new JsonObject
            {
                ["value"] = Numbers.Rounded(c.Value),
                ["low"] = c.Low is { } low ? Numbers.Rounded(low) : null,
                ["high"] = c.High is { } high ? Numbers.Rounded(high) : null,
            };

    private static IEnumerable<string[]> Rows(AxisResult a)
    {
        string[] head =
        [
            a.Axis.Key,
            a.Axis.Unit.Key,
            Numbers.Csv(a.Axis.Here),
            Numbers.Csv(a.Axis.From),
            Numbers.Csv(a.Axis.To),
            a.Matters switch
            {
                [] => "nowhere",
                [(null, null)] => "everywhere",
                _ => "between",
            },
        ];
        return a.Matters.Count == 0
            ?
            [
                [.. head, .. Cells(null), .. Cells(null)],
            ]
            : a.Matters.Select(m => (string[])[.. head, .. Cells(m.From), .. Cells(m.To)]);
    }

    private static string[] Cells(Crossing? c) => [Cell(c?.Value), Cell(c?.Low), Cell(c?.High)];

    private static string Cell(double? x) => x is { } value ? Numbers.Csv(value) : "";
}
