namespace KexecPerf.Studies.Sweeps;

/// <summary>How far a sweep is, counted by those who work and read by those who show it.</summary>
internal sealed class SweepProgress(int points)
{
    private long _runs;
    private int _done;

    /// <summary>Points there are to do.</summary>
    public int Points => points;

    /// <summary>Points done, those found done included.</summary>
    public int Done => _done;

    /// <summary>Kexecs simulated.</summary>
    public long Runs => Interlocked.Read(ref _runs);

    /// <summary>Notes simulated kexecs.</summary>
    public void AddRuns(int runs) => Interlocked.Add(ref _runs, runs);

    /// <summary>Notes that a point is through.</summary>
    public void AddPoint() => Interlocked.Increment(ref _done);
}
