using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Distributions;

/// <summary>A distribution as shipped, with a source for each fact.</summary>
/// <param name="Name">Used with <c>--distro</c>.</param>
/// <param name="Title">Its own name.</param>
/// <param name="Kernels">One for each architecture modelled.</param>
internal sealed record Distribution(
    string Name,
    string Title,
    IReadOnlyList<DistributionKernel> Kernels
)
{
    /// <summary>Its kernel on an architecture.</summary>
    public DistributionKernel On(Architecture architecture) =>
        Kernels.Single(k => k.Architecture == architecture);
}
