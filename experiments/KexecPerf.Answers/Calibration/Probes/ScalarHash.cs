using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>
/// What <see cref="Sha256"/>, compiled for .NET and not by the kernel's compiler, tells of the
/// kernel's own hash.
/// </summary>
internal static class ScalarHash
{
    /// <summary>
    /// Rate of the kernel's generic C over the rate of this code. On a shared Zen 4 VM, best of 15
    /// in five alternating runs of 4 MiB: C (gcc 12 -O2) 323-329 MB/s, this 296-299, hence 1.10.
    /// The range is for other CPUs and compilers, where it was not measured.
    /// </summary>
    public const double KernelFactor = 1.10;

    /// <inheritdoc cref="KernelFactor"/>
    public const double KernelFactorLow = 0.95;

    /// <inheritdoc cref="KernelFactor"/>
    public const double KernelFactorHigh = 1.25;
}
