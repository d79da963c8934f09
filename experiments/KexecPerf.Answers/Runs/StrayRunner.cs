using KexecPerf.Model.Dma;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// The risk from each device in each replication: the same draws for every scenario, the hot phase run with the device taking its share of
/// memory bandwidth where that is noticeable, and the device's writes in closed form.
/// </summary>
internal static class StrayRunner
{
    /// <summary>Below half a sixteenth of the copy's bandwidth nothing changes.</summary>
    private const double Noticeable = 1.0 / 32;

    /// <summary>
    /// Refuses pages of which nothing is known: devices' pages and clusters are counted in 4 KiB.
    /// </summary>
    /// <exception cref="InputException">Another size than 4 KiB.</exception>
    public static void RequirePages(Scenario scenario)
    {
        if (scenario.PageSize != PageSize.Of4KiB)
        {
            throw new InputException(
                $"stray DMA is not modelled with pages of {scenario.PageSize}: "
                    + $"what a device writes to is known in pages of {PageSize.Of4KiB}; "
                    + "ask with --page-size 4KiB"
            );
        }
    }

    /// <summary>The devices of a scenario.</summary>
    public static IReadOnlyList<DmaDevice> Devices(Scenario scenario) =>
        scenario.Dma.Devices ?? DmaDevices.For(scenario.Machine.Architecture);

    /// <summary>By device, in one replication.</summary>
    public static StrayRisk[] Once(Scenario scenario, MachineDraw draw)
    {
        LoadedImage loaded = LoadedImage.Load(scenario, draw);
        StrayTimeline? quiet = null;
        return
        [
            .. Devices(scenario)
                .Select(d =>
                {
                    DrawnDevice device = DrawnDevice.Of(d, scenario.Dma.Policy, draw);
                    StrayTimeline timeline = Taker(device, draw) is { } taker
                        ? Timeline(loaded, draw, scenario.Dma.Policy, [taker])
                        : quiet ??= Timeline(loaded, draw, scenario.Dma.Policy, []);
                    return StrayRisk.Of(device, timeline, loaded.Layout, loaded.AreaPages);
                }),
        ];
    }

    /// <summary>All devices together: any damage is 1 - prod (1 - p), what is expected adds up.</summary>
    public static StrayRisk Together(StrayRisk[] devices) =>
        new(
            Together(devices, d => d.Any),
            Together(devices, d => d.Detected),
            Together(devices, d => d.Silent),
            Together(devices, d => d.KernelText),
            Together(devices, d => d.KernelData),
            Together(devices, d => d.Initrd),
            devices.Sum(d => d.Elsewhere)
        );

    /// <summary>One probability of all devices together; the sum where that is the same to the last digits.</summary>
    public static double Together(StrayRisk[] devices, Func<StrayRisk, double> of)
    {
        double sum = devices.Sum(of);
        return sum < 1e-3
            ? sum
            : 1 - devices.Aggregate(1.0, (left, d) => left * (1 - Math.Min(1, of(d))));
    }

    /// <summary>What a device takes of the memory's bandwidth; null where that changes nothing.</summary>
    public static BandwidthTaker? Taker(DrawnDevice device, MachineDraw draw)
    {
        // A copy reads and writes each byte.
        double copy = 2.0 * draw.Rate(MachineParameters.CopySequential).BytesPerSecond;
        double share = Math.Min(15.0 / 16, device.Bandwidth / copy);
        return share < Noticeable
            ? null
            : new BandwidthTaker(device.Device.FedUntilCpusStop, share, device.DrainPs);
    }

    /// <summary>The instants of a hot phase that devices slow down.</summary>
    public static StrayTimeline Timeline(
        LoadedImage loaded,
        MachineDraw draw,
        DmaPolicy policy,
        IReadOnlyList<BandwidthTaker> takers
    )
    {
        var record = new HotPhaseRecord
        {
            Copied = new PageTimes(),
            Hashed = new PageTimes(),
            Takers = takers,
        };
        HotPhaseOutcome outcome = HotPhaseSimulation.Run(loaded, draw, CopyMode.Extents, record);
        return new StrayTimeline(loaded, outcome, record.Copied, record.Hashed, policy);
    }
}
