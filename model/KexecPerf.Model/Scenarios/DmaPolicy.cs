namespace KexecPerf.Model.Scenarios;

/// <summary>What the old kernel does about devices that write.</summary>
public sealed record DmaPolicy
{
    /// <summary>Drivers' shutdown hooks run.</summary>
    public bool DriversStop { get; init; } = true;

    /// <summary>Bus Master is cleared at shutdown (<c>pci_device_shutdown</c> with kexec_in_progress, since 3.13).</summary>
    public bool ClearBusMaster { get; init; } = true;

    /// <summary>An IOMMU translates for the devices.</summary>
    public bool Iommu { get; init; }

    /// <summary>Time waited after the CPUs are stopped and before the copy, picoseconds.</summary>
    public long SleepPs { get; init; }
}
