using CsCheck;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
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
                    var list = new PageListLoad(load.Destinations, load.Memory, load.Buffers);
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
                    Assert.Equal(oracle.Reclaimed, list.Reclaimed);
                    Assert.Equal(oracle.EntrySteps, list.EntrySteps);
                    Assert.Equal(oracle.ParkedSteps, list.ParkedSteps);
                },
                iter: Iterations.Of(6_000)
            );
        seen.RequireAll();
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
                times => Assert.True(times > 100, times.ToString())
            );
    }
}
