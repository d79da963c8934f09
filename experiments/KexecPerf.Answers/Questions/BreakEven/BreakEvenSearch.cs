using System.Globalization;
using MathNet.Numerics.RootFinding;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>
/// Where along an axis the saved share passes a threshold: looked at on a logarithmic grid, then closed in on between neighbours on
/// either side of it (Brent; bisection of whole numbers). The draws are the same everywhere, so the share is a function of the axis
/// alone and has a root. The interval of a
/// crossing is that of the values at which the threshold lies inside the share's interval. Two crossings between neighbours of the grid
/// are not seen. Where a few replications all lie on one side of the threshold there is no need of more.
/// </summary>
internal sealed class BreakEvenSearch
{
    private const int GridPoints = 9;

    /// <summary>A crossing is found this closely, relative to its value, and the ends of its interval twice as roughly.</summary>
    private const double Closeness = 0.005;

    private const int MostSteps = 50;

    private readonly BreakEvenAxis _axis;
    private readonly Func<double, SavedShare?> _share;
    private readonly Func<double, SavedShare?> _few;
    private readonly double _threshold;
    private readonly Dictionary<double, SavedShare> _all = [];

    /// <summary>All values looked at; by all replications where a few did not do.</summary>
    private readonly SortedDictionary<double, SavedShare> _seen = [];

    /// <param name="axis">What is moved.</param>
    /// <param name="share">The share at a value; null where no replication of both sides ends.</param>
    /// <param name="few">The same from a few of the replications, with their least and greatest.</param>
    /// <param name="threshold">Percent.</param>
    public BreakEvenSearch(
        BreakEvenAxis axis,
        Func<double, SavedShare?> share,
        Func<double, SavedShare?> few,
        double threshold
    )
    {
        _axis = axis;
        _share = share;
        _few = few;
        _threshold = threshold;
        double[] all = Grid();
        double[] grid = [.. all.Where(Ends)];
        (From, To) = (grid[0], grid[^1]);
        EndsBefore = all.Where(x => x > To).Select(x => (double?)x).FirstOrDefault();
        MattersAtFrom = Matters(grid[0], s => s.Median);
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

    /// <summary>The least value looked at where anything ends.</summary>
    public double From { get; }

    /// <summary>The greatest.</summary>
    public double To { get; }

    /// <summary>The first value behind it, where nothing does.</summary>
    public double? EndsBefore { get; }

    /// <summary>Every crossing, ascending.</summary>
    public IReadOnlyList<Crossing> Found { get; }

    /// <summary>Whether CMA matters at the least value.</summary>
    public bool MattersAtFrom { get; }

    /// <summary>
    /// The value with the greatest share, of those looked at; from all replications where the
    /// reason rests on it, since nothing crosses.
    /// </summary>
    public (double X, SavedShare Share) Most =>
        Told(_seen.MaxBy(s => s.Value.Median), isReason: !MattersAtFrom);

    /// <summary>The same with the least share.</summary>
    public (double X, SavedShare Share) Least =>
        Told(_seen.MinBy(s => s.Value.Median), isReason: MattersAtFrom);

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
        if (!_all.TryGetValue(x, out SavedShare share))
        {
            // Between two values that have one: nothing is saved where nothing ends.
            SavedShare? found = _share(x);
            _all.Add(x, share = found ?? default);
            if (found is not null)
            {
                _seen[x] = share;
            }
        }

        return share;
    }

    /// <summary>Whether a few replications, or all, end at a value.</summary>
    private bool Ends(double x)
    {
        if (!_seen.ContainsKey(x) && _few(x) is { } share)
        {
            _seen.Add(x, share);
        }

        return _seen.ContainsKey(x);
    }

    private (double, SavedShare) Told(KeyValuePair<double, SavedShare> seen, bool isReason) =>
        (seen.Key, isReason && Found.Count == 0 ? At(seen.Key) : seen.Value);

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

        // Where a few replications told of the wrong side there is no root: it is next to that end.
        double value = rises ? above : below;
        if (
            !_axis.IsWhole
            && above / below > 1 + closeness
            && Brent.TryFindRoot(
                x => of(At(Math.Exp(x))) - _threshold,
                Math.Log(below),
                Math.Log(above),
                closeness,
                MostSteps,
                out double root
            )
        )
        {
            value = Rough(Math.Exp(root), "G4");
        }

        return new Crossing(value, null, null, rises);
    }

    private bool Matters(double x, Func<SavedShare, double> of)
    {
        SavedShare share = Ends(x) ? _seen[x] : At(x);
        bool isClear = share.Interval.Low >= _threshold || share.Interval.High < _threshold;
        return of(isClear ? share : At(x)) >= _threshold;
    }

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
