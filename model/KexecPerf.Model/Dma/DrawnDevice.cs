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
    public static DrawnDevice Of(DmaDevice device, DmaPolicy policy, MachineDraw draw) =>
        Of(
            device,
            policy,
            quantity => draw.Sample(quantity.Of(device)!, $"dma.{device.Name}.{quantity.Key}")
        );

    /// <summary>A device under a policy, its numbers from elsewhere.</summary>
    public static DrawnDevice Of(DmaDevice device, DmaPolicy policy, Func<DmaQuantity, double> at)
    {
        double pages = Math.Max(1, at(DmaQuantity.Pages));
        return new DrawnDevice
        {
            Device = device,
            Pages = (long)(pages + 0.5),
            ClusterPages = (long)Math.Clamp(at(DmaQuantity.ClusterPages) + 0.5, 1, pages),
            Writes = at(DmaQuantity.Writes),
            DrainPs = device.Drain is null ? 0 : Math.Max(1, at(DmaQuantity.Drain)),
            StillWriting = StillWritingOf(policy, at),
            FreedWhileActive = Share(at(DmaQuantity.FreedWhileActive)),
            Bandwidth = at(DmaQuantity.Bandwidth),
        };
    }

    /// <summary>
    /// <see cref="StillWriting"/> averaged over what is assumed: its factors are drawn each on
    /// their own and it multiplies every chance, so that the mean of a chance needs no draw of it.
    /// </summary>
    public static double MeanStillWriting(DmaDevice device, DmaPolicy policy) =>
        Still(policy, quantity => MeanShare(quantity.Of(device)!));

    /// <summary><see cref="StillWriting"/> alone.</summary>
    public static double StillWritingOf(DmaPolicy policy, Func<DmaQuantity, double> at) =>
        Still(policy, quantity => Share(at(quantity)));

    private static double Still(DmaPolicy policy, Func<DmaQuantity, double> share) =>
        (policy.DriversStop ? share(DmaQuantity.NotStopped) : 1)
        * (policy.ClearBusMaster ? share(DmaQuantity.IgnoresBusMaster) : 1)
        * (policy.Iommu ? share(DmaQuantity.PassesIommu) : 1);

    /// <summary>Midpoint rule over the probability; the quantile's table has 400 lines.</summary>
    private static double MeanShare(Quantity quantity)
    {
        const int Points = 400 * 4;
        double sum = 0;
        for (int i = 0; i < Points; i++)
        {
            sum += Share(MachineDraw.Quantile(quantity, (i + 0.5) / Points));
        }

        return sum / Points;
    }

    private static double Share(double x) => Math.Clamp(x, 0, 1);
}
