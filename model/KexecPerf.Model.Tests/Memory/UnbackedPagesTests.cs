using CsCheck;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Tests.Memory;

public static class UnbackedPagesTests
{
    private const int Frames = 200;

    private static readonly Gen<PageRange[]> AnyRanges = Gen.Select(
            Gen.Int[0, Frames - 1],
            Gen.Int[1, 40]
        )
        .Select((start, pages) => new PageRange(start, Math.Min(pages, Frames - start)))
        .Array[0, 8];

    [Fact]
    public static void A_host_page_is_unbacked_while_all_its_guest_pages_are_free_and_unwritten() =>
        (
            from guests in Gen.OneOf(1, 2, 4, 16)
            from free in AnyRanges
            from writes in AnyRanges
            select (guests, free, writes)
        ).Sample(x =>
        {
            var pages = new UnbackedPages(x.guests, x.free);
            HashSet<long> isFree = [.. x.free.SelectMany(Each)];
            HashSet<long> left =
            [
                .. Enumerable
                    .Range(0, Frames)
                    .Select(h => (long)h)
                    .Where(h => Each(new(h * x.guests, x.guests)).All(isFree.Contains)),
            ];
            foreach (PageRange write in x.writes)
            {
                List<long> expected =
                [
                    .. Each(write).Select(p => p / x.guests).Distinct().Where(left.Contains),
                ];
                Assert.Equal(expected, pages.Write(write).SelectMany(Each));
                left.ExceptWith(expected);
            }

            Assert.Equal(left.Count * x.guests, pages.GuestPages);
        });

    private static IEnumerable<long> Each(PageRange range) =>
        Enumerable.Range(0, (int)range.Pages).Select(i => range.Start + i);
}
