namespace KexecPerf.Model.Machines;

/// <summary>The table of a device's numbers: <c>--set dma.DEVICE.KEY</c>, draws and rankings read it.</summary>
/// <param name="Key">Name it is set and ranked by.</param>
/// <param name="Kind">How its value is written: a duration, a rate, or a plain number.</param>
/// <param name="Unit">What a plain number counts, or what it is a share of.</param>
/// <param name="Of">Its value; null where a device has no such number.</param>
/// <param name="With">The same device with another value.</param>
public sealed record DmaQuantity(
    string Key,
    ParameterKind Kind,
    string Unit,
    Func<DmaDevice, Quantity?> Of,
    Func<DmaDevice, Quantity, DmaDevice> With
)
{
    private static readonly List<DmaQuantity> List = [];

    /// <summary>Whether it is set as a duration; else as a plain number.</summary>
    public bool IsTime => Kind == ParameterKind.Duration;

    /// <summary>All of them, in the order shown.</summary>
    public static IReadOnlyList<DmaQuantity> All => List;

    /// <summary><see cref="DmaDevice.Pages"/>.</summary>
    public static readonly DmaQuantity Pages = Number(
        "pages",
        "pages",
        d => d.Pages,
        (d, q) => d with { Pages = q }
    );

    /// <summary><see cref="DmaDevice.ClusterPages"/>.</summary>
    public static readonly DmaQuantity ClusterPages = Number(
        "cluster_pages",
        "pages",
        d => d.ClusterPages,
        (d, q) => d with { ClusterPages = q }
    );

    /// <summary><see cref="DmaDevice.Writes"/>.</summary>
    public static readonly DmaQuantity Writes = Number(
        "writes",
        "writes",
        d => d.Writes,
        (d, q) => d with { Writes = q }
    );

    /// <summary><see cref="DmaDevice.Drain"/>.</summary>
    public static readonly DmaQuantity Drain = Add(
        new("drain", ParameterKind.Duration, "", d => d.Drain, (d, q) => d with { Drain = q })
    );

    /// <summary><see cref="DmaDevice.NotStopped"/>.</summary>
    public static readonly DmaQuantity NotStopped = Number(
        "not_stopped",
        "of kexecs",
        d => d.NotStopped,
        (d, q) => d with { NotStopped = q }
    );

    /// <summary><see cref="DmaDevice.IgnoresBusMaster"/>.</summary>
    public static readonly DmaQuantity IgnoresBusMaster = Number(
        "ignores_bus_master",
        "of those",
        d => d.IgnoresBusMaster,
        (d, q) => d with { IgnoresBusMaster = q }
    );

    /// <summary><see cref="DmaDevice.PassesIommu"/>.</summary>
    public static readonly DmaQuantity PassesIommu = Number(
        "passes_iommu",
        "of those",
        d => d.PassesIommu,
        (d, q) => d with { PassesIommu = q }
    );

    /// <summary><see cref="DmaDevice.FreedWhileActive"/>.</summary>
    public static readonly DmaQuantity FreedWhileActive = Number(
        "freed_while_active",
        "of its pages",
        d => d.FreedWhileActive,
        (d, q) => d with { FreedWhileActive = q }
    );

    /// <summary><see cref="DmaDevice.Bandwidth"/>.</summary>
    public static readonly DmaQuantity Bandwidth = Add(
        new(
            "bandwidth",
            ParameterKind.Rate,
            "",
            d => d.Bandwidth,
            (d, q) => d with { Bandwidth = q }
        )
    );

    private static DmaQuantity Number(
        string key,
        string unit,
        Func<DmaDevice, Quantity?> of,
        Func<DmaDevice, Quantity, DmaDevice> with
    ) => Add(new(key, ParameterKind.Count, unit, of, with));

    private static DmaQuantity Add(DmaQuantity quantity)
    {
        List.Add(quantity);
        return quantity;
    }
}
