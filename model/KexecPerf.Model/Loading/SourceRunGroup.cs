namespace KexecPerf.Model.Loading;

/// <summary>Source runs of one length and kind that follow one another in the page list. Eight bytes, since there can be a million.</summary>
public readonly struct SourceRunGroup
{
    // Negative for pages that are their own destination.
    private readonly int _pages;

    // Negative for pages that are far.
    private readonly int _times;

    internal SourceRunGroup(SourceRun run, int times)
    {
        int pages = checked((int)run.Pages);
        _pages = run.OwnDestination ? -pages : pages;
        _times = run.Far ? -times : times;
    }

    /// <summary>Each of the runs.</summary>
    public SourceRun Run => new(Math.Abs(_pages), _pages < 0, _times < 0);

    /// <summary>How many runs, at least 1.</summary>
    public int Times => Math.Abs(_times);

    /// <summary>Pages of all of them.</summary>
    public long Pages => Run.Pages * Times;
}
