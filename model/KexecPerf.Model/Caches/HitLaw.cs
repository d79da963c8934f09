namespace KexecPerf.Model.Caches;

/// <summary>
/// The share of a page's lines that a set-associative cache of W ways still holds when the page was last touched
/// x capacities ago: P(Poisson(W x) &lt; W), the classic law of Smith (1978) and Hill and Smith (1989, IEEE ToC 38(12)) with
/// random placement of lines over sets. Sixteen steps, so that page copies fall into finitely many cost classes.
/// </summary>
public static class HitLaw
{
    /// <summary>Steps between nothing cached (level 0) and all cached (level 16).</summary>
    public const int Levels = 16;

    /// <summary>By ways: the distances, in capacities, at which the level falls from 16 to 15, ..., from 1 to 0: the law's value there is
    /// (k - 1/2)/16. Checked against the law in the tests.</summary>
    private static readonly Dictionary<int, double[]> Steps = new()
    {
        {
            1,
            [
                0.031749,
                0.098440,
                0.169899,
                0.246860,
                0.330242,
                0.421213,
                0.521297,
                0.632523,
                0.757686,
                0.900787,
                1.067841,
                1.268511,
                1.519826,
                1.856298,
                2.367124,
                3.465736,
            ]
        },
        {
            2,
            [
                0.136791,
                0.255813,
                0.350640,
                0.438002,
                0.523126,
                0.608836,
                0.697225,
                0.790255,
                0.890107,
                0.999549,
                1.122468,
                1.264867,
                1.437076,
                1.659709,
                1.985340,
                2.653735,
            ]
        },
        {
            4,
            [
                0.292575,
                0.425936,
                0.518205,
                0.596973,
                0.669712,
                0.739936,
                0.809861,
                0.881247,
                0.955800,
                1.035475,
                1.122849,
                1.221746,
                1.338602,
                1.486058,
                1.695973,
                2.111541,
            ]
        },
        {
            8,
            [
                0.451349,
                0.573122,
                0.651299,
                0.715285,
                0.772587,
                0.826555,
                0.879164,
                0.931866,
                0.985957,
                1.042820,
                1.104192,
                1.172564,
                1.252046,
                1.350600,
                1.488090,
                1.752671,
            ]
        },
        {
            16,
            [
                0.588378,
                0.688837,
                0.750574,
                0.799834,
                0.843117,
                0.883246,
                0.921833,
                0.960009,
                0.998738,
                1.038999,
                1.081975,
                1.129323,
                1.183723,
                1.250319,
                1.341825,
                1.514090,
            ]
        },
    };

    /// <summary>
    /// For a cache of <paramref name="capacityPages"/>: entry i is the number of page touches since a page's own last touch
    /// from which at most 15 - i sixteenths of it are cached. Not decreasing.
    /// </summary>
    public static long[] Thresholds(int ways, double capacityPages) =>
        [.. Steps[ways].Select(x => (long)(x * capacityPages) + 1)];
}
