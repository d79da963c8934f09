using KexecPerf.Model.Dma;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Tests.Dma;

/// <summary>
/// Writes of one device to destination pages it owns, one by one: the simulation that <see cref="StrayRisk"/> must agree with, and what shows single
/// cases. Only writes that can hit the image are drawn, in order of time.
/// </summary>
internal static class StrayWrites
{
    /// <summary>The writes of a device that nothing stops.</summary>
    /// <param name="device">Drawn.</param>
    /// <param name="owned">Destination pages it owns, of <see cref="DrawnDevice.Pages"/> in all.</param>
    /// <param name="timeline">Of the run.</param>
    /// <param name="stream">The device's own.</param>
    public static List<(long TimePs, long Page)> Draw(
        DrawnDevice device,
        IReadOnlyList<long> owned,
        StrayTimeline timeline,
        RandomStream stream
    )
    {
        return owned.Count == 0
            ? []
            : device.Device.Process switch
            {
                WriteProcess.Poisson => Steady(device, owned, timeline, stream),
                WriteProcess.Queue => Draining(device, owned, timeline, stream),
            };
    }

    private static List<(long TimePs, long Page)> Steady(
        DrawnDevice device,
        IReadOnlyList<long> owned,
        StrayTimeline timeline,
        RandomStream stream
    )
    {
        var writes = new List<(long, long)>();
        double perPs = device.Writes * 1e-12 * owned.Count / device.Pages;
        for (
            double at = Gap(perPs, ref stream);
            at < timeline.ResetPs;
            at += Gap(perPs, ref stream)
        )
        {
            writes.Add(((long)at, Any(owned, ref stream)));
        }

        return writes;
    }

    private static List<(long TimePs, long Page)> Draining(
        DrawnDevice device,
        IReadOnlyList<long> owned,
        StrayTimeline timeline,
        RandomStream stream
    )
    {
        var writes = new List<(long, long)>();
        long start = timeline.StopsFeedingPs(device.Device);
        for (long i = 0; i < (long)(device.Writes + 0.5); i++)
        {
            double at = start + Gap(1 / device.DrainPs, ref stream);
            bool hits = stream.NextUniform() * device.Pages < owned.Count;
            long page = Any(owned, ref stream);
            if (hits && at < timeline.ResetPs)
            {
                writes.Add(((long)at, page));
            }
        }

        writes.Sort();
        return writes;
    }

    private static double Gap(double rate, ref RandomStream stream) =>
        -PortableMath.Log(1 - stream.NextUniform()) / rate;

    private static long Any(IReadOnlyList<long> pages, ref RandomStream stream) =>
        pages[(int)(stream.NextUniform() * pages.Count)];
}
