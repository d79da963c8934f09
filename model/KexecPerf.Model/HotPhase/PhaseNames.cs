namespace KexecPerf.Model.HotPhase;

/// <summary>The table of the phases: their names and the span each belongs to.</summary>
public static class PhaseNames
{
    /// <summary>All phases in order.</summary>
    public static IReadOnlyList<Phase> All { get; } = Enum.GetValues<Phase>();

    /// <summary>Name in JSON and CSV.</summary>
    public static string Key(this Phase phase) => Row(phase).Key;

    /// <summary>Name in text.</summary>
    public static string Words(this Phase phase) => Row(phase).Words;

    /// <summary>The innermost span that holds it; those further out hold it too.</summary>
    public static PhaseSpan Within(this Phase phase) => Row(phase).Within;

    /// <summary>Whether the phase is part of the switch.</summary>
    public static bool InSwitch(this Phase phase) => PhaseSpan.Switch.Has(phase);

    /// <summary>Whether the phase is part of the hot phase.</summary>
    public static bool InHotPhase(this Phase phase) => PhaseSpan.HotPhase.Has(phase);

    private static (string Key, string Words, PhaseSpan Within) Row(Phase phase) =>
        phase switch
        {
            Phase.DeviceShutdown => ("device_shutdown", "device shutdown", PhaseSpan.HotPhase),
            Phase.CpuShutdown => ("cpu_shutdown", "cpu shutdown", PhaseSpan.HotPhase),
            Phase.Other => ("other", "other", PhaseSpan.HotPhase),
            Phase.Relocation => ("relocation", "relocation", PhaseSpan.Switch),
            Phase.Purgatory => ("purgatory", "purgatory sha256", PhaseSpan.Switch),
            Phase.Handover => ("handover", "handover", PhaseSpan.Switch),
            Phase.BootStub => ("boot_stub", "boot stub", PhaseSpan.Downtime),
            Phase.EarlyBoot => ("early_boot", "early boot", PhaseSpan.Downtime),
        };
}
