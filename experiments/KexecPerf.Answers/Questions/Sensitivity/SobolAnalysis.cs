using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>
/// Sobol indices of a function of independent factors, each uniform in [0, 1). Two quasi-random matrices A and B of N rows, and for each
/// factor i the matrix A_B(i), A with column i of B, give, each over the variance of f, the total order
/// T(i) = mean of (f(A) - f(A_B(i)))^2 / 2 (Jansen 1999, Computer Physics Communications 117) and the first order, with f centred,
/// S(i) = mean of f(B) (f(A_B(i)) - f(A)) (Saltelli et al. 2010, Computer Physics Communications 181, table 2 b), or where T(i) is above
/// 1/2 S(i) = 1 - mean of (f(B) - f(A_B(i)))^2 / 2 (Jansen), which errs less for the factors that dominate.
/// </summary>
/// <remarks>
/// Intervals are bootstrapped over rows, as if these were independent; quasi-random rows err less than that, so they are rather too wide.
/// A factor whose redraws change nothing in the first <see cref="Screened"/> rows is not evaluated further and gets 0; one that matters
/// in 2 % of rows is overlooked so with probability 0.98^256 = 0.6 %.
/// </remarks>
internal sealed class SobolAnalysis
{
    /// <summary>Rows that decide whether a factor has any effect.</summary>
    public const int Screened = 256;

    private const int Redraws = 1000;

    private readonly double[] _a;
    private readonly double[] _b;

    /// <summary>By factor; null for those without effect.</summary>
    private readonly double[]?[] _mixed;

    private SobolAnalysis(int factors, int rows)
    {
        _a = new double[rows];
        _b = new double[rows];
        _mixed = new double[factors][];
    }

    /// <summary>One index for each factor; null where the function does not vary.</summary>
    public IReadOnlyList<SobolIndex>? Indices { get; private set; }

    /// <summary>Rows of a matrix.</summary>
    public int Rows => _a.Length;

    /// <summary>How often the function was evaluated.</summary>
    public long Evaluations { get; private set; }

    /// <summary>Evaluates the function, from several threads, and estimates.</summary>
    /// <param name="function">Of the factors' coordinates.</param>
    /// <param name="factors">How many.</param>
    /// <param name="rows">Base samples N; a power of 2 is best.</param>
    /// <param name="seed">Decides points and redraws.</param>
    /// <param name="work">What it is part of.</param>
    public static SobolAnalysis Run(
        Func<double[], double> function,
        int factors,
        int rows,
        ulong seed,
        Work work
    )
    {
        var analysis = new SobolAnalysis(factors, rows);
        for (int i = 0; i < factors; i++)
        {
            analysis._mixed[i] = new double[rows];
        }

        var sequence = new LatticeSequence(2 * factors, seed);
        int screened = Math.Min(Screened, rows);
        work.Part(
            screened / (double)rows,
            () => analysis.Evaluate(function, sequence, 0, screened, work)
        );
        for (int i = 0; i < factors; i++)
        {
            double[] mixed = analysis._mixed[i]!;
            if (analysis._a.AsSpan(0, screened).SequenceEqual(mixed.AsSpan(0, screened)))
            {
                analysis._mixed[i] = null;
            }
        }

        analysis.Evaluate(function, sequence, screened, rows, work);
        analysis.Indices = analysis.Estimate(seed);
        return analysis;
    }

    private long Evaluate(
        Func<double[], double> function,
        LatticeSequence sequence,
        int from,
        int to,
        Work work
    )
    {
        int factors = _mixed.Length;
        work.For(
            to - from,
            offset =>
            {
                int row = from + offset;
                double[] point = sequence.Point(row);
                double[] a = point[..factors];
                _a[row] = function(a);
                _b[row] = function(point[factors..]);
                for (int i = 0; i < factors; i++)
                {
                    if (_mixed[i] is { } mixed)
                    {
                        double[] other = [.. a];
                        other[i] = point[factors + i];
                        mixed[row] = function(other);
                    }
                }
            }
        );
        return Evaluations += (to - from) * (2L + _mixed.Count(m => m is not null));
    }

    private List<SobolIndex>? Estimate(ulong seed)
    {
        int[] active = [.. Enumerable.Range(0, _mixed.Length).Where(i => _mixed[i] is not null)];
        if (active.Length == 0)
        {
            return null;
        }

        var values = new double[2 * active.Length];
        int[] all = [.. Enumerable.Range(0, Rows)];
        var dominates = new bool[active.Length];
        Compute(all, values);
        for (int k = 0; k < active.Length; k++)
        {
            dominates[k] = values[(2 * k) + 1] > 0.5;
        }

        Compute(all, values);
        ConfidenceInterval[] intervals = Bootstrap.Intervals(
            Rows,
            values.Length,
            Compute,
            seed,
            Redraws
        );
        return
        [
            .. Enumerable
                .Range(0, _mixed.Length)
                .Select(i => Array.IndexOf(active, i))
                .Select(k =>
                    k < 0
                        ? SobolIndex.None
                        : new SobolIndex(
                            values[2 * k],
                            intervals[2 * k],
                            values[(2 * k) + 1],
                            intervals[(2 * k) + 1],
                            HasEffect: true
                        )
                ),
        ];

        void Compute(ReadOnlySpan<int> rows, Span<double> results) =>
            this.Compute(active, dominates, rows, results);
    }

    /// <summary>First and total order of each active factor from some rows; the truth lies in [0, 1], so estimates are cut there.</summary>
    private void Compute(
        int[] active,
        bool[] dominates,
        ReadOnlySpan<int> rows,
        Span<double> results
    )
    {
        (double mean, double variance) = Moments(rows);
        for (int k = 0; k < active.Length; k++)
        {
            double[] mixed = _mixed[active[k]]!;
            double product = 0;
            double rest = 0;
            double total = 0;
            foreach (int r in rows)
            {
                double change = mixed[r] - _a[r];
                double other = mixed[r] - _b[r];
                product += (_b[r] - mean) * change;
                rest += other * other;
                total += change * change;
            }

            results[2 * k] = dominates[k]
                ? 1 - Share(rest / rows.Length / 2, variance)
                : Share(product / rows.Length, variance);
            results[(2 * k) + 1] = Share(total / rows.Length / 2, variance);
        }
    }

    private (double Mean, double Variance) Moments(ReadOnlySpan<int> rows)
    {
        double sum = 0;
        foreach (int r in rows)
        {
            sum += _a[r] + _b[r];
        }

        double mean = sum / (2 * rows.Length);
        double squares = 0;
        foreach (int r in rows)
        {
            squares += ((_a[r] - mean) * (_a[r] - mean)) + ((_b[r] - mean) * (_b[r] - mean));
        }

        return (mean, squares / (2 * rows.Length));
    }

    private static double Share(double part, double variance) =>
        variance > 0 ? Math.Clamp(part / variance, 0, 1) : 0;
}
