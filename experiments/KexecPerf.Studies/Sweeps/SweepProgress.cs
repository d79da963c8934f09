using System.Globalization;
using KexecPerf.Answers.Documents;

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

    /// <summary>Points, speed and time left.</summary>
    /// <param name="elapsed">Since the sweep began.</param>
    public string Text(TimeSpan elapsed)
    {
        double rate = Runs / elapsed.TotalSeconds;
        string left =
            Done == 0 || Done >= Points
                ? ""
                : ", "
                    + Durations.Wait(
                        TimeSpan.FromSeconds(elapsed.TotalSeconds * (Points - Done) / Done)
                    )
                    + " left";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Done:N0} of {Points:N0} points, {Runs:N0} runs, {rate:N0} a second{left}"
        );
    }
}
