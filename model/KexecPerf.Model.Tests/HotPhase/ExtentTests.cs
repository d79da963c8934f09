using CsCheck;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>The closed forms of an extent against a page after the other.</summary>
public static class ExtentTests
{
    private static readonly Gen<Extent> AnyExtent =
        from pages in Gen.Long[1, 60]
        from cost in Gen.Long[0, 9]
        from firstCost in Gen.Long[0, 9]
        from runPages in Gen.Long[1, 20]
        from offset in Gen.Long[0, runPages - 1]
        select new Extent(pages, cost, firstCost, runPages, offset);

    [Fact]
    public static void The_first_page_of_each_run_costs_what_a_jump_costs()
    {
        var extent = new Extent(Pages: 7, Cost: 10, FirstCost: 25, RunPages: 3, Offset: 1);
        long[] ends = [.. Enumerable.Range(1, 7).Select(n => extent.TimeOf(n))];
        Assert.Equal([10, 20, 45, 55, 65, 90, 100], ends);
        Assert.Equal(100, extent.Time);
    }

    [Fact]
    public static void Times_are_the_sum_over_pages() =>
        AnyExtent.Sample(extent =>
        {
            long sum = 0;
            for (long page = 0; page < extent.Pages; page++)
            {
                bool first = (extent.Offset + page) % extent.RunPages == 0;
                sum += first ? extent.FirstCost : extent.Cost;
                Assert.Equal(sum, extent.TimeOf(page + 1));
            }
        });

    [Fact]
    public static void Done_are_the_pages_that_ended_strictly_before() =>
        Gen.Select(AnyExtent, Gen.Long[-2, 600])
            .Sample(
                (extent, time) =>
                {
                    long done = 0;
                    while (done < extent.Pages && extent.TimeOf(done + 1) < time)
                    {
                        done++;
                    }

                    Assert.Equal(done, extent.DoneBefore(time));
                }
            );

    /// <summary>The rule as it is written for pages of one cost while the extent is in flight.</summary>
    [Fact]
    public static void In_flight_it_is_the_rule_of_one_cost() =>
        Gen.Select(Gen.Long[1, 60], Gen.Long[1, 9], Gen.Long[0, 600])
            .Sample(
                (pages, cost, time) =>
                {
                    long t = Math.Min(time, pages * cost);
                    long rule = t <= 0 ? 0 : Math.Min(pages - 1, (t - 1) / cost);
                    Assert.Equal(rule, Extent.Of(pages, cost).DoneBefore(t));
                }
            );
}
