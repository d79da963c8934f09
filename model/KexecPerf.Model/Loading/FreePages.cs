using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Hands out free memory run by run in its order, from each zone down to its low watermark; then what reclaim finds: single pages anywhere, none
/// of them a destination.
/// </summary>
internal sealed class FreePages(PhysicalMemory memory)
{
    /// <summary>Where reclaimed pages are, each alone: behind every destination.</summary>
    public const long Elsewhere = 1L << 52;

    /// <summary>Half a pageblock.</summary>
    public const long LargeRun = 256;

    private readonly IReadOnlyList<PageRange> _runs = memory.FreeRuns;
    private long _normal = memory.FreeInNormal;
    private long _low = memory.FreeInLow;
    private int _run;
    private long _taken;

    /// <summary>Long runs before this one are buffers, and so are the first pages of this one.</summary>
    private int _longRun;
    private long _longTaken;

    /// <summary>Whether a page was asked for when none was left.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>Pages that had to be reclaimed.</summary>
    public long Reclaimed { get; private set; }

    /// <summary>What is left of the run at hand.</summary>
    public PageRange Current
    {
        get
        {
            while (_run < _runs.Count)
            {
                PageRange run = Left(_run);
                long pages = Math.Min(run.Pages - _taken, LeftIn(run));
                if (pages > 0)
                {
                    return new PageRange(run.Start + _taken, pages);
                }

                _run++;
                _taken = 0;
            }

            Exhausted = Reclaimed >= memory.Reclaimable;
            return new PageRange(Elsewhere + 2 * Reclaimed, 1);
        }
    }

    /// <summary>Takes the first pages of <see cref="Current"/>.</summary>
    public void Take(long pages)
    {
        if (_run == _runs.Count)
        {
            Reclaimed += pages;
            return;
        }

        Spend(_runs[_run], pages);
        _taken += pages;
    }

    /// <summary>
    /// Buffers take blocks from half a pageblock on and leave short runs alone, as vmalloc does that asks for high orders first [I: the
    /// short runs turned up in page lists of every size, whatever was read before]; then what there is.
    /// </summary>
    public void TakeBuffers(long pages)
    {
        for (; _longRun < _runs.Count; _longRun++)
        {
            PageRange run = _runs[_longRun];
            if (run.Pages >= LargeRun)
            {
                _longTaken = Math.Min(pages, Math.Min(run.Pages, LeftIn(run)));
                Spend(run, _longTaken);
                pages -= _longTaken;
                if (pages == 0)
                {
                    break;
                }
            }
        }

        while (pages > 0)
        {
            long taken = Math.Min(pages, Current.Pages);
            if (Exhausted)
            {
                return;
            }

            Take(taken);
            pages -= taken;
        }
    }

    /// <summary>A run without what is a buffer.</summary>
    private PageRange Left(int i)
    {
        PageRange run = _runs[i];
        long taken =
            i > _longRun || run.Pages < LargeRun ? 0
            : i < _longRun ? run.Pages
            : _longTaken;
        return new PageRange(run.Start + taken, run.Pages - taken);
    }

    private bool IsNormal(PageRange run) => run.Start >= memory.Layout.Normal.Start;

    private long LeftIn(PageRange run) => IsNormal(run) ? _normal : _low;

    private void Spend(PageRange run, long pages)
    {
        if (IsNormal(run))
        {
            _normal -= pages;
        }
        else
        {
            _low -= pages;
        }
    }
}
