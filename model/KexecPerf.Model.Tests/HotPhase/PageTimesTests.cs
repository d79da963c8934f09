using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>Pages 5 to 7 end at 110, 120 and 130, pages 10 and 11 at 150 and 170; the others are never worked on.</summary>
public static class PageTimesTests
{
    private static readonly PageTimes Times = Example();

    [Theory]
    [InlineData(0, null)]
    [InlineData(4, null)]
    [InlineData(5, 110)]
    [InlineData(7, 130)]
    [InlineData(8, null)]
    [InlineData(10, 150)]
    [InlineData(11, 170)]
    [InlineData(12, null)]
    public static void A_page_has_the_end_of_its_own_or_none(long page, int? end) =>
        Assert.Equal(end, (int?)Times.End(page)?.Picoseconds);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(110, 0)]
    [InlineData(111, 1)]
    [InlineData(130, 2)]
    [InlineData(131, 3)]
    [InlineData(150, 3)]
    [InlineData(151, 4)]
    [InlineData(170, 4)]
    [InlineData(171, 5)]
    [InlineData(long.MaxValue, 5)]
    public static void An_observer_at_the_end_of_a_page_does_not_see_it_yet(long time, long done) =>
        Assert.Equal(done, Times.DoneBefore(new SimTime(time)));

    [Fact]
    public static void Of_nothing_noted_nothing_is_done()
    {
        var none = new PageTimes();
        Assert.Null(none.End(0));
        Assert.Equal(0, none.DoneBefore(new SimTime(1)));
        Assert.Equal((0, 5), (none.Count, Times.Count));
    }

    private static PageTimes Example()
    {
        var times = new PageTimes();
        times.Add(5, 100, Extent.Of(3, 10));
        times.Add(10, 130, Extent.Of(2, 20));
        return times;
    }
}
