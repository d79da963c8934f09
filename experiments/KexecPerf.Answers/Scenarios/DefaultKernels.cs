using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>The kernels assumed when none is given: Debian's 7.2.13, as parsed from its packages.</summary>
internal static class DefaultKernels
{
    public static KernelPayload For(Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => new KernelPayload(
                new ByteSize(14_526_400),
                new ByteSize(63_234_048),
                PayloadCompression.Zstd,
                new ByteSize(62_173_500),
                "Debian 7.2.13 amd64"
            ),
            Architecture.Arm64 => new KernelPayload(
                new ByteSize(48_271_296),
                new ByteSize(49_283_072),
                PayloadCompression.None,
                ByteSize.Zero,
                "Debian 7.2.13 arm64"
            ),
        };
}
