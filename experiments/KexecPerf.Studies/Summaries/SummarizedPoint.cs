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
    /// <summary>Values of a quantity, of a side or, where it is paired, of both together.</summary>
    public List<double> Sample(SummaryQuantity quantity, Side side) =>
        quantity.Kind switch
        {
            SummaryKind.Time => PairedSample.Milliseconds(Runs.Times(side, quantity.Columns)),
            SummaryKind.Number => Runs.Numbers(side, quantity.Columns.Single()),
            SummaryKind.Difference => PairedSample.Differences(
                Runs.Times(Side.PageList, quantity.Columns),
                Runs.Times(Side.Cma, quantity.Columns)
            ),
            SummaryKind.Ratio => PairedSample.Ratios(
                Runs.Times(Side.PageList, quantity.Columns),
                Runs.Times(Side.Cma, quantity.Columns)
            ),
        };

    /// <summary>Monte Carlo error of what the plan watches; null where it has none.</summary>
    public double? ErrorPercent =>
        PairedSample.ErrorPercent(Runs.Watched(), Place.Study.Plan.Level);
}
