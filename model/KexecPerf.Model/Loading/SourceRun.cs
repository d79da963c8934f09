namespace KexecPerf.Model.Loading;

/// <summary>Consecutive entries of the page list whose source pages follow one another in memory.</summary>
/// <param name="Pages">How many, at least 1.</param>
/// <param name="OwnDestination">Whether each page is its own destination: still copied, onto itself.</param>
/// <param name="Far">Whether the pages are on another node than CPU 0, which copies them.</param>
public readonly record struct SourceRun(long Pages, bool OwnDestination, bool Far = false);
