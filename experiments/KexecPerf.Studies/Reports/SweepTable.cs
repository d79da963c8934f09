using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// The points of a sweep as they fit a screen: where they are too many, fewer values of the longest
/// axes, so that all combinations of the others are seen.
/// </summary>
internal sealed class SweepTable
{
    private const int MostRows = 40;
    private const int MostOutputs = 3;
    private const int MostLetters = 24;
    private const int FewestLetters = 8;

    private readonly SummaryTable _table;
    private readonly List<(string Key, List<string> Values, HashSet<string> Shown)> _axes;

    public SweepTable(Study study, SummaryTable table)
    {
        _table = table;
        _axes =
        [
            .. study
                .Axes.Where(a => a.Values.Count > 1)
                .Select(a => (a.Key, a.Values.Select(v => v.Text).ToList()))
                .Select(a => (a.Key, a.Item2, a.Item2.ToHashSet())),
        ];
        Thin();
        List<SummaryPoint> points =
        [
            .. table.Points.Where(p => _axes.TrueForAll(a => a.Shown.Contains(p.Text(a.Key)))),
        ];
        Table = Fitted(study, points);
        Rest = Left(points.Count);
    }

    public Table Table { get; }

    /// <summary>What is left out and where it is; empty for nothing.</summary>
    public string Rest { get; }

    /// <summary>
    /// Halves the axis that shows most values until the rows fit; both ends stay.
    /// </summary>
    private void Thin()
    {
        while (_axes.Aggregate(1L, (n, a) => n * a.Shown.Count) > MostRows)
        {
            int longest = _axes.Index().MaxBy(a => a.Item.Shown.Count).Index;
            (string _, List<string> values, HashSet<string> shown) = _axes[longest];
            int keep = Math.Max(1, (shown.Count + 1) / 2);
            IEnumerable<string> kept = Enumerable
                .Range(0, keep)
                .Select(i =>
                    values[keep == 1 ? 0 : (int)Math.Round(i * (values.Count - 1.0) / (keep - 1))]
                )
                .ToList();
            shown.IntersectWith(kept);
            shown.UnionWith(kept);
        }
    }

    private string Left(int rows)
    {
        if (rows == _table.Points.Count)
        {
            return "";
        }

        IEnumerable<string> axes = _axes
            .Where(a => a.Shown.Count < a.Values.Count)
            .Select(a =>
                $"{a.Shown.Count} of {a.Values.Count} values of {PointNames.Words(a.Key)}"
            );
        return FormattableString.Invariant(
            $"({rows} of {_table.Points.Count:N0} points: {string.Join(", ", axes)}; all: {_table.File})"
        );
    }

    /// <summary>
    /// All axes, and of the other columns, the first first, as many as a line holds.
    /// </summary>
    private Table Fitted(Study study, List<SummaryPoint> points)
    {
        List<Column> axes = Axes(MostLetters);
        for (int letters = MostLetters; Width(axes) > TextRenderer.Width; letters--)
        {
            if (letters < FewestLetters)
            {
                break;
            }

            axes = Axes(letters);
        }

        List<Column> outputs =
        [
            .. study
                .Outputs.Where(o => o.Paired)
                .Take(MostOutputs)
                .Select(o => new Column(o.Title, p => Median(p, o))),
        ];
        // What matters most stays longest.
        List<Column> columns =
        [
            .. axes,
            .. outputs.Take(1),
            new("boots", p => Percent(p.Boots(Side.Cma))),
            .. outputs.Skip(1),
            new("all in CMA", p => Percent(p.CmaSuccess)),
        ];
        while (columns.Count > axes.Count && Width(columns) > TextRenderer.Width)
        {
            columns.RemoveAt(columns.Count - 1);
        }

        return new Table(
            [.. columns.Select(c => c.Header)],
            [.. points.Select(p => columns.Select(c => c.Cell(p)).ToArray())]
        );

        int Width(List<Column> of) =>
            of.Sum(c => 1 + points.Select(p => c.Cell(p).Length).Append(c.Header.Length).Max()) - 1;

        List<Column> Axes(int letters) =>
            [
                .. _axes.Select(a => new Column(
                    UserText.Shorten(PointNames.Words(a.Key), letters),
                    p => UserText.Shorten(p.Text(a.Key), letters)
                )),
            ];
    }

    private static string Percent(double share) =>
        FormattableString.Invariant($"{100 * share:0.#} %");

    /// <summary>Empty where no run has a value.</summary>
    private static string Median(SummaryPoint point, SummaryQuantity quantity)
    {
        double median = point[quantity.Outcome].Median;
        return double.IsNaN(median) ? ""
            : quantity.Kind == SummaryKind.Ratio
                ? Numbers.Ratio(new Interval(median, median, median))
            : Numbers.Short(median);
    }

    private sealed record Column(string Header, Func<SummaryPoint, string> Cell);
}
