using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Validation;

/// <summary>The model beside two trivial baselines, on the same groups.</summary>
internal sealed record Comparison(
    int Groups,
    BaselineScore Model,
    BaselineScore Constant,
    BaselineScore Line
)
{
    /// <summary>Over the groups that have baselines; null: none has.</summary>
    public static Comparison? Of(IReadOnlyList<ScoredGroup> groups)
    {
        List<(ScoredGroup Group, Interval Constant, Interval Line)> pairs =
        [
            .. groups
                .Select(g => (Group: g, Said: Baseline.Of(g, groups)))
                .Where(p => p.Said is not null)
                .Select(p => (p.Group, p.Said!.Value.Constant, p.Said!.Value.Line)),
        ];
        return pairs.Count == 0
            ? null
            : new Comparison(
                pairs.Count,
                Mean(pairs.Select(p => (p.Group, p.Group.Predicted))),
                Mean(pairs.Select(p => (p.Group, p.Constant))),
                Mean(pairs.Select(p => (p.Group, p.Line)))
            );
    }

    private static BaselineScore Mean(IEnumerable<(ScoredGroup Group, Interval Said)> said)
    {
        List<(ScoredGroup Group, Interval Said)> all = [.. said];
        return new BaselineScore(
            all.Average(p => Math.Abs(p.Group.Error(p.Said))),
            all.Average(p => p.Group.InsidePercent(p.Said)),
            all.Average(p => p.Group.IntervalScore(p.Said))
        );
    }
}
