using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Dma;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>
/// Some machines, the hot phase of each run once for every scenario that differs in it, and on each
/// many draws of the devices, whose risk is in closed form and cheap. Machines are one Latin
/// hypercube, devices another. What slows the copy (a device's bandwidth; where it is noticeable
/// its drain) is drawn with the machine.
/// </summary>
internal sealed class DmaBlock
{
    /// <summary>Draws of the devices on a machine.</summary>
    public const int DrawsEach = 32;

    private readonly IReadOnlyList<Scenario> _scenarios;
    private readonly IReadOnlyList<DmaDevice> _devices;
    private readonly double[][] _meanStill;
    private readonly ulong _seed;
    private readonly int _number;
    private readonly int _machines;
    private readonly LatinHypercube _ofMachines;
    private readonly LatinHypercube _ofDevices;

    /// <summary>The block of a number, of so many machines.</summary>
    /// <param name="scenarios">With the same machine and devices.</param>
    /// <param name="meanStill">By scenario and device.</param>
    /// <param name="seed">Root seed.</param>
    /// <param name="number">From 0.</param>
    /// <param name="machines">At least 1.</param>
    public DmaBlock(
        IReadOnlyList<Scenario> scenarios,
        double[][] meanStill,
        ulong seed,
        int number,
        int machines
    )
    {
        (_scenarios, _meanStill, _seed) = (scenarios, meanStill, seed);
        (_number, _machines) = (number, machines);
        _devices = StrayRunner.Devices(scenarios[0]);
        _ofMachines = new LatinHypercube(seed, 2 * number, machines);
        _ofDevices = new LatinHypercube(seed, 2 * number + 1, machines * DrawsEach);
    }

    /// <summary>By scenario and draw.</summary>
    public DmaDraw[][] Run(CancellationToken cancel)
    {
        DmaDraw[][] draws = [.. _scenarios.Select(_ => new DmaDraw[_machines * DrawsEach])];
        for (int m = 0; m < _machines; m++)
        {
            cancel.ThrowIfCancellationRequested();
            Run(m, draws);
        }

        return draws;
    }

    /// <summary>The place of a device's number in its law, a probability.</summary>
    public double Probability(string path, bool withMachine, int draw) =>
        withMachine ? _ofMachines[path, draw / DrawsEach] : _ofDevices[path, draw];

    private void Run(int machine, DmaDraw[][] draws)
    {
        var draw = MachineDraw.Of(
            _scenarios[0].Machine,
            _seed,
            (long)_number * _machines + machine,
            (key, _) => _ofMachines[key, machine]
        );
        int first = machine * DrawsEach;
        var policy = new DmaPolicy();
        BandwidthTaker?[] takers =
        [
            .. _devices.Select(d =>
                StrayRunner.Taker(DrawnDevice.Of(d, policy, q => At(d, q, true, first)), draw)
            ),
        ];
        DrawnDevice[][] drawn =
        [
            .. _devices.Select(
                (d, i) =>
                    Enumerable
                        .Range(first, DrawsEach)
                        .Select(n =>
                            DrawnDevice.Of(d, policy, q => At(d, q, IsWithMachine(q, takers[i]), n))
                        )
                        .ToArray()
            ),
        ];
        // Those that differ in who stops a device alone expose the same pages for the same time.
        Dictionary<(Scenario, long), StrayRisk[][]> written = [];
        Dictionary<Scenario, LoadedImage> images = [];
        for (int s = 0; s < _scenarios.Count; s++)
        {
            Scenario quiet = CanonicalScenario.Of(_scenarios[s]);
            DmaPolicy its = _scenarios[s].Dma.Policy;
            if (!written.TryGetValue((quiet, its.SleepPs), out StrayRisk[][]? risks))
            {
                if (!images.TryGetValue(quiet, out LoadedImage? image))
                {
                    images.Add(quiet, image = LoadedImage.Load(quiet, draw));
                }

                written.Add((quiet, its.SleepPs), risks = Written(image, draw, its, takers, drawn));
            }

            for (int n = 0; n < DrawsEach; n++)
            {
                draws[s][first + n] = new DmaDraw(
                    [.. risks.Select((r, d) => r[n].Times(Still(_devices[d], its, first + n)))],
                    [.. risks.Select((r, d) => r[n].Times(_meanStill[s][d]))]
                );
            }
        }
    }

    /// <summary>Risks by device and draw of devices that nothing stops.</summary>
    private static StrayRisk[][] Written(
        LoadedImage image,
        MachineDraw draw,
        DmaPolicy policy,
        BandwidthTaker?[] takers,
        DrawnDevice[][] drawn
    )
    {
        StrayTimeline? quiet = null;
        return
        [
            .. drawn.Select(
                (draws, d) =>
                {
                    StrayTimeline timeline = takers[d] is { } taker
                        ? StrayRunner.Timeline(image, draw, policy, [taker])
                        : quiet ??= StrayRunner.Timeline(image, draw, policy, []);
                    return draws
                        .Select(device =>
                            StrayRisk.Of(
                                device with
                                {
                                    StillWriting = 1,
                                },
                                timeline,
                                image.Layout,
                                image.AreaPages
                            )
                        )
                        .ToArray();
                }
            ),
        ];
    }

    private double Still(DmaDevice device, DmaPolicy policy, int draw) =>
        DrawnDevice.StillWritingOf(policy, q => At(device, q, false, draw));

    private double At(DmaDevice device, DmaQuantity quantity, bool withMachine, int draw) =>
        quantity.Of(device) is not { } q ? 0
        : q.Low == q.High ? q.Value
        : MachineDraw.Quantile(
            q,
            Probability($"dma.{device.Name}.{quantity.Key}", withMachine, draw)
        );

    private static bool IsWithMachine(DmaQuantity quantity, BandwidthTaker? taker) =>
        quantity == DmaQuantity.Bandwidth || (quantity == DmaQuantity.Drain && taker is not null);
}
