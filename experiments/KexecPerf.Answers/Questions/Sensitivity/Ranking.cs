namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>The uncertain numbers of a scenario by what they do to an outcome.</summary>
/// <param name="Rows">Base samples.</param>
/// <param name="Evaluations">Of the outcome.</param>
/// <param name="Factors">Those with an effect, the largest first.</param>
/// <param name="WithoutEffect">Names of the others.</param>
internal sealed record Ranking(
    int Rows,
    long Evaluations,
    IReadOnlyList<FactorResult> Factors,
    IReadOnlyList<string> WithoutEffect
)
{
    /// <summary>Where there is nothing to rank.</summary>
    public static Ranking None { get; } = new(0, 0, [], []);

    /// <summary>Of a scenario, from so many base samples.</summary>
    public static Ranking Of(AnswerRequest request, WatchedOutcome outcome, int rows)
    {
        var function = new ScenarioFunction(request.Scenario, outcome, request.Plan.Seed);
        SobolAnalysis analysis = SobolAnalysis.Run(
            function.At,
            function.Factors.Count,
            rows,
            request.Plan.Seed,
            request.Cancel
        );
        List<(Factor Factor, SobolIndex Index)> all =
        [
            .. function.Factors.Select((f, i) => (f, analysis.Indices?[i] ?? SobolIndex.None)),
        ];
        return new Ranking(
            analysis.Rows,
            analysis.Evaluations,
            [
                .. all.Where(r => r.Index.HasEffect)
                    .OrderByDescending(r => r.Index.Total)
                    .Select(r => new FactorResult(r.Factor, r.Index, request.Scenario.Machine)),
            ],
            [.. all.Where(r => !r.Index.HasEffect).Select(r => r.Factor.Name)]
        );
    }
}
