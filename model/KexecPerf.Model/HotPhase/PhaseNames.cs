namespace KexecPerf.Model.HotPhase;

/// <summary>Names of the phases and the three spans they add up to.</summary>
public static class PhaseNames
{
    /// <summary>All phases in order.</summary>
    public static IReadOnlyList<Phase> All { get; } = Enum.GetValues<Phase>();

    /// <summary>Name in JSON and CSV.</summary>
    public static string Key(this Phase phase) =>
        phase switch
        {
            Phase.DeviceShutdown => "device_shutdown",
            Phase.CpuShutdown => "cpu_shutdown",
            Phase.Other => "other",
            Phase.Relocation => "relocation",
            Phase.Purgatory => "purgatory",
            Phase.Handover => "handover",
            Phase.BootStub => "boot_stub",
            _ => "early_boot",
        };

    /// <summary>Whether the phase is part of the switch: what placement can change.</summary>
    public static bool InSwitch(this Phase phase) =>
        phase is Phase.Relocation or Phase.Purgatory or Phase.Handover;

    /// <summary>Whether the phase is part of the hot phase: everything before the new kernel's first instruction.</summary>
    public static bool InHotPhase(this Phase phase) => phase <= Phase.Handover;
}
