using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Summaries;

/// <summary>A row of <c>summary.csv</c>: a point, and what <c>answer</c> says of it.</summary>
internal static class SummaryRow
{
    /// <summary>The columns of a study's summary.</summary>
    public static string[] Header(Study study) =>
        [
            PartFile.Point,
            .. study.Axes.SelectMany(a =>
                a.NumberColumn is { } number ? [a.Key, number] : (string[])[a.Key]
            ),
            .. PointColumn.All.Select(c => c.Name),
            .. study.Outputs.SelectMany(o => o.SummaryColumns()),
        ];

    /// <summary>The cells of one point.</summary>
    public static string[] Of(StudyPoint point, RunCells runs)
    {
        var summarized = new SummarizedPoint(point, point.Build(), runs);
        return
        [
            point.Index.ToString(CultureInfo.InvariantCulture),
            .. point.Study.Axes.SelectMany((axis, a) => Cells(axis, point.Values[a])),
            .. PointColumn.All.Select(c => c.Cell(summarized)),
            .. point.Study.Outputs.SelectMany(o => Cells(summarized, o)),
        ];
    }

    private static string[] Cells(StudyAxis axis, AxisValue value) =>
        axis.NumberColumn is null ? [value.Text] : [value.Text, Numbers.Csv(value.Number!.Value)];

    private static IEnumerable<string> Cells(SummarizedPoint point, SummaryQuantity quantity) =>
        (quantity.Paired ? [default] : Sides.All).SelectMany(side =>
            Quantiles(point.Sample(quantity, side))
                .Concat(quantity.HasLevels ? Levels(point, quantity, side) : [])
        );

    private static IEnumerable<string> Levels(
        SummarizedPoint point,
        SummaryQuantity quantity,
        Side side
    ) =>
        ((UncertaintyLevel[])[UncertaintyLevel.Unknown, UncertaintyLevel.Varies]).SelectMany(
            level => Quantiles(point.Sample(quantity, side, level)).Skip(1)
        );

    private static string[] Quantiles(List<double> sample) =>
        sample.Count == 0 ? ["", "", ""] : Cells(Interval.Of(sample));

    private static string[] Cells(Interval of) =>
        [Numbers.Csv(of.Median), Numbers.Csv(of.Low), Numbers.Csv(of.High)];
}
