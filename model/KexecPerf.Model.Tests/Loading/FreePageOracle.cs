using KexecPerf.Model.Loading;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>
/// Free memory page by page: a flag for each page of each run, a count for each zone above its low
/// watermark, and behind them what is below it, page cache to drop and process memory to swap.
/// Buffers look at every page of long runs first.
/// </summary>
internal sealed class FreePageOracle
{
    private readonly List<(long Page, bool InLongRun)> _pages;
    private readonly PhysicalMemory _memory;
    private readonly long[] _left;
    private int _passed;
    private long _elsewhere;

    public FreePageOracle(PhysicalMemory memory)
    {
        _memory = memory;
        _left = [memory.FreeInLow, memory.FreeInNormal];
        _pages =
        [
            .. memory.FreeRuns.SelectMany(r =>
                Enumerable
                    .Range(0, (int)r.Pages)
                    .Select(i => (r.Start + i, r.Pages >= FreePages.LargeRun))
            ),
        ];
    }

    public long Reclaimed => Math.Max(0, _elsewhere - _memory.BelowLow);

    public void TakeBuffers(long pages)
    {
        for (int i = 0; i < _pages.Count && pages > 0; i++)
        {
            if (_pages[i].InLongRun && _left[Zone(_pages[i].Page)] > 0)
            {
                _left[Zone(_pages[i].Page)]--;
                _pages[i] = (-1, true);
                pages--;
            }
        }

        for (; pages > 0; pages--)
        {
            Next();
        }
    }

    /// <exception cref="OutOfPagesException">Nothing is left.</exception>
    public long Next()
    {
        for (; _passed < _pages.Count; _passed++)
        {
            long page = _pages[_passed].Page;
            if (page >= 0 && _left[Zone(page)] > 0)
            {
                _left[Zone(page)]--;
                _passed++;
                return page;
            }
        }

        if (_elsewhere == _memory.BelowLow + _memory.Clean + _memory.Swappable)
        {
            throw new OutOfPagesException();
        }

        return FreePages.Elsewhere + 2 * _elsewhere++;
    }

    private int Zone(long page) => page >= _memory.Layout.Normal.Start ? 1 : 0;
}
