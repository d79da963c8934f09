using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Kernels;

/// <summary>
/// What a stable release or a distribution took over from a later mainline release.
/// </summary>
/// <param name="Line">The kernels that have it, in words.</param>
/// <param name="Only">The architecture it concerns.</param>
/// <param name="Has">Whether a release is one of them; its architecture need not be looked
/// at.</param>
/// <param name="Feature">The feature it has beside those of its own release.</param>
/// <param name="Source">Where that was read.</param>
public sealed record Backport(
    string Line,
    Architecture Only,
    Func<KernelRelease, bool> Has,
    KernelFeature Feature,
    string Source
)
{
    /// <summary>The behaviour with it.</summary>
    public KernelFeatures Apply(KernelFeatures features) => Feature.With(features, true);
}
