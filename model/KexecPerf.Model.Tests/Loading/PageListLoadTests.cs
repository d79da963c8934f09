using CsCheck;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>The page list in runs is the page list page by page, and what each rule does by example.</summary>
public static class PageListLoadTests
{
    [Fact]
    public static void Runs_and_walks_are_those_of_one_page_at_a_time()
    {
        var seen = new Seen();
        Gen.ULong.Select(seed => new RandomLoad(seed))
            .Sample(
                load =>
                {
                    var oracle = new PageListOracle(load.Destinations, load.Memory, load.Buffers);
                    var pool = new FreePool(load.Memory);
                    var free = new FreePages(load.Memory, pool);
                    free.TakeBuffers(load.Buffers);
                    var list = new PageListLoad(load.Destinations, free);
                    Assert.Equal(oracle.OutOfMemory, list.OutOfMemory);
                    seen.Note(oracle);
                    if (oracle.OutOfMemory)
                    {
                        return;
                    }

                    Assert.True(oracle.IsSound());
                    Assert.Equal(oracle.Runs(), list.Runs().All);
                    Assert.Equal(oracle.OwnDestination, list.OwnDestination);
                    Assert.Equal(oracle.IndirectionPages, list.IndirectionPages);
                    Assert.Equal(oracle.Reclaimed, pool.Reclaimed.Clean + pool.Reclaimed.Swapped);
                    Assert.Equal(oracle.EntrySteps, list.EntrySteps);
                    Assert.Equal(oracle.ParkedSteps, list.ParkedSteps);
                },
                iter: Effort.Of(6_000, 120_000)
            );
        seen.RequireAll();
    }

    /// <summary>
    /// Three blocks of a kind and one of another among six used pages: the three are apart and handed
    /// out at once, and where the last of them touches the other they are one run.
    /// </summary>
    [Fact]
    public static void Blocks_of_two_kinds_that_touch_are_one_run()
    {
        int touch = 0;
        for (ulong seed = 0; seed < 500; seed++)
        {
            CountedRuns.Kind Kind(int i, long count) =>
                new(0, count, 6, new RandomStream(seed, i, "blocks"));
            PageRange[] blocks = [new(4, 10)];
            CountedRuns.Kind[] kinds = [Kind(0, 3), Kind(1, 1)];
            FreeRuns free = [];
            free.Add(new CountedRuns(blocks, kinds, 0, 6, 6));
            free.Add(new CountedRuns(blocks, kinds, 1, 6, 6));
            PageRange[] runs = [.. free];
            touch += runs[2].End == runs[3].Start ? 1 : 0;
            var memory = new PhysicalMemory(
                new MemoryLayout(ByteSize.FromGiB(1), Architecture.X86_64),
                null,
                free,
                0,
                4
            );
            PageRange[] destinations = [new PageRange(1_000, 3)];
            var list = new PageListLoad(destinations, new FreePages(memory, new FreePool(memory)));
            Assert.Equal(
                new PageListOracle(destinations, memory, buffers: 0).Runs(),
                list.Runs().All
            );
        }

        Assert.InRange(touch, 10, 250);
    }

    /// <summary>
    /// Four pages for 1000-1003. The page of the list is asked for first; every page asked for walks the parked ones; a page that is somebody's
    /// destination walks the words: head, destination, sources.
    /// </summary>
    [Theory]
    [InlineData("5 6 7 8 9", "4", 0, 0, 0)] // nobody's pages, one run
    [InlineData("5 1000 1001 1002 1003", "4o", 4, 0, 0)] // each as it is wanted
    [InlineData("5 6 1000 7 8 9", "1o 3", 1, 3, 0)] // 1000 is loaded from 6 by then: found as the third word, and 6 goes to 1001
    [InlineData("1001 5 6 7 8", "1 1o 2", 1, 0, 2)] // parked by the list's page, walked past by 1000, found by 1001
    [InlineData("5 1002 6 7 8", "2 1o 1", 1, 2, 2)] // parked by 1000 after head and destination, walked past by 1001, found by 1002
    [InlineData("5 1003 1002 6 7", "2 2o", 2, 4, 2 + 1 + 1)] // walked past by 1001; 1002 is the newest, 1003 all that is left
    [InlineData("5 1002 1003 6 7", "2 2o", 2, 4, 2 + 2 + 1)] // 1003 is the newest: 1002 takes two steps, 1003 one
    public static void A_rule_by_example(
        string free,
        string runs,
        long own,
        long entrySteps,
        long parkedSteps
    )
    {
        PageRange[] pages = [.. free.Split(' ').Select(p => new PageRange(long.Parse(p), 1))];
        var memory = new PhysicalMemory(
            new MemoryLayout(ByteSize.FromGiB(1), Architecture.X86_64),
            null,
            [.. pages],
            0,
            pages.Length
        );
        var list = new PageListLoad(
            [new PageRange(1_000, 4)],
            new FreePages(memory, new FreePool(memory))
        );
        Assert.Equal(
            runs,
            string.Join(" ", list.Runs().All.Select(r => r.Pages + (r.OwnDestination ? "o" : "")))
        );
        Assert.Equal(
            (own, entrySteps, parkedSteps),
            (list.OwnDestination, list.EntrySteps, list.ParkedSteps)
        );
        Assert.Equal((1, false), (list.IndirectionPages, list.OutOfMemory));
    }

    /// <summary>
    /// One page too few, and one that lies below the low watermark, is dropped or is swapped, in
    /// this order.
    /// </summary>
    [Theory]
    [InlineData(4, 0, 0, 0, true, 0, 0)]
    [InlineData(5, 0, 0, 0, false, 0, 0)]
    [InlineData(4, 0, 1, 0, false, 1, 0)]
    [InlineData(4, 1, 1, 1, false, 0, 0)]
    [InlineData(3, 0, 1, 1, false, 1, 1)]
    [InlineData(0, 0, 5, 9, false, 5, 0)]
    [InlineData(0, 0, 0, 5, false, 0, 5)]
    [InlineData(0, 1, 2, 1, true, 2, 1)]
    public static void Memory_runs_out_after_reclaim(
        long free,
        long below,
        long clean,
        long swappable,
        bool fails,
        long dropped,
        long swapped
    )
    {
        var memory = new PhysicalMemory(
            new MemoryLayout(ByteSize.FromGiB(1), Architecture.X86_64),
            null,
            [new PageRange(5, 100)],
            0,
            free
        )
        {
            BelowLow = below,
            Clean = clean,
            Swappable = swappable,
        };
        var pool = new FreePool(memory);
        var list = new PageListLoad([new PageRange(1_000, 4)], new FreePages(memory, pool));
        Assert.Equal((fails, new Reclaim(dropped, swapped)), (list.OutOfMemory, pool.Reclaimed));
    }

    /// <summary>What a search that never meets a case says of it is nothing.</summary>
    private sealed class Seen
    {
        private long _failed;
        private long _own;
        private long _walked;
        private long _parked;
        private long _linked;
        private long _reclaimed;

        public void Note(PageListOracle oracle)
        {
            Interlocked.Add(ref _failed, oracle.OutOfMemory ? 1 : 0);
            if (!oracle.OutOfMemory)
            {
                Interlocked.Add(ref _own, oracle.OwnDestination > 0 ? 1 : 0);
                Interlocked.Add(ref _walked, oracle.EntrySteps > 0 ? 1 : 0);
                Interlocked.Add(ref _parked, oracle.ParkedSteps > 0 ? 1 : 0);
                Interlocked.Add(ref _linked, oracle.IndirectionPages > 1 ? 1 : 0);
                Interlocked.Add(ref _reclaimed, oracle.Reclaimed > 0 ? 1 : 0);
            }
        }

        public void RequireAll() =>
            Assert.All(
                [_failed, _own, _walked, _parked, _linked, _reclaimed],
                times => Assert.True(times > Effort.Rare(50), times.ToString())
            );
    }
}
