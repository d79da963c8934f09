using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Caches;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Calibration;

public class CacheFitTests
{
    private static readonly ByteSize Cache = ByteSize.FromMiB(32);
    private static readonly double[] Sizes = [0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 4, 8];

    public static TheoryData<double, int> Caches { get; } =
        new()
        {
            { 0.3, 4 },
            { 0.8, 1 },
            { 1, 2 },
            { 1, 8 },
            { 1.25, 4 },
            { 1.5, 16 },
        };

    [Theory]
    [MemberData(nameof(Caches))]
    public void Share_and_ways_are_found_again_in_what_the_law_gives(double share, int ways)
    {
        CacheFit fit = CacheFit.Of(Sweep(share, ways, noise: 0), Cache)!;
        Assert.Equal(ways, fit.Ways);
        Assert.InRange(fit.Share, share * 0.97, share * 1.03);
        Assert.InRange(fit.HitSeconds, 130e-9, 140e-9);
        Assert.InRange(fit.MissSeconds, 285e-9, 295e-9);
        Assert.True(fit.ResidualPercent < 1);
    }

    [Theory]
    [MemberData(nameof(Caches))]
    public void Noise_of_three_percent_moves_the_share_by_less_than_a_third(double share, int ways)
    {
        CacheFit fit = CacheFit.Of(Sweep(share, ways, noise: 0.03), Cache, ways)!;
        Assert.InRange(fit.Share, share * 0.67, share * 1.5);
    }

    [Fact]
    public void A_sweep_without_a_step_shows_no_cache() =>
        Assert.Null(CacheFit.Of([.. Sizes.Select(s => (Pages(s), 290e-9))], Cache));

    [Fact]
    public void Four_sizes_are_too_few() =>
        Assert.Null(CacheFit.Of([.. Sweep(1, 4, noise: 0).Take(4)], Cache));

    [Fact]
    public void The_range_of_the_share_holds_it()
    {
        var points = Sweep(1, 4, noise: 0);
        CacheFit fit = CacheFit.Of(points, Cache)!;
        var random = new Random(3);
        Interval range = fit.ShareRange(
            [
                .. points.Select(p =>
                    (IReadOnlyList<double>)
                        [
                            .. Enumerable
                                .Range(0, 15)
                                .Select(_ => p.Seconds * (0.9 + 0.2 * random.NextDouble())),
                        ]
                ),
            ],
            [.. points.Select(p => p.Pages)],
            Cache,
            resamples: 40
        );
        Assert.InRange(1, range.Low, range.High);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void The_law_fitted_is_the_model_s(int ways)
    {
        long[] steps = HitLaw.Thresholds(ways, 1_000_000);
        for (int k = 0; k < HitLaw.Levels; k++)
        {
            double expected = 1 - (k + 0.5) / HitLaw.Levels;
            Assert.Equal(expected, CacheFit.CachedFraction(steps[k] / 1e6, ways), 1e-4);
        }
    }

    private static PageCount Pages(double caches) =>
        new((long)(caches * Cache.Bytes / PageCount.PageBytes));

    private static List<(PageCount Pages, double Seconds)> Sweep(
        double share,
        int ways,
        double noise
    )
    {
        var truth = new CacheFit(share, ways, 135e-9, 290e-9, 0);
        var random = new Random(7);
        return
        [
            .. Sizes.Select(s =>
                (
                    Pages(s),
                    truth.SecondsAt(Pages(s), Cache) * (1 + noise * (2 * random.NextDouble() - 1))
                )
            ),
        ];
    }
}
