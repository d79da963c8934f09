using System.Diagnostics;
using System.Runtime.InteropServices;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>
/// What a guest's first writes to free memory take, 2 MiB at a time, which the kernel maps at once
/// where it has huge pages. A host that has not backed the memory adds its faults: one or, where
/// its pages are small, 512. What the kernel's own fault and clearing take is known from writing the
/// same memory again at once after giving it back. The host's work counts as the thread's own CPU
/// time, other threads of the guest do not. Memory freed last is handed out first, so that writing goes on until enough was met
/// that had been free for long.
/// </summary>
internal sealed class FirstWrites
{
    private const int Chunk = 2 << 20;
    private const int PagesOfChunk = Chunk / (int)PageCount.PageBytes;

    /// <summary>So many unbacked chunks are enough.</summary>
    private const int Enough = 48;

    /// <summary>Fewer may be interruptions.</summary>
    private const int Least = 8;

    /// <summary>At most so much is written, in at most so long.</summary>
    private const long MostBytes = 1L << 30;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// Chunks that take so many times what a backed one takes were not backed, if they are most:
    /// one alone may have been disturbed.
    /// </summary>
    private const double Slower = 1.5;

    /// <summary>
    /// Faults of less, over 512 pages, are one of 2 MiB: no host takes an exit, allocates, clears
    /// and maps in 1 us.
    /// </summary>
    private const double SmallPagesUs = PagesOfChunk;

    /// <param name="first">Microseconds of each chunk written first.</param>
    /// <param name="again">The same, written again at once.</param>
    public FirstWrites(IReadOnlyList<double> first, IReadOnlyList<double> again)
    {
        BackedUs = Interval.Of([.. again]).Median;
        Written = first.Count;
        List<double> small = [.. first.Where(us => us - BackedUs >= SmallPagesUs)];
        List<double> huge = [.. first.Where(us => us > Slower * BackedUs)];
        bool isSmall = small.Count >= Least;
        List<double> slow = isSmall || huge.Count <= first.Count / 2 ? small : huge;
        Unbacked = slow.Count;
        Parameter = isSmall ? LoadParameters.Fault4k : LoadParameters.Fault2m;
        if (slow.Count < Least)
        {
            return;
        }

        UnbackedUs = Interval.Of(slow).Median;
        double each = 1e6 / (isSmall ? PagesOfChunk : 1);
        Fault = Interval.Of([.. slow.Select(us => (us - BackedUs) * each)]);
    }

    /// <summary>Chunks written.</summary>
    public int Written { get; }

    /// <summary>Those that the host had not backed.</summary>
    public int Unbacked { get; }

    /// <summary>Median of one that it had, microseconds.</summary>
    public double BackedUs { get; }

    /// <summary>Median of one that it had not.</summary>
    public double UnbackedUs { get; }

    /// <summary>Which fault it is, by its time: that of a small page or of a huge one.</summary>
    public MachineParameter Parameter { get; }

    /// <summary>Picoseconds of one fault; null where too few were met.</summary>
    public Interval? Fault { get; }

    /// <summary>Measures; null where the system gives no memory.</summary>
    public static FirstWrites? Measure(
        ByteSize available,
        ThreadClock clock,
        CancellationToken cancel
    )
    {
        var size = new ByteSize(Math.Min(MostBytes, available.Bytes / 8) / Chunk * Chunk);
        if (Pass(size, untilEnough: true, clock, cancel) is not { Count: > 0 } first)
        {
            return null;
        }

        var written = new ByteSize(first.Count * (long)Chunk);
        return Pass(written, untilEnough: false, clock, cancel) is { } again
            ? new FirstWrites(first, again)
            : null;
    }

    /// <summary>Maps, writes chunk after chunk, and gives all back.</summary>
    private static List<double>? Pass(
        ByteSize size,
        bool untilEnough,
        ThreadClock clock,
        CancellationToken cancel
    )
    {
        using MappedMemory? memory = MappedMemory.TryMap(size, huge: true);
        if (memory is null)
        {
            return null;
        }

        long start = Stopwatch.GetTimestamp();
        var times = new List<double>();
        int slow = 0;
        for (nint at = 0; at < (nint)size.Bytes; at += Chunk)
        {
            cancel.ThrowIfCancellationRequested();
            double began = clock.Seconds;
            for (int page = 0; page < PagesOfChunk; page++)
            {
                Marshal.WriteByte(memory.Address + at, page * (int)PageCount.PageBytes, 1);
            }

            double us = (clock.Seconds - began) * 1e6;
            times.Add(us);
            slow += us - times.Min() >= SmallPagesUs ? 1 : 0;
            bool isEnough = slow >= Enough || Stopwatch.GetElapsedTime(start) > Longest;
            if (untilEnough && isEnough)
            {
                break;
            }
        }

        return times;
    }
}
