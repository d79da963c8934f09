namespace KexecPerf.Model.Machines;

/// <summary>The table of a device's numbers: <c>--set dma.DEVICE.KEY</c>, draws and rankings read it.</summary>
/// <param name="Key">Name it is set and ranked by.</param>
/// <param name="IsTime">Whether it is written as a duration; else as a plain number.</param>
/// <param name="Of">Its value; null where a device has no such number.</param>
/// <param name="With">The same device with another value.</param>
public sealed record DmaQuantity(
    string Key,
    bool IsTime,
    Func<DmaDevice, Quantity?> Of,
    Func<DmaDevice, Quantity, DmaDevice> With
)
{
    private static readonly List<DmaQuantity> List = [];

    /// <summary>All of them, in the order shown.</summary>
    public static IReadOnlyList<DmaQuantity> All => List;

    /// <summary><see cref="DmaDevice.Pages"/>.</summary>
    public static readonly DmaQuantity Pages = Number(
        "pages",
        d => d.Pages,
        (d, q) => d with { Pages = q }
    );

    /// <summary><see cref="DmaDevice.ClusterPages"/>.</summary>
    public static readonly DmaQuantity ClusterPages = Number(
        "cluster_pages",
        d => d.ClusterPages,
        (d, q) => d with { ClusterPages = q }
    );

    /// <summary><see cref="DmaDevice.Writes"/>.</summary>
    public static readonly DmaQuantity Writes = Number(
        "writes",
        d => d.Writes,
        (d, q) => d with { Writes = q }
    );

    /// <summary><see cref="DmaDevice.Drain"/>.</summary>
    public static readonly DmaQuantity Drain = Time(
        "drain",
        d => d.Drain,
        (d, q) => d with { Drain = q }
    );

    /// <summary><see cref="DmaDevice.NotStopped"/>.</summary>
    public static readonly DmaQuantity NotStopped = Number(
        "not_stopped",
        d => d.NotStopped,
        (d, q) => d with { NotStopped = q }
    );

    /// <summary><see cref="DmaDevice.IgnoresBusMaster"/>.</summary>
    public static readonly DmaQuantity IgnoresBusMaster = Number(
        "ignores_bus_master",
        d => d.IgnoresBusMaster,
        (d, q) => d with { IgnoresBusMaster = q }
    );

    /// <summary><see cref="DmaDevice.PassesIommu"/>.</summary>
    public static readonly DmaQuantity PassesIommu = Number(
        "passes_iommu",
        d => d.PassesIommu,
        (d, q) => d with { PassesIommu = q }
    );

    /// <summary><see cref="DmaDevice.FreedWhileActive"/>.</summary>
    public static readonly DmaQuantity FreedWhileActive = Number(
        "freed_while_active",
        d => d.FreedWhileActive,
        (d, q) => d with { FreedWhileActive = q }
    );

    /// <summary><see cref="DmaDevice.Bandwidth"/>.</summary>
    public static readonly DmaQuantity Bandwidth = Number(
        "bandwidth",
        d => d.Bandwidth,
        (d, q) => d with { Bandwidth = q }
    );

    private static DmaQuantity Number(
        string key,
        Func<DmaDevice, Quantity?> of,
        Func<DmaDevice, Quantity, DmaDevice> with
    ) => Add(new(key, IsTime: false, of, with));

    private static DmaQuantity Time(
        string key,
        Func<DmaDevice, Quantity?> of,
        Func<DmaDevice, Quantity, DmaDevice> with
    ) => Add(new(key, IsTime: true, of, with));

    private static DmaQuantity Add(DmaQuantity quantity)
    {
        List.Add(quantity);
        return quantity;
    }
}
