using System.Diagnostics;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>
/// Time this thread was on a CPU. In the hot phase nothing else runs, so time given to other tasks is no part of a copy; where the
/// system has no such clock, elapsed time.
/// </summary>
internal sealed class ThreadClock
{
    private const double Resolution = 1e-5;
    private readonly bool _cpuTime;

    private ThreadClock(bool cpuTime) => _cpuTime = cpuTime;

    /// <summary>How time is taken, for the sources of numbers.</summary>
    public string Name => _cpuTime ? "thread CPU time" : "elapsed time";

    /// <summary>CPU time if it moves in fine steps while the thread works, elapsed time otherwise.</summary>
    public static ThreadClock Choose()
    {
        var clock = new ThreadClock(cpuTime: true);
        double finest = double.PositiveInfinity;
        double last = clock.Seconds;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.005)
        {
            double now = clock.Seconds;
            if (now > last)
            {
                finest = Math.Min(finest, now - last);
                last = now;
            }
        }

        return new ThreadClock(finest < Resolution);
    }

    /// <summary>Seconds since some instant.</summary>
    public double Seconds =>
        !_cpuTime ? Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency
        : LibC.GetTime(LibC.ClockThreadCputime, out LibC.Timespec t) == 0
            ? t.Seconds + t.Nanoseconds * 1e-9
        : 0;
}
