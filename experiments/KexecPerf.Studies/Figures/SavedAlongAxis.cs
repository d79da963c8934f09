using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// What CMA placement saves in any study that has an axis of numbers: a line a value of a second
/// axis, a panel a combination of all others, every point with its range.
/// </summary>
internal sealed class SavedAlongAxis
{
    /// <summary>Panels of one page: more are no picture that is seen at once.</summary>
    public const int PanelsAPage = 12;

    private const float Height = 280;

    /// <summary>Of a name in the legend, which may stand on narrow paper.</summary>
    private const int MostLetters = 36;

    private const int MostBeside = 3;

    /// <summary>A range over this ratio has a logarithmic axis.</summary>
    private const double Decade = 10;

    /// <summary>Points of one line, above which bars are as dense as a band.</summary>
    private const int MostBars = 40;

    /// <summary>Between lines at one value, a share of the axis.</summary>
    private const double MostShift = 0.012;

    /// <summary>Lines may lie on each other: the first has the largest markers.</summary>
    private const float Nested = 2;

    private readonly SummaryTable _table;
    private readonly StudyAxes _axes;
    private readonly AxisAlong _along;
    private readonly List<SideStyle> _styles;
    private readonly List<string> _colors;
    private readonly LogScale? _log;
    private readonly (double Low, double High) _linear;

    public SavedAlongAxis(SummaryTable table, StudyAxes axes)
    {
        _table = table;
        _axes = axes;
        _along = new AxisAlong(table, axes.Along);
        _colors = [.. table.Points.Select(Color).Distinct()];
        var machines = new MachineStyles(table.Points);
        _styles =
        [
            .. _colors.Select(
                (name, n) =>
                    (
                        axes.Color == ScenarioKeys.Machine.FileKey
                            ? machines[name]
                            : SeriesStyles.Series(n, name)
                    ) with
                    {
                        Size = Lines.MarkerSize + (Nested * (_colors.Count - 1 - n)),
                    }
            ),
        ];
        List<Interval> saved =
        [
            .. table.Points.Select(p => p[OutcomeName.Saved]).Where(i => !double.IsNaN(i.Median)),
        ];
        (double low, double high) = LogAxis.Range(saved);
        _log =
            high / low >= Decade && saved.TrueForAll(i => i.Median >= 0)
                ? LogScale.Of(saved.Select(i => i.Median), low, high)
                : null;
        _linear = saved.Count == 0 ? (0, 1) : (saved.Min(i => i.Low), saved.Max(i => i.High));
    }

    /// <summary>Pages that hold all panels.</summary>
    public int Pages => (Groups().Count + PanelsAPage - 1) / PanelsAPage;

    /// <summary>One page, from 0.</summary>
    public Figure Draw(int page)
    {
        List<IGrouping<string, SummaryPoint>> all = Groups();
        List<IGrouping<string, SummaryPoint>> groups =
        [
            .. all.Skip(page * PanelsAPage).Take(PanelsAPage),
        ];
        int beside = Beside(all);
        string of = Pages > 1 ? $", page {page + 1} of {Pages}" : "";
        SummaryPoint[] points = [.. groups.SelectMany(g => g)];
        return new Figure(
            $"Saved by CMA placement by {PointNames.Words(_axes.Along)} (90 % of outcomes){of}",
            _axes.Color is null
                ? []
                :
                [
                    .. _styles.Select(s =>
                        (s with { Name = UserText.Shorten(s.Name, MostLetters) }).LegendLine()
                    ),
                ],
            Panels.Rows([.. groups.Select(g => Panel(g, beside))], beside, Height),
            FigureData.Of(points, [.. Columns(), .. OutcomeName.Saved.Quantiles])
        )
        {
            Notes = [.. Notes(points)],
        };
    }

    private IEnumerable<string> Columns() =>
        _table
            .Axes.SelectMany(a => (string?[])[a, StudyAxes.Companion(_table, a)])
            .OfType<string>();

    private List<IGrouping<string, SummaryPoint>> Groups() =>
        [
            .. _table.Points.GroupBy(p =>
                string.Join(", ", _axes.Panels.Select(a => PointNames.Named(p, a)))
            ),
        ];

    private string Color(SummaryPoint p) =>
        _axes.Color is { } axis ? PointNames.Named(p, axis) : "";

    private Plot Panel(IGrouping<string, SummaryPoint> group, int beside)
    {
        float width = (float)Style.Width / beside;
        PixelPadding padding = Panels.Padding;
        Plot plot = Style.Panel(group.Key);
        double shift = Math.Min(
            MostShift * _along.Span,
            0.5 * _along.Step / Math.Max(1, _colors.Count)
        );
        foreach (IGrouping<string, SummaryPoint> line in group.GroupBy(Color))
        {
            int n = _colors.IndexOf(line.Key);
            double by = _colors.Count == 1 ? 0 : shift * (n - ((_colors.Count - 1) / 2.0));
            IEnumerable<(double, Interval)> places = line.Where(p =>
                    !double.IsNaN(p[OutcomeName.Saved].Median)
                )
                .Select(p =>
                    (
                        _along.At(StudyAxes.Number(_table, p, _axes.Along)) + by,
                        _log?.At(p[OutcomeName.Saved]) ?? p[OutcomeName.Saved]
                    )
                );
            if (_colors.Count == 1 || _along.Count > MostBars)
            {
                Lines.AddBand(plot, _styles[n], places);
            }
            else
            {
                Lines.AddBars(plot, _styles[n], places);
            }
        }

        _along.Set(plot.Axes.Bottom, width - padding.Left - padding.Right);
        SetVertical(plot.Axes.Left);
        return Panels.Named(
            plot,
            PointNames.Words(_axes.Along),
            _log is null ? "saved of downtime, ms" : "saved of downtime"
        );
    }

    private void SetVertical(IAxis axis)
    {
        if (_log is { } log)
        {
            log.Set(axis, LogUnit.Milliseconds, 6);
            return;
        }

        double room = Math.Max(0.05 * (_linear.High - _linear.Low), 1e-6);
        axis.Min = Math.Min(0, _linear.Low) - room;
        axis.Max = _linear.High + room;
        axis.TickGenerator = new NumericAutomatic
        {
            TargetTickCount = 6,
            LabelFormatter = x => x.ToString("0.#####"),
        };
    }

    /// <summary>Panels beside each other, as many as have room for their titles.</summary>
    private static int Beside(List<IGrouping<string, SummaryPoint>> groups)
    {
        // Titles are bold, and in the middle of the data, not of the panel.
        double title = 1.15 * CategoryAxis.Width(groups.Select(g => g.Key));
        double aside = Panels.Padding.Left - Panels.Padding.Right;
        int most = groups.Count > 4 ? MostBeside : Math.Min(Panels.Pair, groups.Count);
        return (int)Math.Clamp(Style.Width / (title + aside), 1, most);
    }

    private IEnumerable<string> Notes(IReadOnlyList<SummaryPoint> points)
    {
        List<Interval> saved = [.. points.Select(p => p[OutcomeName.Saved])];
        int none = saved.Count(i => double.IsNaN(i.Median));
        if (none > 0)
        {
            yield return $"{none} of {saved.Count} points have no value, since no run has both "
                + "sides' times: a load fails, or a kexec does not end.";
        }

        foreach (string note in _log?.Notes(saved, LogUnit.Milliseconds) ?? [])
        {
            yield return note;
        }
    }
}
