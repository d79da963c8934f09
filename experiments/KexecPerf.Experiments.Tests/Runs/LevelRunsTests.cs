using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Experiments.Tests.Statistics.Coverage;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Experiments.Tests.Runs;

/// <summary>
/// Hosts whose machine-to-machine and run-to-run spread is known, since they are drawn from the
/// laws themselves, many runs each: both levels of a range come back.
/// </summary>
public class LevelRunsTests(ITestOutputHelper output)
{
    private const int RunsAHost = 41;
    private static readonly int Hosts = Effort.IsFull ? 1000 : 200;

    public static TheoryData<string, double, double> Spreads { get; } =
        new()
        {
            { "zen4-vm", 1.1, 1.3 },
            { "zen3-vm", 1.3, 1.3 },
            { "intel-server", 1.6, 1.1 },
        };

    /// <summary>
    /// Rates of copy and hash known within a factor over machines, and varying by another from run
    /// to run: the width of each level within 15 % of what hosts have, and each covers 85 to 95 %
    /// of them.
    /// </summary>
    [Theory]
    [MemberData(nameof(Spreads))]
    public void Both_levels_are_those_of_hosts_of_known_spread(
        string name,
        double machines,
        double runs
    )
    {
        Scenario scenario = Scenario(Host(name, machines, runs));
        double[] medians =
        [
            .. Enumerable
                .Range(0, Hosts)
                .Select(h =>
                    Enumerable
                        .Range(0, RunsAHost)
                        .Select(r => Ms(scenario, new Replication(99, h, r)))
                        .Median()
                ),
        ];
        double[] ofOne =
        [
            .. Enumerable
                .Range(0, 5 * Hosts)
                .Select(r => Ms(scenario, new Replication(98, null, r))),
        ];
        var found = new List<(double Width, double Covered)[]>();
        for (ulong seed = 1; seed <= 5; seed++)
        {
            var levels = new LevelRuns([scenario], seed, _ => "", new Work(default));
            found.Add([
                Hold(levels[UncertaintyLevel.Unknown, scenario], medians),
                Hold(levels[UncertaintyLevel.Varies, scenario], ofOne),
            ]);
        }

        for (int level = 0; level < 2; level++)
        {
            double width = found.Average(f => f[level].Width);
            double covered = found.Average(f => f[level].Covered);
            output.WriteLine(
                FormattableString.Invariant(
                    $"{name} {(UncertaintyLevel)level}: width x{width:0.000}, covers {covered:0.000}, worst seed x{found.Max(f => Math.Abs(f[level].Width - 1)):0.000}"
                )
            );
            Assert.InRange(width, 0.85, 1.15);
            Assert.InRange(covered, 0.85, 0.95);
        }
    }

    private static (double Width, double Covered) Hold(
        IReadOnlyList<HotPhaseOutcome> level,
        double[] truth
    )
    {
        var said = Interval.Of([.. level.Select(o => o.HotPhase.TotalMilliseconds)]);
        var known = Interval.Of(truth);
        return (
            (said.High - said.Low) / (known.High - known.Low),
            truth.Count(t => said.Low <= t && t <= said.High) / (double)truth.Length
        );
    }

    private static double Ms(Scenario scenario, Replication at)
    {
        MachineDraw draw = MachineDraw.Of(scenario.Machine, at);
        return HotPhaseSimulation
            .Run(LoadedImage.Load(scenario, draw), draw)
            .HotPhase.TotalMilliseconds;
    }

    /// <summary>
    /// A machine of which hash and copy alone matter, with devices next to nothing.
    /// </summary>
    private static MachineProfile Host(string name, double machines, double runs)
    {
        MachineProfile machine = MachineProfiles.Get(name);
        foreach (
            (MachineParameter p, double spread) in ((MachineParameter, double)[])
                [
                    (MachineParameters.HashScalar, machines),
                    (MachineParameters.CopySequential, machines),
                    (RunVariation.VaryCore, runs),
                    (RunVariation.VaryCopy, runs),
                ]
        )
        {
            double value = machine[p].Value;
            machine = machine.With(
                p,
                machine[p] with
                {
                    Low = value / spread,
                    High = value * spread,
                }
            );
        }

        return machine with
        {
            Devices =
            [
                .. machine.Devices.Select(d =>
                    d with
                    {
                        Shutdown = Quantity.Exactly(1e6, "drill"),
                    }
                ),
            ],
        };
    }

    private static Scenario Scenario(MachineProfile machine) =>
        Answers.Scenarios.ScenarioBuilder.Build([]) with
        {
            Machine = machine,
        };
}
