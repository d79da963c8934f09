using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Calibration;

/// <summary>What one probe came to.</summary>
/// <param name="Probe">Which.</param>
/// <param name="Mapping"><c>2M</c>, <c>4K</c>, or <c>any</c> where it does not matter.</param>
/// <param name="SizeBytes">Of its buffer.</param>
/// <param name="Rounds">How often.</param>
/// <param name="MbPerS">Rate.</param>
internal sealed record ProbeFigures(
    string Probe,
    string Mapping,
    long SizeBytes,
    int Rounds,
    Interval MbPerS
)
{
    public static ProbeFigures Of(ProbeKey key, Measurements figures)
    {
        (double median, double low, double high) = figures.Find(key)!.Value;
        return new ProbeFigures(
            Word(key.Kind),
            key.Kind is ProbeKind.HashScalar or ProbeKind.HashAccelerated ? "any"
                : key.Huge ? "2M"
                : "4K",
            key.Size.Bytes,
            figures.Rates(key).Count,
            new Interval(median / 1e6, low / 1e6, high / 1e6)
        );
    }

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
            ProbeKind.Walk => "list_walk",
            ProbeKind.HashScalar => "sha256_scalar",
            ProbeKind.HashAccelerated => "sha256_library",
        };
}
