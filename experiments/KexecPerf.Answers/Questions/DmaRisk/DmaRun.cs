using KexecPerf.Answers.Runs;
using KexecPerf.Model.Dma;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>One of the scenarios of <see cref="DmaRuns"/>: the handle to its risks.</summary>
/// <param name="Scenario">What is simulated.</param>
/// <param name="Blocks">Draws by block.</param>
internal sealed record DmaRun(Scenario Scenario, IReadOnlyList<DmaDraw[]> Blocks)
{
    /// <summary>By block and machine: on a given one devices are independent, each with weights of its own.</summary>
    private readonly StrayRisk[][][] _means =
    [
        .. Blocks.Select(block => block.Chunk(DmaBlock.DrawsEach).Select(Mean).ToArray()),
    ];

    /// <summary>Of all devices together: any damage is 1 - prod (1 - p).</summary>
    public RiskRange Of(Func<StrayRisk, double> of) =>
        Over(devices => StrayRunner.Together(devices, of));

    /// <summary>Of one device, by its place among the scenario's.</summary>
    public RiskRange Of(int device, Func<StrayRisk, double> of) =>
        Over(devices => of(devices[device]));

    /// <summary>Expected numbers of all devices together, which add up.</summary>
    public RiskRange Sum(Func<StrayRisk, double> of) => Over(devices => devices.Sum(of));

    private RiskRange Over(Func<StrayRisk[], double> of) =>
        RiskRange.Of(
            [.. Blocks.SelectMany(block => block.Select(d => (of(d.Drawn), d.Weight)))],
            [.. _means.Select(block => block.Average(of))]
        );

    private static StrayRisk[] Mean(DmaDraw[] draws) =>
        [
            .. draws[0]
                .Expected.Select(
                    (first, device) =>
                        draws
                            .Skip(1)
                            .Aggregate(first, (sum, d) => sum.Plus(d.Expected[device]))
                            .Times(1.0 / draws.Length)
                ),
        ];
}
