using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Kernels;

/// <summary>A behaviour put over a release: one of another release, or a proposal.</summary>
/// <param name="Name">As written after a <c>+</c>.</param>
/// <param name="Meaning">What it changes, in a few words.</param>
/// <param name="Source">Commit, posting, or that nobody posted it.</param>
/// <param name="Only">The architecture it concerns; null for both.</param>
/// <param name="IsImprovement">Whether <c>what-next</c> tries it; the others take a feature away.</param>
/// <param name="Feature">The feature it switches.</param>
/// <param name="On">Whether on or off.</param>
public sealed record Overlay(
    string Name,
    string Meaning,
    string Source,
    Architecture? Only,
    bool IsImprovement,
    KernelFeature Feature,
    bool On
)
{
    /// <summary>The behaviour with it.</summary>
    public KernelFeatures Apply(KernelFeatures features) => Feature.With(features, On);
}
