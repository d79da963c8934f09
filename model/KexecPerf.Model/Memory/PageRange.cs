namespace KexecPerf.Model.Memory;

/// <summary>Consecutive page frames.</summary>
/// <param name="Start">The first.</param>
/// <param name="Pages">How many.</param>
public readonly record struct PageRange(long Start, long Pages)
{
    /// <summary>The frame behind the last.</summary>
    public long End => Start + Pages;

    /// <summary>Whether the two have a frame in common.</summary>
    public bool Overlaps(PageRange other) => Start < other.End && other.Start < End;
}
