using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Scenarios;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Summaries;

/// <summary>A point with all of its runs, before it becomes a row.</summary>
/// <param name="Place">Where it lies in its study.</param>
/// <param name="Scenario">The side that tries CMA.</param>
/// <param name="Runs">Of both sides.</param>
internal sealed record SummarizedPoint(StudyPoint Place, Scenario Scenario, RunCells Runs)
{
    private readonly Lazy<Dictionary<UncertaintyLevel, RunCells>> _levels = new(() =>
        LevelRuns.OfSides(Scenario, Place.Study.Plan.Seed)
    );

    /// <summary>Values of a quantity, of a side or, where it is paired, of both together.</summary>
    public List<double> Sample(SummaryQuantity quantity, Side side) => Sample(Runs, quantity, side);

    /// <summary>
    /// The same of a time while a level of what is uncertain varies alone; simulated for the
    /// summary, and nowhere stored.
    /// </summary>
    public List<double> Sample(SummaryQuantity quantity, Side side, UncertaintyLevel level) =>
        Sample(_levels.Value[level], quantity, side);

    private static List<double> Sample(RunCells runs, SummaryQuantity quantity, Side side) =>
        quantity.Kind switch
        {
            SummaryKind.Time => PairedSample.Milliseconds(runs.Times(side, quantity.Columns)),
            SummaryKind.Number => runs.Numbers(side, quantity.Columns.Single()),
            SummaryKind.Difference => PairedSample.Differences(
                runs.Times(Side.PageList, quantity.Columns),
                runs.Times(Side.Cma, quantity.Columns)
            ),
            SummaryKind.Ratio => PairedSample.Ratios(
                runs.Times(Side.PageList, quantity.Columns),
                runs.Times(Side.Cma, quantity.Columns)
            ),
        };

    /// <summary>Monte Carlo error of what the plan watches; null where it has none.</summary>
    public double? ErrorPercent =>
        StoppingRule.ErrorPercent(Runs.Watched(), Place.Study.Plan.Level);
}
