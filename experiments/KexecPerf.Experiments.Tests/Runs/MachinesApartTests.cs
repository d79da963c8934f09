using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Tests.Runs;

public class MachinesApartTests
{
    private static readonly ReplicationPlan Plan = new(1, 2048, 0.02);
    private static readonly Scenario A = Of("intel-server");
    private static readonly Scenario B = Of("amd-server-96c");

    [Fact]
    public void The_ratio_of_two_machines_ranges_as_over_independent_draws_of_them()
    {
        Interval apart = Ratio(Plan with { MachinesApart = true });
        PairedOutcomes together = new PairedRunner(new Work(default), new()).Run([A, B], Plan);
        double[] a = [.. Enumerable.Range(0, Plan.Replications!.Value).Select(r => Ms(A, r))];
        double[] b = [.. Enumerable.Range(0, a.Length).Select(r => Ms(B, r))];

        // The other side's replications in another order know nothing of this side's.
        double[] shuffled =
        [
            .. Enumerable
                .Range(1, 8)
                .SelectMany(s => a.Select((x, r) => x / b[(r + 509 * s) % b.Length])),
        ];
        Interval independent = Interval.Of(shuffled);
        Assert.InRange(apart.Low / independent.Low, 0.95, 1.05);
        Assert.InRange(apart.High / independent.High, 0.95, 1.05);
        Assert.InRange(apart.Median / independent.Median, 0.95, 1.05);

        // And sharing the draws says something else.
        Interval shared = Ratio(Plan);
        Assert.True(shared.High / shared.Low < 0.8 * apart.High / apart.Low);

        double Ms(Scenario s, int r) => together[s][r].Switch.TotalMilliseconds;
    }

    [Fact]
    public void The_first_machine_draws_as_ever_and_one_machine_stays_paired()
    {
        ReplicationPlan few = Plan with { Replications = 64 };
        PairedOutcomes apart = Run(few with { MachinesApart = true }, A, B);
        PairedOutcomes shared = Run(few, A, B);
        Assert.Equal(
            shared.Sample(shared[A], o => o.Downtime),
            apart.Sample(apart[A], o => o.Downtime)
        );
        Assert.NotEqual(
            shared.Sample(shared[B], o => o.Downtime),
            apart.Sample(apart[B], o => o.Downtime)
        );
        PairedOutcomes one = Run(few with { MachinesApart = true }, A, A);
        Assert.Equal(new Interval(1, 1, 1), one.Ratio(one[A], one.Pair(A, A).B, o => o.Switch));
    }

    private static Interval Ratio(ReplicationPlan plan)
    {
        PairedOutcomes outcomes = Run(plan, A, B);
        return outcomes.Ratio(outcomes[A], outcomes[B], o => o.Switch);
    }

    private static PairedOutcomes Run(ReplicationPlan plan, params Scenario[] scenarios) =>
        new PairedRunner(new Work(default), new()).Run(scenarios, plan);

    private static Scenario Of(string machine) =>
        ScenarioBuilder.Build([new Setting(ScenarioKeys.Machine, machine, InputPlace.Nowhere, "")]);
}
