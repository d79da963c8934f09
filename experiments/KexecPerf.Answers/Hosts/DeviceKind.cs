namespace KexecPerf.Answers.Hosts;

/// <summary>
/// What machine profiles tell apart among devices, by how long they take to shut down.
/// </summary>
internal enum DeviceKind
{
    /// <summary>NVMe controllers on PCI.</summary>
    Nvme,

    /// <summary>Paravirtual disks: virtio, Hyper-V, Xen.</summary>
    VirtualDisk,

    /// <summary>PCI functions of class 02.</summary>
    Nic,

    /// <summary>Paravirtual network.</summary>
    VirtualNic,

    /// <summary>
    /// All else, which profiles have a time for together: disks behind adapters too.
    /// </summary>
    Rest,
}
