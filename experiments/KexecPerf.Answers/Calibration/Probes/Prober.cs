using System.Runtime.InteropServices;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Times single probes on the calling thread.</summary>
internal sealed class Prober(IRoutines routines, ThreadClock clock, CalibrationPlan plan)
{
    /// <summary>Passes over a small buffer are repeated up to this many bytes.</summary>
    private const long LeastBytes = 32 << 20;

    private const int MostPasses = 31;

    private const int HashBytes = 1 << 17;

    private const int BlockBytes = 64;

    /// <summary>A hash is short, so several a round: some fall between another thread's turns.</summary>
    private const int Hashes = 16;

    /// <summary>Some 30 us.</summary>
    private const int SpinTurns = 100_000;

    /// <summary>A pass is untimed before the timed ones up to this many caches: what is larger finds nothing of itself anyway.</summary>
    private const int WarmCaches = 3;

    private readonly byte[] _message = Message();
    private readonly uint[] _state = GC.AllocateArray<uint>(8, pinned: true);

    /// <summary>Size of what is hashed: stays in the cache, as the purgatory's hash rate is defined.</summary>
    public static ByteSize HashSize => new(HashBytes);

    /// <summary>The workbenches by <see cref="ProbeKey.Huge"/>.</summary>
    public required IReadOnlyDictionary<bool, Workbench> Benches { get; init; }

    /// <summary>The other CPUs' threads; null where there are none.</summary>
    public OtherCores? Others { get; init; }

    /// <summary>Samples of one round; none where the probe cannot be run here.</summary>
    public IEnumerable<Sample> Samples(ProbeKey key)
    {
        if (Work(key) is not { } work)
        {
            yield break;
        }

        bool hash = key.Kind is ProbeKind.HashScalar or ProbeKind.HashAccelerated;
        for (int i = 0; i < (hash ? Hashes : 1); i++)
        {
            double before = Clock();
            if (Rate(key, work) is { } rate)
            {
                yield return new Sample(rate, Math.Min(before, Clock()));
            }
        }
    }

    private double? Rate(ProbeKey key, Action work) =>
        key.Kind switch
        {
            ProbeKind.HashScalar or ProbeKind.HashAccelerated => Time(key.Size, 1, work),
            ProbeKind.Contended => TimeContended(key.Size, work),
            ProbeKind.Sequential
            or ProbeKind.Scattered
            or ProbeKind.Batched
            or ProbeKind.Zero
            or ProbeKind.Backward
            or ProbeKind.Barrier
            or ProbeKind.Clean => TimeWarm(key.Size, work),
            ProbeKind.Walk => TimeTwice(key.Size, work),
        };

    /// <summary>Additions a second, each waiting for the one before; 0 where there is no such loop.</summary>
    private double Clock()
    {
        if (!routines.Has(Routine.Spin))
        {
            return 0;
        }

        double start = clock.Seconds;
        routines.Run(Routine.Spin, SpinTurns, 0);
        return SpinTurns / Math.Max(clock.Seconds - start, 1e-9);
    }

    private Action? Work(ProbeKey key)
    {
        Workbench bench = Benches[key.Huge];
        nint bytes = (nint)key.Size.Bytes;
        Action? Pages(Routine routine, nint list) =>
            Checked(routine, bench.Destination, list, (nint)key.Size.PagesRoundedUp.Pages);
        return key.Kind switch
        {
            ProbeKind.Sequential or ProbeKind.Contended => Pages(
                Routine.CopyPages,
                bench.SequentialList
            ),
            ProbeKind.Barrier => Pages(Routine.CopyPagesBarrier, bench.SequentialList),
            ProbeKind.Clean => Pages(Routine.CopyPagesClean, bench.SequentialList),
            ProbeKind.Scattered => bench.ScatteredList(key.Size) is { } list
                ? Pages(Routine.CopyPages, list)
                : null,
            ProbeKind.Zero => Checked(Routine.Zero, bench.Destination, bytes, 0),
            ProbeKind.Backward => Checked(
                Routine.CopyBackward,
                bench.Destination,
                bench.Source,
                bytes
            ),
            ProbeKind.Batched => Checked(Routine.CopyRun, bench.Destination, bench.Source, bytes),
            ProbeKind.Walk => Checked(
                Routine.WalkList,
                bench.SequentialList,
                (nint)key.Size.PagesRoundedUp.Pages,
                0
            ),
            ProbeKind.HashScalar => routines.Has(Routine.Sha256)
                ? () => routines.Run(Routine.Sha256, State, bench.Source, HashBytes / BlockBytes)
                : () => Sha256.Hash(_message),
            ProbeKind.HashAccelerated => () => LibraryHash.Run(_message),
        };
    }

    private Action? Checked(Routine routine, nint first, nint second, nint third) =>
        routines.Has(routine) ? () => routines.Run(routine, first, second, third) : null;

    private double? TimeContended(ByteSize size, Action work)
    {
        double? rate = null;
        Others?.While(() => rate = Time(size, 1, work));
        return rate;
    }

    /// <summary>A list is a five-hundredth of its pages and stays cached: the first pass is not timed.</summary>
    private double TimeTwice(ByteSize size, Action work)
    {
        work();
        return Time(size, 1, work);
    }

    private double TimeWarm(ByteSize size, Action work)
    {
        if (size.Bytes < WarmCaches * plan.CacheSize.Bytes)
        {
            work();
        }

        return Time(size, (int)Math.Clamp(LeastBytes / size.Bytes, 1, MostPasses), work);
    }

    /// <summary>The median of passes timed one by one: one that was interrupted, and lost its cache, does not count.</summary>
    private double Time(ByteSize size, int passes, Action work)
    {
        double[] seconds = new double[passes];
        for (int i = 0; i < passes; i++)
        {
            double start = clock.Seconds;
            work();
            seconds[i] = clock.Seconds - start;
        }

        Array.Sort(seconds);
        return size.Bytes / Math.Max(seconds[passes / 2], 1e-9);
    }

    private nint State => Marshal.UnsafeAddrOfPinnedArrayElement(_state, 0);

    private static byte[] Message()
    {
        byte[] message = new byte[HashBytes];
        new Random(1).NextBytes(message);
        return message;
    }
}
