using CsCheck;
using KexecPerf.Model.Caches;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Caches;

/// <summary>The bench machine's cache: 8192 pages, 4 ways.</summary>
public static class LastLevelCacheStateTests
{
    [Fact]
    public static void A_page_never_touched_is_not_cached() => Assert.Equal(0, New().Level(5));

    [Fact]
    public static void A_page_just_touched_is_all_cached_and_its_neighbours_are_not()
    {
        LastLevelCacheState cache = New();
        cache.Touch(5);
        Assert.Equal(16, cache.Level(5));
        Assert.Equal(0, cache.Level(4));
        Assert.Equal(0, cache.Level(6));
    }

    [Fact]
    public static void After_a_flush_nothing_is_cached_and_touching_works_again()
    {
        LastLevelCacheState cache = New();
        cache.Touch(5);
        cache.Flush();
        Assert.Equal(0, cache.Level(5));
        cache.Touch(5);
        Assert.Equal(16, cache.Level(5));
    }

    /// <summary>Level by level against the law, at every age up to 2.5 capacities.</summary>
    [Fact]
    public static void A_page_ages_by_the_law_with_what_is_touched_after_it()
    {
        LastLevelCacheState cache = New();
        cache.Touch(0);
        for (int age = 0; age < 20_000; age++)
        {
            Assert.Equal(PoissonLaw.Level(4, age / 8192.0), cache.Level(0));
            cache.TouchOthers(1);
        }

        Assert.Equal(0, cache.Level(0));
    }

    [Fact]
    public static void Touching_others_and_touching_pages_age_alike() =>
        Gen.Int[0, 9_000]
            .Sample(
                n =>
                {
                    LastLevelCacheState one = New();
                    LastLevelCacheState other = New();
                    one.Touch(0);
                    other.Touch(0);
                    one.TouchOthers(n);
                    for (int i = 1; i <= n; i++)
                    {
                        other.Touch(i);
                    }

                    Assert.Equal(other.Level(0), one.Level(0));
                },
                iter: 30
            );

    /// <summary>4.096 GB/s is a page a microsecond.</summary>
    [Fact]
    public static void Time_ages_by_the_rate_of_other_work()
    {
        ByteRate rate = ByteRate.Parse("4.096 GB/s");
        foreach (int microseconds in (int[])[0, 1, 2_000, 5_000, 8_192, 12_000, 17_000, 30_000])
        {
            LastLevelCacheState cache = New();
            cache.Touch(0);
            cache.Age(rate, SimTime.FromMicroseconds(microseconds));
            Assert.Equal(PoissonLaw.Level(4, microseconds / 8192.0), cache.Level(0));
        }
    }

    [Fact]
    public static void A_year_at_any_rate_leaves_nothing_and_overflows_nothing()
    {
        LastLevelCacheState cache = New();
        cache.Touch(0);
        cache.Age(new ByteRate(long.MaxValue), new SimTime(long.MaxValue));
        Assert.Equal(0, cache.Level(0));
        cache.Touch(0);
        Assert.Equal(16, cache.Level(0));
    }

    [Fact]
    public static void A_share_of_the_cache_is_a_smaller_cache()
    {
        MachineProfile half = Bench.X86.Set("cache.share", "50%");
        LastLevelCacheState cache = new(new CacheLevels(MachineDraw.Medians(half)), 1);
        cache.Touch(0);
        cache.TouchOthers(4_096);
        Assert.Equal(PoissonLaw.Level(4, 1), cache.Level(0));
    }

    private static LastLevelCacheState New() =>
        new(new CacheLevels(MachineDraw.Medians(Bench.X86)), 10_000);
}
