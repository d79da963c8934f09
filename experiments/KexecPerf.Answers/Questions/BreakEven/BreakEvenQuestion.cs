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
internal sealed class BreakEvenQuestion
{
    public const string Name = "break-even";

    /// <summary>Replications at each value, unless a number is asked for.</summary>
    private const int UsualReplications = 128;

    /// <summary>
    /// Replications at a value that is far from the threshold. The median's interval of 128 is from
    /// the 53rd to the 76th; one of these on the other side of the threshold leaves all of 16 on
    /// this side in less than 2 of 10,000 cases, 1 - 53/128 to the 16th.
    /// </summary>
    private const int FewReplications = 16;

    /// <summary>Of what is left of an axis: a search takes a dozen values or two.</summary>
    private const double OneValue = 0.1;

    private readonly AnswerRequest _request;
    private readonly BreakEvenOptions _options;
    private readonly ReplicationPlan _plan;

    private BreakEvenQuestion(AnswerRequest request, BreakEvenOptions options)
    {
        _request = request;
        _options = options;
        _plan = request.Plan with { Replications = request.Plan.Replications ?? UsualReplications };
    }

    public static BreakEvenAnswer Answer(AnswerRequest request, BreakEvenOptions options) =>
        new BreakEvenQuestion(request.OfBestRow(), options).Answer();

    private BreakEvenAnswer Answer()
    {
        PairedRun here = Run(_request.Plan, _request.Scenario);
        double[] percents = Percents(here);
        var share = Interval.Of(percents);
        PlacementDecision decision = CmaPlacementRules.Decide(_request.Scenario);
        bool ends = percents.Length > 0;
        List<AxisResult> axes =
            ends && decision.Any
                ? _request.Work.Each([.. BreakEvenAxis.All(_request.Scenario)], Search)
                : [];
        string never = ends
            ? decision.Rule
            : BootOutcome.Of(here.Outcomes, here.B, _request.Scenario).Reason;
        return new BreakEvenAnswer(
            _request.BasisOf(_request.Scenario, here.Outcomes),
            _options,
            share,
            _plan.Replications!.Value,
            axes,
            axes.Count == 0
                ? $"CMA saves nothing here, whatever these numbers are: {never}."
                : BreakEvenText.Verdict(_options, share, decision, axes)
        );
    }

    private AxisResult Search(BreakEvenAxis axis)
    {
        ReplicationPlan few = _plan with
        {
            Replications = Math.Min(FewReplications, _plan.Replications!.Value),
        };
        var search = new BreakEvenSearch(
            axis,
            x => Share(Run(_plan, axis.At(x)), sorted => OrderStatistics.Median(sorted)),
            x => Share(Run(few, axis.At(x)), Ends),
            _options.Threshold * 100
        );
        return new AxisResult(
            axis,
            search,
            x => Interval.Of(Percents(Run(_plan, axis.At(x)))),
            string.Join(
                "; ",
                new[] { Reason(axis, search), End(axis, few, search) }.Where(r => r.Length > 0)
            )
        );
    }

    /// <summary>Why an axis ends before its end.</summary>
    private string End(BreakEvenAxis axis, ReplicationPlan few, BreakEvenSearch search)
    {
        if (search.EndsBefore is not { } x)
        {
            return "";
        }

        PairedRun sides = Run(few, axis.At(x));
        bool isOfA = sides.Outcomes.Share(sides.B, o => o.HasTimes) > 0;
        (ScenarioRun run, Scenario of) = isOfA
            ? (sides.A, sides.ScenarioA)
            : (sides.B, sides.ScenarioB);
        string reason = BootOutcome.Of(sides.Outcomes, run, of).Reason;
        return $"from {axis.Unit.Format(x)} on{(isOfA ? " by page list" : "")} {reason}";
    }

    private PairedRun Run(ReplicationPlan plan, Scenario s) =>
        _request.Work.Part(
            OneValue,
            () => _request.Run(plan, s.PageListSide(), s).Pair(s.PageListSide(), s)
        );

    private SavedShare? Share(PairedRun sides, Func<double[], ConfidenceInterval?> interval)
    {
        double[] sorted = Percents(sides);
        if (sorted.Length == 0)
        {
            return null;
        }

        Array.Sort(sorted);
        return new SavedShare(
            Interval.OfSorted(sorted).Median,
            interval(sorted)
                ?? new ConfidenceInterval(double.NegativeInfinity, double.PositiveInfinity)
        );
    }

    private static ConfidenceInterval? Ends(double[] sorted) =>
        sorted.Length == FewReplications ? new ConfidenceInterval(sorted[0], sorted[^1]) : null;

    /// <summary>Share of the span that each replication saves, percent.</summary>
    private double[] Percents(PairedRun sides) =>
        [
            .. sides
                .Timed()
                .Select(p =>
                    100.0
                    * (p.A[_options.Span] - p.B[_options.Span]).Picoseconds
                    / p.A[_options.Span].Picoseconds
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
        PairedRun sides = Run(_plan, axis.At(x));
        Phase phase = _options.Span.Phases().MaxBy(p => Left(o => o[p]));
        double part = 100 * (Left(o => o[phase]) / Left(o => o[_options.Span]));
        return FormattableString.Invariant(
            $"{bound} {Numbers.Short(share.Median)} % (at {axis.Unit.Format(x)}), where {phase.Words()} is {part:0} % of what is left"
        );

        double Left(Func<HotPhaseOutcome, Model.Units.SimTime> of) =>
            sides.Outcomes.Milliseconds(sides.B, of).Median;
    }
}
