using CsCheck;
using KexecPerf.Model.Caches;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Caches;

public static class CacheLevelsTests
{
    /// <summary>Caches of few pages, so that a step of the age often lands on a threshold.</summary>
    [Fact]
    public static void Pages_of_the_same_level_are_those_up_to_the_next_change() =>
        (
            from pages in Gen.Long[1, 60]
            from ways in Gen.OneOf(1, 2, 4, 8, 16)
            from age in Gen.Long[0, 150]
            from slope in Gen.Long[-1, 2]
            from count in Gen.Long[1, 80]
            select (pages, ways, age, slope, count)
        ).Sample(
            c =>
            {
                var levels = new CacheLevels(Draw(c.pages, c.ways));
                int level = levels.At(c.age);
                long same = 1;
                while (same < c.count && levels.At(c.age + c.slope * same) == level)
                {
                    same++;
                }

                Assert.Equal(same, levels.SameLevel(level, c.age, c.slope, c.count));
            },
            iter: 5_000
        );

    private static MachineDraw Draw(long pages, int ways) =>
        MachineDraw.Medians(
            Bench.X86 with
            {
                Cache = new LastLevelCache(new PageCount(pages).Size, ways, Incoherent: false),
            }
        );
}
