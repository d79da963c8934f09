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
            var pages = new UnbackedPages(x.guests, x.free, []);
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
                Assert.Equal(
                    expected.SelectMany(h => Each(new(h * x.guests, x.guests))),
                    pages.Write(write).SelectMany(Each)
                );
                left.ExceptWith(expected);
            }

            Assert.Equal(left.Count * x.guests, pages.GuestPages);
        });

    [Fact]
    public static void Host_pages_of_a_block_lie_at_multiples_from_its_start() =>
        (
            from guests in Gen.OneOf(1, 2, 4, 16)
            from gaps in Gen.Int[0, 5].Array[0, 4]
            from writes in AnyRanges
            select (guests, gaps, writes)
        ).Sample(x =>
        {
            var blocks = new List<PageRange>();
            foreach (int gap in x.gaps)
            {
                long start = blocks.Count == 0 ? 0 : blocks[^1].End;
                blocks.Add(new PageRange(start + gap, x.guests * (1 + gap % 3) + gap % x.guests));
            }

            var pages = new UnbackedPages(x.guests, [], blocks.AsEnumerable().Reverse());
            List<long[]> left =
            [
                .. blocks
                    .SelectMany(b => Each(b).Chunk(x.guests))
                    .Where(page => page.Length == x.guests),
            ];
            foreach (PageRange write in x.writes)
            {
                var written = left.Where(page => page.Intersect(Each(write)).Any()).ToList();
                Assert.Equal(written.SelectMany(p => p), pages.Write(write).SelectMany(Each));
                left.RemoveAll(written.Contains);
            }

            Assert.Equal(left.Sum(page => page.Length), pages.GuestPages);
        });

    private static IEnumerable<long> Each(PageRange range) =>
        Enumerable.Range(0, (int)range.Pages).Select(i => range.Start + i);
}
