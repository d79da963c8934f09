namespace KexecPerf.Model.Loading;

/// <summary>Consecutive entries of the page list whose source pages follow one another in memory.</summary>
/// <param name="Pages">How many, at least 1.</param>
/// <param name="OwnDestination">Whether each page is its own destination: still copied, onto itself.</param>
public readonly record struct SourceRun(long Pages, bool OwnDestination);
