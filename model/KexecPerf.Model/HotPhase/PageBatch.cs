namespace KexecPerf.Model.HotPhase;

/// <summary>Consecutive pages of one cost class.</summary>
/// <param name="Pages">How many, at least 1.</param>
/// <param name="Cost">Picoseconds of each.</param>
internal readonly record struct PageBatch(long Pages, long Cost);
