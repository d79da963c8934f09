using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Dma;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>
/// Risks of several scenarios over the same draws. A probability is exact given a draw, and the
/// mean, which rests on the few draws where a device is least likely to be stopped, is exact over
/// that likelihood, too; what is left to sample is where its writes go and when.
/// </summary>
internal sealed class DmaRuns
{
    /// <summary>Machines where nobody asks for another number.</summary>
    private const int Usual = 32;

    /// <summary>Independent of one another, so that their spread tells the mean's error.</summary>
    private const int MostBlocks = 16;

    private readonly Dictionary<Scenario, DmaRun> _runs;
    private readonly DmaRun _watched;
    private readonly DmaBlock[] _blocks;

    private DmaRuns(AnswerRequest request, IReadOnlyList<Scenario> scenarios)
    {
        Count = request.Plan.Replications ?? Usual;
        int blocks = Math.Min(MostBlocks, Count);
        double[][] still =
        [
            .. scenarios.Select(s =>
                StrayRunner
                    .Devices(s)
                    .Select(d => DrawnDevice.MeanStillWriting(d, s.Dma.Policy))
                    .ToArray()
            ),
        ];
        _blocks =
        [
            .. Enumerable
                .Range(0, blocks)
                .Select(b => new DmaBlock(
                    scenarios,
                    still,
                    request.Plan.Seed,
                    b,
                    Count / blocks + (b < Count % blocks ? 1 : 0)
                )),
        ];
        var draws = new DmaDraw[blocks][][];
        request.Work.For(blocks, Count, b => draws[b] = _blocks[b].Run(request.Work.Done));
        _runs = [];
        for (int s = 0; s < scenarios.Count; s++)
        {
            int scenario = s;
            _runs[scenarios[s]] = new DmaRun(scenarios[s], [.. draws.Select(d => d[scenario])]);
        }

        _watched = _runs[scenarios[0]];
        RiskRange any = _watched.Of(r => r.Any);
        ErrorPercent =
            any.Mean <= 0 ? 0
            : any.MeanError is { } error ? 100 * error / any.Mean
            : 100;
    }

    /// <summary>Machines drawn.</summary>
    public int Count { get; }

    /// <summary>Half-width of the 95 % interval of the first scenario's mean, relative to it, percent.</summary>
    public double ErrorPercent { get; }

    /// <summary>What a scenario that was run came to.</summary>
    public DmaRun this[Scenario scenario] => _runs[scenario];

    /// <summary>Runs on as many machines as were asked for.</summary>
    public static DmaRuns Of(AnswerRequest request, IReadOnlyList<Scenario> scenarios) =>
        new(request, scenarios);

    /// <summary>
    /// The device numbers by how far their rank goes along with the first scenario's risk, the
    /// first one most; none where the risk does not vary.
    /// </summary>
    public IReadOnlyList<DeviceNumber> Matters(Scenario scenario)
    {
        double[] any =
        [
            .. _watched.Blocks[0].Select(d => StrayRunner.Together(d.Drawn, r => r.Any)),
        ];
        if (any.Distinct().Count() < 3)
        {
            return [];
        }

        return
        [
            .. StrayRunner
                .Devices(scenario)
                .SelectMany(d => d.Quantities.Select(q => (Path: $"dma.{d.Name}.{q.Name}", q)))
                .Where(n => n.q.Quantity.Low < n.q.Quantity.High)
                .Select(n => new DeviceNumber(
                    n.Path,
                    Rank(n.Path, n.q.Name == DmaQuantity.Bandwidth.Key)
                ))
                // Of one machine there is no rank.
                .Where(n => double.IsFinite(n.Rank))
                .OrderByDescending(n => n.Rank),
        ];

        // A number grows with its place, so that their ranks are the same.
        double Rank(string path, bool withMachine) =>
            Math.Abs(
                Correlation.Spearman(
                    any.Select((_, n) => _blocks[0].Place(path, withMachine, n)),
                    any
                )
            );
    }
}
