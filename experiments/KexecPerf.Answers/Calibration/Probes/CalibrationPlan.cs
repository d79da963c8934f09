using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>How long and with how much memory is measured.</summary>
internal sealed record CalibrationPlan
{
    /// <summary>Source and destination with 2 MiB and with 4 KiB mappings, and one more that the other CPUs copy in.</summary>
    public const int LargeBuffers = 5;

    private const long MostBytes = 1L << 30;
    private const long UsualBytes = 256L << 20;
    private const long LeastBytes = 1L << 20;

    /// <summary>All buffers together take at most an eighth of the available memory.</summary>
    private const int MemoryShare = 8;

    /// <summary>Time for setting up and for the rounds.</summary>
    public required TimeSpan Budget { get; init; }

    /// <summary>MemAvailable, or what the runtime may use if that is less.</summary>
    public required ByteSize Available { get; init; }

    /// <summary>The last-level cache, or what the class says where the host does not.</summary>
    public required ByteSize CacheSize { get; init; }

    /// <summary>Bytes of a source or destination that must not fit the cache.</summary>
    public required ByteSize Large { get; init; }

    /// <summary>Bytes of a source or destination that fit it together.</summary>
    public required ByteSize Small { get; init; }

    /// <summary>CPUs that can copy while one is measured.</summary>
    public required int OtherCpus { get; init; }

    /// <summary>Whether machine code may be tried.</summary>
    public required bool Executable { get; init; }

    /// <summary>A plan for a host.</summary>
    public static CalibrationPlan For(HostFacts host, TimeSpan budget, bool executable = true)
    {
        ByteSize cache =
            host.LastLevelCache
            ?? MachineProfiles.Get(NearestProfile.ClassOf(host.Architecture)).Cache.Size;
        var runtime = new ByteSize(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        ByteSize available = host.Available < runtime ? host.Available.Value : runtime;
        long wished = Math.Clamp(8 * cache.Bytes, 64L << 20, Math.Max(UsualBytes, 2 * cache.Bytes));
        long allowed = available.Bytes / (MemoryShare * LargeBuffers);
        long large = WholePages(
            Math.Max(LeastBytes, Math.Min(Math.Min(wished, MostBytes), allowed))
        );
        long small = WholePages(Math.Clamp(cache.Bytes / 8, 64L << 10, large / 2));
        return new CalibrationPlan
        {
            Budget = budget,
            Available = available,
            CacheSize = cache,
            Large = new ByteSize(large),
            Small = new ByteSize(small),
            OtherCpus = Math.Min(host.CpusOnline ?? int.MaxValue, Environment.ProcessorCount) - 1,
            Executable = executable,
        };
    }

    /// <summary>
    /// Whether large buffers leave the cache: source and destination are together at least 2.5 times as large, where the law for 4
    /// ways leaves 1 % cached.
    /// </summary>
    public bool LeavesCache => 4 * Large.Bytes >= 5 * CacheSize.Bytes;

    /// <summary>Sizes of the sweep around the cache, growing, the large one last.</summary>
    public IReadOnlyList<ByteSize> Sweep =>
        [
            .. new[] { 0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 4 }
                .Select(x => WholePages((long)(x * CacheSize.Bytes)))
                .Where(s => s >= Small.Bytes && s < Large.Bytes)
                .Append(Large.Bytes)
                .Select(s => new ByteSize(s)),
        ];

    private static long WholePages(long bytes) => bytes / PageCount.PageBytes * PageCount.PageBytes;
}
