using KexecPerf.Answers.Runs;
using KexecPerf.Model.Dma;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>One of the scenarios of <see cref="DmaRuns"/>: the handle to its risks.</summary>
/// <param name="Scenario">What is simulated.</param>
/// <param name="Blocks">Draws by block.</param>
internal sealed record DmaRun(Scenario Scenario, IReadOnlyList<DmaDraw[]> Blocks)
{
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
            [.. Blocks.SelectMany(block => block.Select(draw => of(draw.Drawn)))],
            [.. Blocks.Select(block => block.Average(draw => of(draw.Expected)))]
        );
}
