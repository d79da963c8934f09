namespace KexecPerf.Model.Machines;

/// <summary>
/// A kind of device that writes to memory the old kernel gave it. It is stopped by its driver's shutdown or by clearing Bus Master
/// (<c>pci_device_shutdown</c>, since 3.13), or it goes on until the new driver resets it. Nobody has published a rate for any of this per kexec, so most
/// numbers are assumed, with wide ranges.
/// </summary>
public sealed record DmaDevice
{
    /// <summary>Name in options and output.</summary>
    public required string Name { get; init; }

    /// <summary>One clause.</summary>
    public required string Description { get; init; }

    /// <summary>Only on this architecture; null: on both.</summary>
    public Architecture? Only { get; init; }

    /// <summary>Poisson or queue.</summary>
    public required WriteProcess Process { get; init; }

    /// <summary>Page frames it may write to.</summary>
    public required Quantity Pages { get; init; }

    /// <summary>Frames that lie together; the others are anywhere.</summary>
    public required Quantity ClusterPages { get; init; }

    /// <summary>Poisson: writes a second. Queue: writes under way when the old kernel stops feeding it. One write hits one page, with all its bytes.</summary>
    public required Quantity Writes { get; init; }

    /// <summary>Queue: mean time until a write under way is done, picoseconds.</summary>
    public Quantity? Drain { get; init; }

    /// <summary>Share of kexecs in which the driver's shutdown does not stop it.</summary>
    public required Quantity NotStopped { get; init; }

    /// <summary>Share of those in which clearing Bus Master does not stop it either; 1 for what is no PCI device.</summary>
    public required Quantity IgnoresBusMaster { get; init; }

    /// <summary>Share of those in which an IOMMU, where one is on, lets its writes through all the same.</summary>
    public required Quantity PassesIommu { get; init; }

    /// <summary>Share of its pages that the driver freed while it wrote, so that they can lie in a CMA area.</summary>
    public required Quantity FreedWhileActive { get; init; }

    /// <summary>Memory bandwidth it takes while it writes, bytes a second.</summary>
    public required Quantity Bandwidth { get; init; }

    /// <summary>Whether it is fed until the CPUs are stopped, not only until its own shutdown.</summary>
    public bool FedUntilCpusStop { get; init; }

    /// <summary>Every number it has with the name that it is set and ranked by.</summary>
    public IEnumerable<(string Name, Quantity Quantity)> Quantities =>
        DmaQuantity.All.Where(q => q.Of(this) is not null).Select(q => (q.Key, q.Of(this)!));
}
