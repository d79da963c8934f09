using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Loading;

/// <summary>
/// Hands out free memory run by run in its order, from each zone down to its low watermark; then
/// what is below it and what reclaim finds: single pages anywhere, none of them a destination.
/// </summary>
internal sealed class FreePages
{
    /// <summary>
    /// Where pages are that may be anywhere: behind every destination, at each second place.
    /// </summary>
    public const long Elsewhere = 1L << 52;

    /// <summary>Half a pageblock of 4 KiB pages; as many pages where they are larger [I].</summary>
    public const long LargeRun = 256;

    private readonly FreeRuns _runs;
    private readonly long _normalStart;
    private readonly FreePool _pool;
    private readonly FirstTouch? _touch;
    private long _elsewhere;

    /// <summary>Up to which place runs are known to be <see cref="Alike"/>.</summary>
    private long _alikeUntil;
    private long _placesARun;

    /// <summary>The run at hand, and what of it was not taken and will not be kept back.</summary>
    private long _run = -1;
    private PageRange _current;
    private long _at;
    private long _left;

    /// <summary>Long runs before this one are buffers, and so are the first pages of this one.</summary>
    private long _longRun;
    private long _longTaken;

    /// <param name="memory">The runs.</param>
    /// <param name="pool">What of them, and of what lies behind them, is left; lowered by what is
    /// handed out.</param>
    /// <param name="touch">Told what is written; null where all memory is backed.</param>
    public FreePages(PhysicalMemory memory, FreePool pool, FirstTouch? touch = null)
    {
        _touch = touch;
        _runs = memory.FreeRuns;
        _normalStart = memory.Layout.Normal.Start;
        _pool = pool;
        Far = new FarPages(memory.Layout);
        PageSize = memory.Layout.PageSize;
    }

    /// <summary>Which pages are on another node than CPU 0.</summary>
    public FarPages Far { get; }

    /// <summary>All of them, by place.</summary>
    public FreeRuns Runs => _runs;

    /// <summary>Of the pages handed out.</summary>
    public PageSize PageSize { get; }

    /// <summary>Whether a page was asked for when none was left.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>What is left of the run at hand.</summary>
    public PageRange Current
    {
        get
        {
            if (_left == 0)
            {
                GoOn();
            }

            return new PageRange(_at, _left);
        }
    }

    /// <summary>
    /// How many there are of which <see cref="Current"/> is the first, where that is a page that
    /// may be anywhere; else 0.
    /// </summary>
    public long Anywhere => _left > 0 && _run == _runs.Places ? _pool.All : 0;

    /// <summary>
    /// How many runs as long as <see cref="Current"/>, it the first, are nobody's destination, each
    /// apart from the next, all as near to CPU 0 and too short to be given back to a guest's host;
    /// as far as is asked.
    /// </summary>
    public long Alike(long most, Destinations destinations)
    {
        if (_left != _current.Pages || _left >= LargeRun || _run >= _runs.Places)
        {
            return 1;
        }

        if (_run >= _alikeUntil)
        {
            ClearPages clear = destinations.ClearOf(Far.LikeIt(_at));
            (long runs, _placesARun) = _runs.ApartFrom(_run, most, clear);
            _alikeUntil = _run + runs * _placesARun;
        }

        return Math.Min(
            Math.Min(most, (_alikeUntil - _run) / _placesARun),
            Above(_current) / _left
        );
    }

    /// <summary>
    /// Takes so many of those <see cref="Alike"/>, which the image keeps; returns the place of the
    /// first, by which <see cref="Runs"/> knows them.
    /// </summary>
    public long TakeAlike(long runs)
    {
        long first = _run;
        TakeAbove(_current, runs * _left);
        _run += runs * _placesARun - 1;
        _left = 0;
        return first;
    }

    /// <summary>
    /// Takes the first pages of <see cref="Current"/> or of those <see cref="Anywhere"/>, which the
    /// image keeps.
    /// </summary>
    public void Take(long pages)
    {
        if (_run < _runs.Places)
        {
            _touch?.Source(new PageRange(_at, pages));
        }

        TakeSome(pages);
    }

    /// <summary>
    /// Buffers take blocks from 256 pages on and leave short runs alone, as vmalloc does that asks for high orders first [I: the
    /// short runs turned up in page lists of every size, whatever was read before]; then what there is.
    /// </summary>
    public void TakeBuffers(long pages)
    {
        for (; (_longRun = _runs.NextOf(LargeRun, _longRun)) < _runs.Places; _longRun++)
        {
            PageRange run = _runs[_longRun];
            _longTaken = Math.Min(pages, Math.Min(run.Pages, Above(run)));
            TakeAbove(run, _longTaken);
            _touch?.Buffer(run with { Pages = _longTaken });
            pages -= _longTaken;
            if (pages == 0)
            {
                break;
            }
        }

        while (pages > 0)
        {
            long taken = Math.Min(pages, Math.Max(Current.Pages, Anywhere));
            if (Exhausted)
            {
                return;
            }

            _touch?.Buffer(new PageRange(_at, taken));
            TakeSome(taken);
            pages -= taken;
            pages -= TakeWholeRuns(pages);
        }
    }

    /// <summary>
    /// Takes what follows where nobody asks which pages they are: runs too short to be given back to
    /// a guest's host.
    /// </summary>
    private long TakeWholeRuns(long pages)
    {
        if (
            _left > 0
            || _run >= _runs.Places - 1
            || _runs.AlikeFrom(_run + 1) is not (long runs, < LargeRun and long length, long places)
        )
        {
            return 0;
        }

        PageRange first = _runs[_run + 1];
        long taken = Math.Min(runs, Math.Min(pages, Above(first)) / length);
        TakeAbove(first, taken * length);
        _run += taken * places;
        return taken * length;
    }

    private void TakeSome(long pages)
    {
        _at += pages;
        _left -= pages;
        if (_run == _runs.Places)
        {
            long reclaimed = _pool.Reclaimed.Clean + _pool.Reclaimed.Swapped;
            long taken = _pool.Take(pages);
            _left = 0;
            _elsewhere += taken;
            reclaimed = _pool.Reclaimed.Clean + _pool.Reclaimed.Swapped - reclaimed;
            _touch?.SourceAnywhere(taken - reclaimed);
        }
        else
        {
            TakeAbove(_current, pages);
        }
    }

    /// <summary>To the next run that has pages above its zone's watermark, or the next page of reclaim.</summary>
    private void GoOn()
    {
        while (_run < _runs.Places && ++_run < _runs.Places)
        {
            PageRange run = _current = _runs[_run];
            long buffers =
                run.Pages < LargeRun || _run > _longRun ? 0
                : _run < _longRun ? run.Pages
                : _longTaken;
            _at = run.Start + buffers;
            _left = Math.Min(run.Pages - buffers, Above(run));
            if (_left > 0)
            {
                return;
            }

            if (run.Pages > 0 && Above(run) == 0)
            {
                _run += _runs.SameZoneFrom(_run) - 1;
            }
        }

        Exhausted = _pool.All == 0;
        (_at, _left) = (Elsewhere + 2 * _elsewhere, 1);
    }

    /// <summary>Pages above the low watermark of a run's zone.</summary>
    private long Above(PageRange run) => run.Start >= _normalStart ? _pool.Normal : _pool.Low;

    private void TakeAbove(PageRange run, long pages)
    {
        if (run.Start >= _normalStart)
        {
            _pool.Normal -= pages;
        }
        else
        {
            _pool.Low -= pages;
        }
    }
}
