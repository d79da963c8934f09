using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Running;

/// <summary>
/// The scenario with everything removed that cannot change its hot phase, so that two that differ in name alone are simulated once
/// and compare as exactly equal.
/// </summary>
internal static class CanonicalScenario
{
    public static Scenario Of(Scenario s)
    {
        bool cma = CmaPlacementRules.Decide(s).Any && s.Memory.CmaSuccess > 0;
        bool kho = s.Kho && !s.ClassicSyscall;
        KernelFeatures kernel = s.Kernel with
        {
            Version = default,
            Name = "",
            KexecHandover = false,
            CmaPlacement = cma,
            CmaUnderKho = cma && s.Kernel.CmaUnderKho,
            TailZeroing = cma && s.Kernel.TailZeroing,
            AlignOrder9 = cma && s.Kernel.AlignOrder9,
            SkipDigest = s.Kernel.SkipDigest && !s.ClassicSyscall && (cma || kho),
        };
        return s with
        {
            Kernel = kernel,
            Kho = kho,
            ClassicSyscall = false,
            InitOnAlloc = !cma || s.InitOnAlloc,
            CmaAlignment = cma ? s.CmaAlignment : 0,
            Memory = s.Memory with
            {
                Ram = default,
                CmaArea = cma ? s.Memory.CmaArea : default,
                CmaSuccess = cma ? s.Memory.CmaSuccess : 1,
                CmaDirty = cma && s.Memory.CmaDirty,
            },
        };
    }
}
