using KexecPerf.Model.HotPhase;

namespace KexecPerf.Model.Tests.Laws;

/// <summary>Compares two outcomes, to the picosecond.</summary>
internal static class Outcomes
{
    /// <summary>Every field.</summary>
    public static void RequireSame(HotPhaseOutcome a, HotPhaseOutcome b)
    {
        RequireSameTimes(a, b);
        Assert.Equal(
            (a.CpuStopHang, a.PurgatoryHang, a.InitrdPagesOverwritten, a.AllInCma, a.AnyInCma),
            (b.CpuStopHang, b.PurgatoryHang, b.InitrdPagesOverwritten, b.AllInCma, b.AnyInCma)
        );
        Assert.Equal(a.Boots, b.Boots);
    }

    /// <summary>Every phase and span.</summary>
    public static void RequireSameTimes(HotPhaseOutcome a, HotPhaseOutcome b)
    {
        Assert.Equal(PhaseNames.All.Select(p => a[p]), PhaseNames.All.Select(p => b[p]));
        Assert.Equal((a.Switch, a.HotPhase, a.Downtime), (b.Switch, b.HotPhase, b.Downtime));
    }
}
