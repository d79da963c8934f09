using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Dma;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>
/// Risks of several scenarios, replication by replication. Probabilities are exact given a replication's draws, so a chance of 1e-12 needs no more runs
/// than one of 0.1; what is sampled is the range of the assumptions.
/// </summary>
internal sealed class DmaRuns
{
    private const int Ranked = 1_024;
    private const int Most = 32_768;
    private const double Target = 0.05;

    private readonly Dictionary<Scenario, DmaRun> _runs;
    private readonly DmaRun _watched;

    private DmaRuns(IReadOnlyList<Scenario> scenarios)
    {
        // Two that differ in name alone are simulated once.
        Dictionary<Scenario, DmaRun> canonical = [];
        _runs = [];
        foreach (Scenario scenario in scenarios)
        {
            Scenario same = CanonicalScenario.Of(scenario) with { Dma = scenario.Dma };
            if (!canonical.TryGetValue(same, out DmaRun? run))
            {
                canonical.Add(same, run = new DmaRun(same));
            }

            _runs[scenario] = run;
        }

        _watched = _runs[scenarios[0]];
    }

    /// <summary>Replications done.</summary>
    public int Count => _watched.Count;

    /// <summary>Half-width of the 95 % interval of the first scenario's median, relative to it, percent.</summary>
    public double ErrorPercent { get; private set; }

    /// <summary>What a scenario that was run came to.</summary>
    public DmaRun this[Scenario scenario] => _runs[scenario];

    /// <summary>Runs until the error of the first scenario's median is 5 %, or as often as was asked for.</summary>
    public static DmaRuns Of(AnswerRequest request, IReadOnlyList<Scenario> scenarios)
    {
        var runs = new DmaRuns(scenarios);
        if (request.Plan.Replications is { } count)
        {
            runs.Extend(request, count);
        }
        else
        {
            StoppingRule.Run(
                look =>
                {
                    runs.Extend(request, look);
                    return runs.Watched();
                },
                Target,
                Most
            );
        }

        double error = 100 * StoppingRule.RelativeError(runs.Watched(), request.Plan.Level);
        runs.ErrorPercent = double.IsFinite(error) ? error : 100;
        return runs;
    }

    /// <summary>What must be sure: the first scenario's risk. Where there is none that is sure at once.</summary>
    private List<double> Watched()
    {
        List<double> any = _watched.Sample(r => r.Any);
        return any.Median() > 0 ? any : [.. any.Select(_ => 1.0)];
    }

    private void Extend(AnswerRequest request, int until)
    {
        DmaRun[] runs = [.. _runs.Values.Distinct()];
        StrayRisk[][][] more = StrayRunner.Run(
            [.. runs.Select(r => r.Scenario)],
            request.Plan.Seed,
            Count,
            until,
            request.Cancel
        );
        foreach ((DmaRun run, StrayRisk[][] risks) in runs.Zip(more))
        {
            run.Add(risks);
        }
    }

    /// <summary>The device number whose rank goes along with the first scenario's risk most.</summary>
    public DeviceNumber? MattersMost(AnswerRequest request, Scenario scenario)
    {
        List<double> any = _watched.Sample(r => r.Any);
        if (any.Distinct().Count() < 3)
        {
            return null;
        }

        MachineDraw[] draws =
        [
            .. Enumerable
                .Range(0, Math.Min(Count, Ranked))
                .Select(r => MachineDraw.Of(scenario.Machine, request.Plan.Seed, r)),
        ];
        return StrayRunner
            .Devices(scenario)
            .SelectMany(d => d.Quantities.Select(q => (Path: $"dma.{d.Name}.{q.Name}", q.Quantity)))
            .Where(n => n.Quantity.Low < n.Quantity.High)
            .Select(n => new DeviceNumber(n.Path, Rank(n.Path, n.Quantity)))
            .MaxBy(n => n.Rank);

        double Rank(string path, Quantity q) =>
            Math.Abs(
                Correlation.Spearman(draws.Select(d => d.Sample(q, path)), any.Take(draws.Length))
            );
    }
}
