namespace KexecPerf.Model.HotPhase;

/// <summary>The phases of a kexec in their order; the names in output are <see cref="PhaseNames"/>.</summary>
public enum Phase
{
    /// <summary><c>device_shutdown()</c>.</summary>
    DeviceShutdown,

    /// <summary>The other CPUs stop (<c>machine_shutdown()</c>).</summary>
    CpuShutdown,

    /// <summary>Notifiers, <c>migrate_to_reboot_cpu</c>, <c>syscore_shutdown</c>, interrupt controllers, <c>kmsg_dump</c>.</summary>
    Other,

    /// <summary>The page list is copied (<c>relocate_kernel</c>, <c>arm64_relocate_new_kernel</c>).</summary>
    Relocation,

    /// <summary>The digest is checked (x86).</summary>
    Purgatory,

    /// <summary>The jump.</summary>
    Handover,

    /// <summary>The new kernel moves and decompresses itself (x86).</summary>
    BootStub,

    /// <summary>Until the new kernel's drivers have reset their devices.</summary>
    EarlyBoot,
}
