using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Dma;

/// <summary>
/// Probabilities of one kexec that a device's writes damage the image, in closed form given the timeline and the drawn device, so that 1e-12 is as sure
/// as 0.1. A page's expected writes after its copy are m = (rate / pages) (end - copy end) for a Poisson writer and
/// m = (writes / pages) (exp(-(copy end - start) / drain) - exp(-(end - start) / drain)) for a queue. Clusters lie anywhere in RAM outside
/// the CMA area, each on its own: P = 1 - prod over clusters (1 - q mean(1 - exp(-cluster m))), q being the share of those frames that
/// are destinations.
/// </summary>
/// <param name="Any">Any damage.</param>
/// <param name="Detected">Damage that the hash finds, so that the purgatory hangs.</param>
/// <param name="Silent">Damage that nothing finds.</param>
/// <param name="KernelText">Of the silent: in the kernel's content.</param>
/// <param name="KernelData">Of the silent: in its padding.</param>
/// <param name="Initrd">Of the silent: in the initrd.</param>
/// <param name="Elsewhere">Expected writes to memory outside the image after the old kernel stopped feeding; the same for every placement.</param>
public readonly record struct StrayRisk(
    double Any,
    double Detected,
    double Silent,
    double KernelText,
    double KernelData,
    double Initrd,
    double Elsewhere
)
{
    /// <summary>The risk from a device that writes on so many times as surely.</summary>
    public StrayRisk Times(double share) =>
        new(
            Any * share,
            Detected * share,
            Silent * share,
            KernelText * share,
            KernelData * share,
            Initrd * share,
            Elsewhere * share
        );

    /// <summary>Sums of each, for means.</summary>
    public StrayRisk Plus(StrayRisk other) =>
        new(
            Any + other.Any,
            Detected + other.Detected,
            Silent + other.Silent,
            KernelText + other.KernelText,
            KernelData + other.KernelData,
            Initrd + other.Initrd,
            Elsewhere + other.Elsewhere
        );

    /// <summary>The risk from one device.</summary>
    public static StrayRisk Of(
        DrawnDevice device,
        StrayTimeline timeline,
        MemoryLayout memory,
        long areaPages
    )
    {
        long frames = Math.Max(1, memory.Low.Pages + memory.Normal.Pages - areaPages);
        var sums = new Sums(device, timeline);
        foreach (Stretch stretch in timeline.Stretches)
        {
            // Frames in CMA and scratch were given to no device, but for those freed while it wrote.
            double share = stretch.Placement switch
            {
                Placement.PageList => 1.0 / frames,
                Placement.Cma => device.FreedWhileActive / Math.Max(1, areaPages),
                Placement.KhoScratch => device.FreedWhileActive / frames,
            };
            if (share > 0)
            {
                sums.Add(stretch, share);
            }
        }

        double p = device.StillWriting;
        double any = p * sums.Probability(sums.AnyHits);
        double detected = p * sums.Probability(sums.DetectedHits);
        double silent = any - detected > 0 ? any - detected : 0;
        double silentSum = sums.Silent.Sum();
        double Part(StrayOutcome of) =>
            silentSum > 0 ? silent * sums.Silent[(int)of] / silentSum : 0;
        return new StrayRisk(
            any,
            detected,
            silent,
            Part(StrayOutcome.SilentKernelText),
            Part(StrayOutcome.SilentKernelData),
            Part(StrayOutcome.SilentInitrd),
            p * sums.Total
        );
    }

    /// <summary>P of any damage by a device that writes on, given the destination pages it owns; for single cases.</summary>
    public static double Given(
        DrawnDevice device,
        IReadOnlyList<long> owned,
        StrayTimeline timeline
    )
    {
        var sums = new Sums(device, timeline);
        double mean = 0;
        foreach (long page in owned)
        {
            mean += sums.Between(timeline.WrittenPs(page), timeline.ResetPs);
        }

        // A queue's writes are a fixed number, each of which hits with mean / writes.
        double logNone = device.Device.Process switch
        {
            WriteProcess.Poisson => -mean,
            WriteProcess.Queue => Math.Max(1, (long)(device.Writes + 0.5))
                * PortableMath.Log1p(-Math.Min(0.999999999, mean / device.Writes)),
        };
        return -PortableMath.Expm1(logNone);
    }

    /// <summary>Chances, summed over destination pages, that a cluster standing there damages something.</summary>
    private sealed class Sums(DrawnDevice device, StrayTimeline timeline)
    {
        private readonly long _start = timeline.StopsFeedingPs(device.Device);

        /// <summary>
        /// Of a queue when the driver resets the device: asked for by every stretch.
        /// </summary>
        private readonly double _leftAtReset = Left(
            Math.Max(0, timeline.ResetPs - timeline.StopsFeedingPs(device.Device)) / device.DrainPs
        );

        public double AnyHits { get; private set; }

        public double DetectedHits { get; private set; }

        /// <summary>Of what nothing finds, by outcome.</summary>
        public double[] Silent { get; } = new double[Enum.GetValues<StrayOutcome>().Length];

        /// <summary>Expected writes from the end of feeding on, whatever they hit.</summary>
        public double Total => device.Pages * Between(_start, timeline.ResetPs);

        public void Add(Stretch stretch, double share)
        {
            long reset = timeline.ResetPs;
            long hashed = stretch.HashedPs;
            double all = Mean(stretch, reset);
            bool isHashed = hashed > stretch.LastWrittenPs;
            double weight = share * stretch.Pages;
            double any = weight * Chance(all);
            AnyHits += any;
            if (!isHashed)
            {
                Silent[(int)stretch.Silent] += any;
                return;
            }

            double after = Between(hashed, reset);
            DetectedHits += weight * Chance(Math.Max(0, all - after));
            Silent[(int)stretch.Silent] += weight * Chance(after);
        }

        /// <summary>
        /// Expected writes to a page until an end, averaged over pages written at even distances: a geometric series for what drains, the
        /// middle's for a constant rate and where a page at either end is in place since before feeding ended.
        /// </summary>
        private double Mean(Stretch stretch, long toPs)
        {
            long first = stretch.FirstWrittenPs;
            long length = stretch.LastWrittenPs - first;
            bool drains = device.Device.Process switch
            {
                WriteProcess.Poisson => false,
                WriteProcess.Queue => true,
            };
            if (!drains || length == 0 || Math.Min(first, stretch.LastWrittenPs) < _start)
            {
                return Between(first + length / 2, toPs);
            }

            double apart = length / (stretch.Pages - 1.0) / device.DrainPs;
            double series =
                PortableMath.Expm1(-stretch.Pages * apart)
                / (stretch.Pages * PortableMath.Expm1(-apart));
            double left = LeftAt(first) * series;
            double after = LeftAt(toPs);
            return device.Writes / device.Pages * Math.Max(0, left - after);
        }

        /// <summary>Any of the clusters, each of which damages something with this chance.</summary>
        public double Probability(double perCluster)
        {
            double clusters = device.Pages / (double)device.ClusterPages;
            return -PortableMath.Expm1(
                clusters * PortableMath.Log1p(-Math.Min(perCluster, 0.999999999))
            );
        }

        /// <summary>Expected writes to one page between two instants.</summary>
        public double Between(long fromPs, long toPs)
        {
            if (toPs <= fromPs)
            {
                return 0;
            }

            return device.Device.Process switch
            {
                WriteProcess.Poisson => device.Writes * 1e-12 / device.Pages * (toPs - fromPs),
                WriteProcess.Queue => device.Writes
                    / device.Pages
                    * (LeftAt(fromPs) - LeftAt(toPs)),
            };
        }

        /// <summary>Share of a queue's writes that are still under way.</summary>
        private double LeftAt(long ps) =>
            ps == timeline.ResetPs ? _leftAtReset : Left(Math.Max(0, ps - _start) / device.DrainPs);

        private static double Left(double drains) => drains > 600 ? 0 : PortableMath.Exp(-drains);

        private double Chance(double writesAPage) =>
            -PortableMath.Expm1(-device.ClusterPages * writesAPage);
    }
}
