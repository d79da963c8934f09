using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Dma;

/// <summary>One device of a replication, its numbers drawn.</summary>
public sealed record DrawnDevice
{
    /// <summary>The kind.</summary>
    public required DmaDevice Device { get; init; }

    /// <summary>Page frames it may write to, at least 1.</summary>
    public required long Pages { get; init; }

    /// <summary>Frames that lie together, 1 to <see cref="Pages"/>.</summary>
    public required long ClusterPages { get; init; }

    /// <summary>Writes a second, or under way.</summary>
    public required double Writes { get; init; }

    /// <summary>Mean time of a write under way, picoseconds; 0 for a Poisson writer.</summary>
    public required double DrainPs { get; init; }

    /// <summary>Probability that nothing stops it before the next kernel's driver does.</summary>
    public required double StillWriting { get; init; }

    /// <summary>Share of its pages freed while it writes.</summary>
    public required double FreedWhileActive { get; init; }

    /// <summary>Bytes a second it takes of memory bandwidth.</summary>
    public required double Bandwidth { get; init; }

    /// <summary>Draws a device under a policy.</summary>
    public static DrawnDevice Of(DmaDevice device, DmaPolicy policy, MachineDraw draw)
    {
        double pages = Math.Max(1, At(DmaQuantity.Pages));
        double stays = Share(At(DmaQuantity.NotStopped));
        double ignores = Share(At(DmaQuantity.IgnoresBusMaster));
        double passes = Share(At(DmaQuantity.PassesIommu));
        return new DrawnDevice
        {
            Device = device,
            Pages = (long)(pages + 0.5),
            ClusterPages = (long)Math.Clamp(At(DmaQuantity.ClusterPages) + 0.5, 1, pages),
            Writes = At(DmaQuantity.Writes),
            DrainPs = device.Drain is null ? 0 : Math.Max(1, At(DmaQuantity.Drain)),
            StillWriting =
                (policy.DriversStop ? stays : 1)
                * (policy.ClearBusMaster ? ignores : 1)
                * (policy.Iommu ? passes : 1),
            FreedWhileActive = Share(At(DmaQuantity.FreedWhileActive)),
            Bandwidth = At(DmaQuantity.Bandwidth),
        };

        double At(DmaQuantity quantity) =>
            draw.Sample(quantity.Of(device)!, $"dma.{device.Name}.{quantity.Key}");
    }

    private static double Share(double x) => Math.Clamp(x, 0, 1);
}
