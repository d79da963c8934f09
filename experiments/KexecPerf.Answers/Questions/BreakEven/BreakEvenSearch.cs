using System.Globalization;
using MathNet.Numerics.RootFinding;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>
/// Where along an axis the saved share passes a threshold: looked at on a logarithmic grid, then closed in on between neighbours on
/// either side of it (Brent; bisection of whole numbers). The draws are the same everywhere, so the share is a function of the axis
/// alone and has a root. The interval of a
/// crossing is that of the values at which the threshold lies inside the share's interval. Two crossings between neighbours of the grid
/// are not seen.
/// </summary>
internal sealed class BreakEvenSearch
{
    private const int GridPoints = 9;

    /// <summary>A crossing is found this closely, relative to its value, and the ends of its interval twice as roughly.</summary>
    private const double Closeness = 0.005;

    private const int MostSteps = 50;

    private readonly BreakEvenAxis _axis;
    private readonly Func<double, SavedShare> _share;
    private readonly double _threshold;
    private readonly SortedDictionary<double, SavedShare> _seen = [];

    public BreakEvenSearch(BreakEvenAxis axis, Func<double, SavedShare> share, double threshold)
    {
        _axis = axis;
        _share = share;
        _threshold = threshold;
        double[] grid = Grid();
        foreach (double x in grid)
        {
            At(x);
        }

        AtFrom = At(grid[0]);
        List<Crossing> crossings = Crossings(grid, s => s.Median, Closeness);
        List<Crossing> low = Crossings([.. _seen.Keys], s => s.Interval.Low, 2 * Closeness);
        List<Crossing> high = Crossings([.. _seen.Keys], s => s.Interval.High, 2 * Closeness);
        Found =
        [
            .. crossings.Select(c =>
            {
                double? one = Nearest(low, c);
                double? other = Nearest(high, c);
                return c with { Low = Min(one, other), High = Max(one, other) };
            }),
        ];
    }

    /// <summary>Every crossing, ascending.</summary>
    public IReadOnlyList<Crossing> Found { get; }

    /// <summary>The share at the least value.</summary>
    public SavedShare AtFrom { get; }

    /// <summary>Whether CMA matters at the least value.</summary>
    public bool MattersAtFrom => AtFrom.Median >= _threshold;

    /// <summary>The value with the greatest share, of those looked at.</summary>
    public (double X, SavedShare Share) Most =>
        _seen.Select(s => (s.Key, s.Value)).MaxBy(s => s.Value.Median);

    /// <summary>The value with the least share, of those looked at.</summary>
    public (double X, SavedShare Share) Least =>
        _seen.Select(s => (s.Key, s.Value)).MinBy(s => s.Value.Median);

    private double[] Grid()
    {
        double step = Math.Pow(_axis.To / _axis.From, 1.0 / (GridPoints - 1));
        return
        [
            .. Enumerable
                .Range(1, GridPoints - 2)
                .Select(i => Whole(Rough(_axis.From * Math.Pow(step, i), "G3")))
                .Concat([_axis.From, _axis.Here, .. _axis.Jump, _axis.To])
                .Where(x => x >= _axis.From && x <= _axis.To)
                .Distinct()
                .Order(),
        ];
    }

    private SavedShare At(double x)
    {
        if (!_seen.TryGetValue(x, out SavedShare share))
        {
            _seen.Add(x, share = _share(x));
        }

        return share;
    }

    private List<Crossing> Crossings(double[] grid, Func<SavedShare, double> of, double closeness)
    {
        var found = new List<Crossing>();
        for (int i = 1; i < grid.Length; i++)
        {
            if (Matters(grid[i - 1], of) != Matters(grid[i], of))
            {
                found.Add(Between(grid[i - 1], grid[i], of, closeness));
            }
        }

        return found;
    }

    private Crossing Between(
        double below,
        double above,
        Func<SavedShare, double> of,
        double closeness
    )
    {
        bool rises = Matters(above, of);
        while (_axis.IsWhole && above - below > 1)
        {
            double middle = Math.Round(Math.Sqrt(below * above));
            (below, above) = Matters(middle, of) == rises ? (below, middle) : (middle, above);
        }

        double value = rises ? above : below;
        if (!_axis.IsWhole && above / below > 1 + closeness)
        {
            Brent.TryFindRoot(
                x => of(At(Math.Exp(x))) - _threshold,
                Math.Log(below),
                Math.Log(above),
                closeness,
                MostSteps,
                out double root
            );
            value = Rough(Math.Exp(root), "G4");
        }

        return new Crossing(value, null, null, rises);
    }

    private bool Matters(double x, Func<SavedShare, double> of) => of(At(x)) >= _threshold;

    private double Whole(double x) => _axis.IsWhole ? Math.Round(x) : x;

    /// <summary>A few digits, as many as mean something, so that they are the same on every platform.</summary>
    private static double Rough(double x, string digits) =>
        double.Parse(
            x.ToString(digits, CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );

    private static double? Nearest(List<Crossing> crossings, Crossing to) =>
        crossings
            .Where(c => c.Rises == to.Rises)
            .OrderBy(c => Math.Abs(Math.Log(c.Value / to.Value)))
            .FirstOrDefault()
            ?.Value;

    private static double? Min(double? a, double? b) =>
        a is null || b is null ? null : Math.Min(a.Value, b.Value);

    private static double? Max(double? a, double? b) =>
        a is null || b is null ? null : Math.Max(a.Value, b.Value);
}
