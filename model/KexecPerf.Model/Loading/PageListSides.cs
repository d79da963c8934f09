using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Loading;

/// <summary>What a kexec with a CMA area is held against.</summary>
public static class PageListSides
{
    /// <summary>
    /// The same kexec on the same host booted without the area, and so with no segment in CMA;
    /// where the kernel would put none there anyway, the scenario itself.
    /// </summary>
    public static Scenario PageListSide(this Scenario s) =>
        CmaPlacementRules.Decide(s).Any
            ? s with
            {
                Kernel = s.Kernel with { CmaPlacement = false },
                Memory = s.Memory.WithoutArea(s.Memory.LayoutOn(s.Image.Architecture)),
                Reload = false,
            }
            : s;
}
