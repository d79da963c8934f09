namespace KexecPerf.Model.Loading;

/// <summary>Source runs of one length and kind that follow one another in the page list. Eight bytes, since there can be a million.</summary>
public readonly struct SourceRunGroup
{
    // Negative for pages that are their own destination.
    private readonly int _pages;

    internal SourceRunGroup(SourceRun run, int times)
    {
        int pages = checked((int)run.Pages);
        _pages = run.OwnDestination ? -pages : pages;
        Times = times;
    }

    /// <summary>Each of the runs.</summary>
    public SourceRun Run => new(_pages < 0 ? -_pages : _pages, _pages < 0);

    /// <summary>How many runs, at least 1.</summary>
    public int Times { get; }

    /// <summary>Pages of all of them.</summary>
    public long Pages => Run.Pages * Times;
}
