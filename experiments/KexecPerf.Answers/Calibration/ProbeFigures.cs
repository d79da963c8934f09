using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Calibration;

/// <summary>What one probe came to.</summary>
internal sealed record ProbeFigures
{
    internal ProbeFigures(ProbeKey key, Measurements figures)
    {
        (double median, double low, double high) = figures.Find(key)!.Value;
        Probe = Word(key.Kind);
        Mapping =
            key.Kind is ProbeKind.HashScalar or ProbeKind.HashAccelerated ? "any"
            : key.Huge ? "2M"
            : "4K";
        SizeBytes = key.Size.Bytes;
        Rounds = figures.Rates(key).Count;
        MbPerS = new Interval(median / 1e6, low / 1e6, high / 1e6);
    }

    public string Probe { get; }

    /// <summary><c>2M</c>, <c>4K</c>, or <c>any</c> where it does not matter.</summary>
    public string Mapping { get; }

    public long SizeBytes { get; }

    public int Rounds { get; }

    public Interval MbPerS { get; }

    private static string Word(ProbeKind kind) =>
        kind switch
        {
            ProbeKind.Sequential => "copy_sequential",
            ProbeKind.Scattered => "copy_scattered",
            ProbeKind.Batched => "copy_contiguous",
            ProbeKind.Zero => "zero",
            ProbeKind.Backward => "copy_downwards",
            ProbeKind.Barrier => "copy_barrier",
            ProbeKind.Clean => "copy_clean",
            ProbeKind.Contended => "copy_others_copying",
            ProbeKind.HashScalar => "sha256_scalar",
            ProbeKind.HashAccelerated => "sha256_library",
        };
}
