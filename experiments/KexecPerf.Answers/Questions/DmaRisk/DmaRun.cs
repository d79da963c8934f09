using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Dma;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>One of the scenarios of <see cref="DmaRuns"/>: the handle to its risks.</summary>
internal sealed class DmaRun(Scenario scenario)
{
    /// <summary>By replication and device.</summary>
    private readonly List<StrayRisk[]> _risks = [];

    /// <summary>What is simulated.</summary>
    public Scenario Scenario => scenario;

    /// <summary>Replications done.</summary>
    public int Count => _risks.Count;

    /// <summary>More replications.</summary>
    public void Add(StrayRisk[][] risks) => _risks.AddRange(risks);

    /// <summary>Of all devices together: any damage is 1 - prod (1 - p).</summary>
    public List<double> Sample(Func<StrayRisk, double> of) =>
        [.. _risks.Select(devices => StrayRunner.Together(devices, of))];

    /// <summary>Median and 90 % over the assumptions, of all devices together.</summary>
    public Interval Of(Func<StrayRisk, double> of) => Interval.Of(Sample(of));

    /// <summary>Of one device, by its place among the scenario's.</summary>
    public Interval Of(int device, Func<StrayRisk, double> of) =>
        Interval.Of([.. _risks.Select(devices => of(devices[device]))]);

    /// <summary>Expected numbers of all devices together, which add up.</summary>
    public Interval Sum(Func<StrayRisk, double> of) =>
        Interval.Of([.. _risks.Select(devices => devices.Sum(of))]);
}
