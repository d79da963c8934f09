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

    private readonly List<StrayRisk[]>[] _risks;

    private DmaRuns(int scenarios) =>
        _risks = [.. Enumerable.Range(0, scenarios).Select(_ => new List<StrayRisk[]>())];

    /// <summary>Replications done.</summary>
    public int Count => _risks[0].Count;

    /// <summary>Half-width of the 95 % interval of the first scenario's median, relative to it, percent.</summary>
    public double ErrorPercent { get; private set; }

    /// <summary>Runs until the error of the first scenario's median is 5 %, or as often as was asked for.</summary>
    public static DmaRuns Of(AnswerRequest request, IReadOnlyList<Scenario> scenarios)
    {
        // Two that differ in name alone are simulated once.
        List<Scenario> canonical =
        [
            .. scenarios.Select(s => CanonicalScenario.Of(s) with { Dma = s.Dma }),
        ];
        List<Scenario> distinct = [.. canonical.Distinct()];
        var runs = new DmaRuns(scenarios.Count);
        if (request.Plan.Replications is { } count)
        {
            runs.Extend(request, canonical, distinct, count);
        }
        else
        {
            StoppingRule.Run(
                look =>
                {
                    runs.Extend(request, canonical, distinct, look);
                    return Watched(runs);
                },
                Target,
                Most
            );
        }

        double error = 100 * StoppingRule.RelativeError(Watched(runs), request.Plan.Level);
        runs.ErrorPercent = double.IsFinite(error) ? error : 100;
        return runs;
    }

    /// <summary>What must be sure: the first scenario's risk. Where there is none that is sure at once.</summary>
    private static List<double> Watched(DmaRuns runs)
    {
        List<double> any = runs.Sample(0, r => r.Any);
        return any.Median() > 0 ? any : [.. any.Select(_ => 1.0)];
    }

    private void Extend(
        AnswerRequest request,
        List<Scenario> canonical,
        List<Scenario> distinct,
        int until
    )
    {
        StrayRisk[][][] more = StrayRunner.Run(
            distinct,
            request.Plan.Seed,
            Count,
            until,
            request.Cancel
        );
        for (int s = 0; s < canonical.Count; s++)
        {
            _risks[s].AddRange(more[distinct.IndexOf(canonical[s])]);
        }
    }

    /// <summary>Of all devices together: any damage is 1 - prod (1 - p).</summary>
    public List<double> Sample(int scenario, Func<StrayRisk, double> of) =>
        [.. _risks[scenario].Select(devices => StrayRunner.Together(devices, of))];

    /// <summary>Of one device.</summary>
    public List<double> Sample(int scenario, int device, Func<StrayRisk, double> of) =>
        [.. _risks[scenario].Select(devices => of(devices[device]))];

    /// <summary>Expected numbers of all devices together, which add up: median and 90 % over the assumptions.</summary>
    public Interval Sum(int scenario, Func<StrayRisk, double> of) =>
        Interval.Of([.. _risks[scenario].Select(devices => devices.Sum(of))]);

    /// <summary>Median and 90 % over the assumptions.</summary>
    public Interval Of(int scenario, Func<StrayRisk, double> of) =>
        Interval.Of(Sample(scenario, of));

    /// <summary>The device number whose rank goes along with the first scenario's risk most.</summary>
    public static (string Path, double Rank)? MattersMost(
        AnswerRequest request,
        Scenario scenario,
        DmaRuns runs
    )
    {
        List<double> any = runs.Sample(0, r => r.Any);
        if (any.Distinct().Count() < 3)
        {
            return null;
        }

        (string Path, double Rank)? best = null;
        MachineDraw[] draws =
        [
            .. Enumerable
                .Range(0, Math.Min(runs.Count, Ranked))
                .Select(r => MachineDraw.Of(scenario.Machine, request.Plan.Seed, r)),
        ];
        foreach (DmaDevice device in StrayRunner.Devices(scenario))
        {
            foreach (
                (string name, Quantity q) in device.Quantities.Where(q =>
                    q.Quantity.Low < q.Quantity.High
                )
            )
            {
                string path = $"dma.{device.Name}.{name}";
                double rank = Math.Abs(
                    Correlation.Spearman(
                        draws.Select(d => d.Sample(q, path)),
                        any.Take(draws.Length)
                    )
                );
                if (best is null || rank > best.Value.Rank)
                {
                    best = (path, rank);
                }
            }
        }

        return best;
    }
}
