using KexecPerf.Answers.Runs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// The uncertain number that explains most of an answer's spread: the largest squared rank correlation (Spearman) between a parameter's
/// draws and the outcome, over the replications already run.
/// </summary>
internal static class MeasureFirst
{
    /// <summary>Its path, or null where the outcome does not vary.</summary>
    public static string? Of(
        Scenario scenario,
        PairedOutcomes outcomes,
        Func<int, double> outcome
    ) => Of(scenario, scenario, outcomes, outcome);

    /// <summary>
    /// Of what two machines come to: behind the path of b's, where its draws are its own, its name.
    /// </summary>
    public static string? Of(
        Scenario a,
        Scenario b,
        PairedOutcomes outcomes,
        Func<int, double> outcome
    )
    {
        double[] y = [.. Enumerable.Range(0, outcomes.Count).Select(outcome)];
        if (y.Length < 8 || y.Max() - y.Min() < 1e-9)
        {
            return null;
        }

        string key = outcomes.Plan.KeyOf(b.Machine, a.Machine);
        List<(string Path, double Square)> ranked =
        [
            .. Ranked(a, outcomes.Plan.Seed, "", y),
            .. key.Length == 0
                ? []
                : Ranked(b, outcomes.Plan.Seed, key, y)
                    .Select(c => ($"{c.Path} of {b.Machine.Name}", c.Square)),
        ];
        return ranked.Count == 0 ? null : ranked.MaxBy(c => c.Square).Path;
    }

    private static IEnumerable<(string Path, double Square)> Ranked(
        Scenario scenario,
        ulong seed,
        string key,
        double[] y
    )
    {
        MachineDraw[] draws =
        [
            .. Enumerable
                .Range(0, y.Length)
                .Select(r => MachineDraw.Of(scenario.Machine, new Replication(seed, r, r, key))),
        ];
        return Candidates(scenario)
            .Select(c => (c.Path, Squared(draws.Select(c.Value).ToArray(), y)));
    }

    private static IEnumerable<(string Path, Func<MachineDraw, double> Value)> Candidates(
        Scenario scenario
    )
    {
        MachineProfile machine = scenario.Machine;
        foreach (MachineParameter p in MachineParameters.All)
        {
            if (
                scenario.Spends(p)
                && !p.IsOfRuns
                && machine.Quantities[p.Index] is { IsExact: false } q
            )
            {
                yield return (p.Path, d => d.Sample(q, p.Path));
            }
        }

        foreach (Device device in machine.Devices)
        {
            if (device.Shutdown.Low < device.Shutdown.High)
            {
                string name = "device." + device.Name;
                yield return (name, d => d.Sample(device.Shutdown, name));
            }
        }
    }

    private static double Squared(double[] x, double[] y)
    {
        double r = Correlation.Spearman(x, y);
        return double.IsFinite(r) ? r * r : 0;
    }
}
