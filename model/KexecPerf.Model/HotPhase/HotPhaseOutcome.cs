using KexecPerf.Model.Loading;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>What one simulated kexec took, and whether it came through.</summary>
public sealed record HotPhaseOutcome
{
    private readonly SimTime[] _durations;

    internal HotPhaseOutcome(SimTime[] durations) => _durations = durations;

    /// <summary>A CPU never answered; the kernel waits for ever and later phases were not reached.</summary>
    public bool CpuStopHang { get; init; }

    /// <summary>The digest did not match; the purgatory loops for ever. Later phases are timed as if it had matched.</summary>
    public bool PurgatoryHang { get; init; }

    /// <summary>Initrd pages the new kernel's boot stub overwrote.</summary>
    public long InitrdPagesOverwritten { get; init; }

    /// <summary>Whether every segment was in CMA.</summary>
    public bool AllInCma { get; init; }

    /// <summary>Whether any segment was in CMA.</summary>
    public bool AnyInCma { get; init; }

    /// <summary>The load before it.</summary>
    public LoadOutcome Load { get; init; } = new();

    /// <summary>Duration of a phase.</summary>
    public SimTime this[Phase phase] => _durations[(int)phase];

    /// <summary><c>machine_kexec()</c> to the new kernel's first instruction.</summary>
    public SimTime Switch => Sum(p => p.InSwitch());

    /// <summary><c>kernel_restart_prepare()</c> to the same point.</summary>
    public SimTime HotPhase => Sum(p => p.InHotPhase());

    /// <summary>Hot phase, boot stub and early boot.</summary>
    public SimTime Downtime => Sum(_ => true);

    /// <summary>Whether the new kernel came up whole.</summary>
    public bool Boots =>
        !Load.Fails && !CpuStopHang && !PurgatoryHang && InitrdPagesOverwritten == 0;

    private SimTime Sum(Func<Phase, bool> include)
    {
        SimTime sum = SimTime.Zero;
        foreach (Phase phase in PhaseNames.All)
        {
            if (include(phase))
            {
                sum += this[phase];
            }
        }

        return sum;
    }
}
