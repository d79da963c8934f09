using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// The scenario with everything removed that cannot change what is simulated, so that two that differ in name alone are simulated once
/// and compare as exactly equal.
/// </summary>
internal static class CanonicalScenario
{
    private static readonly DmaSetup Nobody = new();

    public static Scenario Of(Scenario s)
    {
        bool cma = CmaPlacementRules.Decide(s).Any;
        bool kho = s.Kho && !s.ClassicSyscall;
        bool padding = cma && !s.InitOnAlloc;
        KernelFeatures kernel = s.Kernel with
        {
            Version = default,
            Name = "",
            KexecHandover = false,
            CmaPlacement = cma,
            CmaUnderKho = cma && s.Kernel.CmaUnderKho,
            TailZeroing = cma && s.Kernel.TailZeroing,
            MemsetFirst = cma && s.Kernel.MemsetFirst,
            AlignOrder9 = cma && s.Kernel.AlignOrder9,
            CmaPerNode = s.Areas > 1 && s.Memory.CmaArea.Bytes > 0,
            SkipDigest = s.Kernel.SkipDigest && !s.ClassicSyscall && (cma || kho),
        };
        return s with
        {
            Kernel = kernel,
            Kho = kho,
            Reload = cma && s.Reload,
            KhoScratch = kho ? s.KhoScratch : null,
            Dma = Nobody,
            CmaAlignment = cma ? s.CmaAlignment : 0,
            Memory = s.Memory with
            {
                CmaDirty = padding ? s.Memory.CmaDirty : false,
                CmaStart = s.Memory.CmaArea.Bytes > 0 ? s.Memory.CmaStart : null,
            },
        };
    }
}
