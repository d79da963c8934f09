using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// The horizontal axis of a figure of any study: the study's own values, logarithmic where these
/// have even ratios or span decades.
/// </summary>
internal sealed class AxisAlong
{
    private const double Decade = 10;

    /// <summary>Deviation of even distances, a share of the mean; values are rounded.</summary>
    private const double Even = 0.05;

    /// <summary>Of the range, at both ends.</summary>
    private const double Padding = 0.05;

    /// <summary>
    /// What a label and its gap may stand over the end of the axis, in units of the SVG.
    /// </summary>
    private const double Beyond = 22;

    private readonly List<(double Number, string Text)> _values;
    private readonly bool _isLog;
    private readonly double _zero;

    public AxisAlong(SummaryTable table, string axis)
    {
        bool bytes = StudyAxes.Companion(table, axis) == axis + "_bytes";
        _values =
        [
            .. table
                .Points.Select(p => (Number: StudyAxes.Number(table, p, axis), Text: p.Text(axis)))
                .DistinctBy(v => v.Number)
                .Select(v => (v.Number, bytes ? LogUnit.Bytes.Label(v.Number) : v.Text))
                .OrderBy(v => v.Number),
        ];
        double[] above = [.. _values.Select(v => v.Number).Where(x => x > 0)];
        bool isEven = IsEven([.. _values.Select(v => v.Number)]);
        _isLog =
            above.Length > 1
            && above.Length >= _values.Count - 1
            && _values[0].Number >= 0
            && !isEven
            && (
                above[^1] / above[0] >= Decade
                || (above.Length > 2 && IsEven([.. above.Select(Math.Log10)]))
            );
        // 0 one typical step below the least.
        _zero = _isLog
            ? Math.Log10(above[0])
                - ((Math.Log10(above[^1]) - Math.Log10(above[0])) / (above.Length - 1))
            : 0;
    }

    /// <summary>Least distance of two values, in places of the axis.</summary>
    public double Step =>
        _values.Zip(_values.Skip(1), (a, b) => At(b.Number) - At(a.Number)).DefaultIfEmpty(1).Min();

    /// <summary>From the first place to the last.</summary>
    public double Span => At(_values[^1].Number) - At(_values[0].Number);

    public int Count => _values.Count;

    /// <summary>Place of a number.</summary>
    public double At(double number) =>
        !_isLog ? number
        : number > 0 ? Math.Log10(number)
        : _zero;

    /// <summary>Ends, and a label at each value that has room for one.</summary>
    /// <param name="axis">Of a panel.</param>
    /// <param name="room">Length of the axis, in units of the SVG.</param>
    public void Set(IAxis axis, double room)
    {
        double padding = Padding * Span;
        axis.Min = At(_values[0].Number) - padding;
        axis.Max = At(_values[^1].Number) + padding;
        double scale = room / (axis.Max - axis.Min);
        var ticks = new NumericManual();
        double end = double.NegativeInfinity;
        foreach ((double number, string text) in _values)
        {
            double place = At(number) * scale;
            double half = CategoryAxis.Width([text]) / 2;
            bool fits = place + half <= (axis.Max * scale) + Beyond;
            if (fits && place - half >= end)
            {
                ticks.AddMajor(At(number), text);
                end = place + half;
            }
            else
            {
                ticks.AddMinor(At(number));
            }
        }

        axis.TickGenerator = ticks;
    }

    private static bool IsEven(double[] values)
    {
        if (values.Length < 3)
        {
            return false;
        }

        double step = (values[^1] - values[0]) / (values.Length - 1);
        return values
            .Zip(values.Skip(1), (a, b) => b - a)
            .All(d => Math.Abs(d - step) <= Even * step);
    }
}
