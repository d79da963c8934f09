using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration;

/// <summary>
/// Fits the model's cache law to a sweep of cyclic copies. Copying N pages over and over touches each page again after 2 N touches,
/// so x = 2 N / (share x pages of the cache), the cached fraction is p = P(Poisson(W x) &lt; W) (<see cref="Model.Caches.HitLaw"/>), and
/// a page costs miss - (miss - hit) p. W and share are searched; miss and hit are then least squares of the relative error.
/// </summary>
internal sealed record CacheFit(
    double Share,
    int Ways,
    double HitSeconds,
    double MissSeconds,
    double ResidualPercent
)
{
    private static readonly int[] AllWays = [1, 2, 4, 8, 16];
    private static readonly double[] Shares =
    [
        .. Enumerable.Range(0, 190).Select(i => 0.1 * Math.Pow(1.02, i)),
    ];

    /// <summary>Fewer sizes than this leave nothing to tell shares and ways apart.</summary>
    public const int LeastPoints = 5;

    /// <summary>A cache whose copies are not at least so much cheaper cannot be seen.</summary>
    private const double LeastGain = 1.1;

    /// <summary>The best fit to (pages copied, seconds a page); null where the sweep shows no cache.</summary>
    public static CacheFit? Of(
        IReadOnlyList<(PageCount Pages, double Seconds)> sweep,
        ByteSize cache,
        int? ways = null
    )
    {
        if (sweep.Count < LeastPoints)
        {
            return null;
        }

        CacheFit? best = null;
        foreach (int w in ways is { } one ? [one] : AllWays)
        {
            CacheFit? coarse = Best(Shares, share => At(sweep, cache, share, w));
            CacheFit? fine = coarse is null
                ? null
                : Best(
                    Enumerable.Range(-20, 41).Select(i => coarse.Share * (1 + i * 0.001)),
                    share => At(sweep, cache, share, w)
                );
            if (fine is not null && (best is null || fine.ResidualPercent < best.ResidualPercent))
            {
                best = fine;
            }
        }

        return best;
    }

    /// <summary>5 and 95 % of the share over resampled rounds, at these ways; rounds[r] is one sweep.</summary>
    public Interval ShareRange(
        IReadOnlyList<IReadOnlyList<double>> secondsByPoint,
        IReadOnlyList<PageCount> pages,
        ByteSize cache,
        int resamples
    )
    {
        var stream = new Model.Sampling.RandomStream(1, 0, "calibrate:bootstrap");
        var shares = new List<double>();
        for (int i = 0; i < resamples; i++)
        {
            var sweep = new List<(PageCount, double)>();
            for (int p = 0; p < pages.Count; p++)
            {
                IReadOnlyList<double> all = secondsByPoint[p];
                double[] drawn = new double[all.Count];
                for (int k = 0; k < drawn.Length; k++)
                {
                    drawn[k] = all[(int)(stream.NextUniform() * all.Count)];
                }

                sweep.Add((pages[p], Interval.Of(drawn).Median));
            }

            shares.Add(Of(sweep, cache, Ways)?.Share ?? Share);
        }

        return Interval.Of(shares);
    }

    /// <summary>Seconds a page in a cyclic copy of so many pages.</summary>
    public double SecondsAt(PageCount pages, ByteSize cache) =>
        Seconds(pages, Share * cache.Bytes / PageCount.PageBytes, Ways, HitSeconds, MissSeconds);

    /// <summary>P(Poisson(W x) &lt; W).</summary>
    internal static double CachedFraction(double x, int ways)
    {
        double mean = ways * x;
        double term = Math.Exp(-mean);
        double sum = term;
        for (int k = 1; k < ways; k++)
        {
            term *= mean / k;
            sum += term;
        }

        return sum;
    }

    private static CacheFit? Best(IEnumerable<double> shares, Func<double, CacheFit?> fit) =>
        shares.Select(fit).Where(f => f is not null).MinBy(f => f!.ResidualPercent);

    private static CacheFit? At(
        IReadOnlyList<(PageCount Pages, double Seconds)> sweep,
        ByteSize cache,
        double share,
        int ways
    )
    {
        double capacity = share * cache.Bytes / PageCount.PageBytes;
        double hh = 0;
        double hm = 0;
        double mm = 0;
        double h = 0;
        double m = 0;
        foreach ((PageCount pages, double seconds) in sweep)
        {
            double cached = CachedFraction(2 * pages.Pages / capacity, ways) / seconds;
            double missed = 1 / seconds - cached;
            hh += cached * cached;
            hm += cached * missed;
            mm += missed * missed;
            h += cached;
            m += missed;
        }

        double determinant = hh * mm - hm * hm;
        if (determinant <= 1e-9 * hh * mm)
        {
            return null;
        }

        double hit = (h * mm - m * hm) / determinant;
        double miss = (m * hh - h * hm) / determinant;
        if (hit <= 0 || miss < hit * LeastGain)
        {
            return null;
        }

        double squares = sweep.Sum(s =>
        {
            double error = Seconds(s.Pages, capacity, ways, hit, miss) / s.Seconds - 1;
            return error * error;
        });
        return new CacheFit(share, ways, hit, miss, 100 * Math.Sqrt(squares / sweep.Count));
    }

    private static double Seconds(
        PageCount pages,
        double capacityPages,
        int ways,
        double hit,
        double miss
    ) => miss - (miss - hit) * CachedFraction(2 * pages.Pages / capacityPages, ways);
}
