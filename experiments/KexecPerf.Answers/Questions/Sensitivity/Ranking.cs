namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>
/// The uncertain numbers of a scenario by what they do to an outcome: by how much each narrows its
/// range, and its share of the variance beside it.
/// </summary>
/// <param name="Rows">Base samples.</param>
/// <param name="Evaluations">Of the outcome.</param>
/// <param name="Factors">Those with an effect, the one first that narrows most.</param>
/// <param name="WithoutEffect">Names of the others.</param>
internal sealed record Ranking(
    int Rows,
    long Evaluations,
    IReadOnlyList<FactorResult> Factors,
    IReadOnlyList<string> WithoutEffect
)
{
    /// <summary>
    /// What causes less of the variance is not asked how much it narrows the range.
    /// </summary>
    private const double Small = 0.005;

    /// <summary>The share of the work that Sobol indices are, most of the evaluations.</summary>
    private const double SobolOfAll = 0.7;

    /// <summary>Where there is nothing to rank.</summary>
    public static Ranking None { get; } = new(0, 0, [], []);

    /// <summary>Of a scenario, from so many base samples.</summary>
    public static Ranking Of(AnswerRequest request, WatchedOutcome outcome, int rows)
    {
        var function = new ScenarioFunction(request.Scenario, outcome, request.Plan.Seed);
        SobolAnalysis analysis = request.Work.Part(
            SobolOfAll,
            () =>
                SobolAnalysis.Run(
                    function.At,
                    function.Factors.Count,
                    rows,
                    request.Plan.Seed,
                    request.Work
                )
        );
        List<(Factor Factor, SobolIndex Index)> all =
        [
            .. function.Factors.Select((f, i) => (f, analysis.Indices?[i] ?? SobolIndex.None)),
        ];
        var narrowing = new Narrowing(
            function.At,
            function.Factors.Count,
            rows,
            request.Plan.Seed,
            request.Work
        );
        List<FactorResult> ranked =
        [
            .. all.Index()
                .Where(r => r.Item.Index.HasEffect)
                .Select(r => new FactorResult(
                    r.Item.Factor,
                    r.Item.Index,
                    r.Item.Index.Total >= Small ? narrowing.Of(r.Index) : 0,
                    request.Scenario.Machine
                ))
                .OrderByDescending(f => f.NarrowsRangePercent)
                .ThenByDescending(f => f.TotalOrder.Value),
        ];
        return new Ranking(
            analysis.Rows,
            analysis.Evaluations + narrowing.Evaluations,
            ranked,
            [.. all.Where(r => !r.Index.HasEffect).Select(r => r.Factor.Name)]
        );
    }
}
