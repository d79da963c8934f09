using System.Security.Cryptography;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Times single probes on the calling thread.</summary>
internal sealed class Prober(IRoutines routines, ThreadClock clock, CalibrationPlan plan)
{
    /// <summary>Passes over a small buffer are repeated up to this many bytes.</summary>
    private const long LeastBytes = 32 << 20;

    private const int MostPasses = 31;

    private const int HashBytes = 1 << 20;

    /// <summary>A pass is untimed before the timed ones up to this many caches: what is larger finds nothing of itself anyway.</summary>
    private const int WarmCaches = 3;

    private readonly byte[] _message = Message();

    /// <summary>Size of what is hashed: stays in the cache, as the purgatory's hash rate is defined.</summary>
    public static ByteSize HashSize => new(HashBytes);

    /// <summary>The workbenches by <see cref="ProbeKey.Huge"/>.</summary>
    public required IReadOnlyDictionary<bool, Workbench> Benches { get; init; }

    /// <summary>The other CPUs' threads; null where there are none.</summary>
    public OtherCores? Others { get; init; }

    /// <summary>Rate of one sample, bytes a second; null where the probe cannot be run here.</summary>
    public double? Rate(ProbeKey key) =>
        key.Kind switch
        {
            ProbeKind.HashScalar => Time(key.Size, 1, () => ScalarSha256.Hash(_message)),
            ProbeKind.HashAccelerated => Time(key.Size, 1, () => SHA256.HashData(_message)),
            ProbeKind.Contended => Contended(key),
            _ => Work(key) is { } work ? TimeWarm(key.Size, work) : null,
        };

    private double? Contended(ProbeKey key)
    {
        if (Others is null || Work(key with { Kind = ProbeKind.Sequential }) is not { } work)
        {
            return null;
        }

        double rate = 0;
        Others.While(() => rate = Time(key.Size, 1, work));
        return rate;
    }

    private Action? Work(ProbeKey key)
    {
        if (!Benches.TryGetValue(key.Huge, out Workbench? bench))
        {
            return null;
        }

        nint bytes = (nint)key.Size.Bytes;
        return key.Kind switch
        {
            ProbeKind.Sequential => Pages(Routine.CopyPages, bench, bench.SequentialList, key.Size),
            ProbeKind.Barrier => Pages(
                Routine.CopyPagesBarrier,
                bench,
                bench.SequentialList,
                key.Size
            ),
            ProbeKind.Clean => Pages(Routine.CopyPagesClean, bench, bench.SequentialList, key.Size),
            ProbeKind.Scattered => bench.ScatteredList(key.Size) is { } list
                ? Pages(Routine.CopyPages, bench, list, key.Size)
                : null,
            ProbeKind.Zero => Checked(Routine.Zero, bench.Destination, bytes, 0),
            ProbeKind.Backward => Checked(
                Routine.CopyBackward,
                bench.Destination,
                bench.Source,
                bytes
            ),
            _ => Checked(Routine.CopyRun, bench.Destination, bench.Source, bytes),
        };
    }

    private Action? Pages(Routine routine, Workbench bench, nint list, ByteSize size) =>
        Checked(routine, bench.Destination, list, (nint)size.PagesRoundedUp.Pages);

    private Action? Checked(Routine routine, nint first, nint second, nint third) =>
        routines.Has(routine) ? () => routines.Run(routine, first, second, third) : null;

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

    private static byte[] Message()
    {
        byte[] message = new byte[HashBytes];
        new Random(1).NextBytes(message);
        return message;
    }
}
