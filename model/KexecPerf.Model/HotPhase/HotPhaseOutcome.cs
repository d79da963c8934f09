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

    /// <summary>arm64: the kernel was written below its entry and never starts.</summary>
    public bool KernelTooLow { get; init; }

    /// <summary>
    /// Whether the digest matches is not known: padding in CMA holds nobody knows what.
    /// </summary>
    public bool PaddingIsUnknown { get; init; }

    /// <summary>
    /// arm64: segments in CMA may not have reached memory when the new kernel reads them with
    /// caches off.
    /// </summary>
    public bool IsNotCleaned { get; init; }

    /// <summary>Whether every segment was in CMA.</summary>
    public bool AllInCma { get; init; }

    /// <summary>Whether any segment was in CMA.</summary>
    public bool AnyInCma { get; init; }

    /// <summary>The load before it.</summary>
    public LoadOutcome Load { get; init; } = new();

    /// <summary>Duration of a phase.</summary>
    public SimTime this[Phase phase] => _durations[(int)phase];

    /// <summary>Duration of a span.</summary>
    public SimTime this[PhaseSpan span]
    {
        get
        {
            SimTime sum = SimTime.Zero;
            foreach (Phase phase in PhaseNames.All)
            {
                sum += span.Has(phase) ? this[phase] : SimTime.Zero;
            }

            return sum;
        }
    }

    /// <summary>The span of this name.</summary>
    public SimTime Switch => this[PhaseSpan.Switch];

    /// <summary>The span of this name.</summary>
    public SimTime HotPhase => this[PhaseSpan.HotPhase];

    /// <summary>The span of this name.</summary>
    public SimTime Downtime => this[PhaseSpan.Downtime];

    /// <summary>Whether its phases took a time: there was a kexec, and no CPU hung in it.</summary>
    public bool HasTimes => !CpuStopHang && !Load.Fails;

    /// <summary>Whether the new kernel came up whole, for certain.</summary>
    public bool Boots => !Fails && !IsOpen;

    /// <summary>
    /// Whether nothing certain keeps it from booting, but something that is not known may.
    /// </summary>
    public bool IsUncertain => !Fails && IsOpen;

    private bool Fails =>
        Load.Fails || CpuStopHang || PurgatoryHang || KernelTooLow || InitrdPagesOverwritten > 0;

    private bool IsOpen => PaddingIsUnknown || IsNotCleaned || Load.NeedsMoreScratch;
}
