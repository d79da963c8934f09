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
    public const int DrawsEach = 64;

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
    /// <param name="done">Called after each machine; throws to stop.</param>
    public DmaDraw[][] Run(Action done)
    {
        DmaDraw[][] draws = [.. _scenarios.Select(_ => new DmaDraw[_machines * DrawsEach])];
        for (int m = 0; m < _machines; m++)
        {
            Run(m, draws);
            done();
        }

        return draws;
    }

    /// <summary>The place of a device's number among those drawn, from 0 to 1.</summary>
    public double Place(string path, bool withMachine, int draw) =>
        withMachine ? _ofMachines[path, draw / DrawsEach] : _ofDevices[path, draw];

    private void Run(int machine, DmaDraw[][] draws)
    {
        long replication = 1_024L * machine + _number;
        var draw = MachineDraw.Of(
            _scenarios[0].Machine,
            new Replication(_seed, replication, replication),
            (key, _) => _ofMachines[key, machine]
        );
        int first = machine * DrawsEach;
        var policy = new DmaPolicy();
        BandwidthTaker?[] takers =
        [
            .. _devices.Select(d =>
                StrayRunner.Taker(
                    DrawnDevice.Of(d, policy, q => At(d, q, IsOfTaker(q), first)),
                    draw
                )
            ),
        ];
        DrawnDevice[][] drawn = Drawn(first, takers);
        // Those that differ in who stops a device alone expose the same pages for the same time.
        Dictionary<(Scenario, long), StrayRisk[][]> written = [];
        Dictionary<Scenario, LoadedImage> images = [];
        Dictionary<(Scenario, int), StrayTimeline> timelines = [];
        double[][] weights =
        [
            .. Enumerable
                .Range(first, DrawsEach)
                .Select(n => _devices.Select((d, i) => Weight(d, takers[i], n)).ToArray()),
        ];
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

                StrayTimeline Run(int device, IReadOnlyList<BandwidthTaker> taker) =>
                    timelines.TryGetValue((quiet, device), out StrayTimeline? done)
                        ? done
                        : timelines[(quiet, device)] = StrayRunner.Timeline(
                            image,
                            draw,
                            its,
                            taker
                        );
                StrayTimeline[] All() =>
                    [
                        .. takers.Select(
                            (t, d) => (t is null ? Run(-1, []) : Run(d, [t])).Under(its)
                        ),
                    ];
                risks = Written(image, All, drawn);
                written.Add((quiet, its.SleepPs), risks);
            }

            for (int n = 0; n < DrawsEach; n++)
            {
                draws[s][first + n] = new DmaDraw(
                    [.. risks.Select((r, d) => r[n].Times(Still(_devices[d], its, first + n)))],
                    [.. risks.Select((r, d) => r[n].Times(_meanStill[s][d] * weights[n][d]))],
                    weights[n].Aggregate(1.0, (all, w) => all * w)
                );
            }
        }
    }

    /// <summary>The devices of a machine, by device and draw.</summary>
    private DrawnDevice[][] Drawn(int first, BandwidthTaker?[] takers) =>
        [
            .. _devices.Select(
                (d, i) =>
                    Enumerable
                        .Range(first, DrawsEach)
                        .Select(n =>
                            DrawnDevice.Of(
                                d,
                                new DmaPolicy(),
                                q => At(d, q, IsWithMachine(q, takers[i]), n)
                            )
                        )
                        .ToArray()
            ),
        ];

    /// <summary>
    /// Risks by device and draw of devices that nothing stops; none where the load fails, so that
    /// there is no kexec to damage.
    /// </summary>
    private static StrayRisk[][] Written(
        LoadedImage image,
        Func<StrayTimeline[]> timelines,
        DrawnDevice[][] drawn
    )
    {
        if (image.Outcome.Fails)
        {
            return [.. drawn.Select(draws => new StrayRisk[draws.Length])];
        }

        StrayTimeline[] all = timelines();
        return
        [
            .. drawn.Select(
                (draws, d) =>
                    draws
                        .Select(device => device with { StillWriting = 1 })
                        .Select(device =>
                            StrayRisk.Of(device, all[d], image.Layout, image.AreaPages)
                        )
                        .ToArray()
            ),
        ];
    }

    private double Still(DmaDevice device, DmaPolicy policy, int draw) =>
        DrawnDevice.StillWritingOf(policy, q => At(device, q, false, draw));

    private double At(DmaDevice device, DmaQuantity quantity, bool withMachine, int draw)
    {
        Quantity q = quantity.Of(device)!;
        if (q.Low == q.High)
        {
            return q.Value;
        }

        double place = Place(Path(device, quantity), withMachine, draw);
        return MachineDraw.Quantile(
            q,
            IsTilted(quantity, withMachine) ? 1 - (1 - place) * Math.Sqrt(1 - place) : place
        );
    }

    /// <summary>
    /// How often a draw of a device's numbers should have come up to how often it does: of a
    /// place v, whose probability is 1 - (1 - v)^1.5, its derivative.
    /// </summary>
    private double Weight(DmaDevice device, BandwidthTaker? taker, int draw) =>
        DmaQuantity
            .All.Where(q =>
                IsTilted(q, IsWithMachine(q, taker)) && q.Of(device) is { } x && x.Low < x.High
            )
            .Aggregate(
                1.0,
                (all, q) => all * 1.5 * Math.Sqrt(1 - Place(Path(device, q), false, draw))
            );

    /// <summary>What the mean hangs on where it is large: the upper 0.25 % are drawn 7 times as often.</summary>
    private static bool IsTilted(DmaQuantity quantity, bool withMachine) =>
        !withMachine
        && (
            quantity == DmaQuantity.Pages
            || quantity == DmaQuantity.Writes
            || quantity == DmaQuantity.Drain
        );

    private static string Path(DmaDevice device, DmaQuantity quantity) =>
        $"dma.{device.Name}.{quantity.Key}";

    private static bool IsOfTaker(DmaQuantity quantity) =>
        quantity == DmaQuantity.Bandwidth || quantity == DmaQuantity.Drain;

    private static bool IsWithMachine(DmaQuantity quantity, BandwidthTaker? taker) =>
        quantity == DmaQuantity.Bandwidth || (quantity == DmaQuantity.Drain && taker is not null);
}
