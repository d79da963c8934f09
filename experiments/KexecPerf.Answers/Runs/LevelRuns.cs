using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// Kexecs of some scenarios in which one level of what is uncertain varies alone, so that the range
/// of each can be told apart: runs of the machine whose every number is its median, and machines in
/// the run which is the median of those. Each level is a Latin hypercube, of which few points do;
/// all scenarios share its points.
/// </summary>
internal sealed class LevelRuns
{
    /// <summary>Points of each level.</summary>
    public const int Count = 64;

    private readonly Dictionary<(UncertaintyLevel, Scenario), HotPhaseOutcome[]> _outcomes = [];

    /// <summary>Of the two sides of a scenario, cell by cell as a sweep records runs.</summary>
    public static Dictionary<UncertaintyLevel, RunCells> OfSides(Scenario scenario, ulong seed)
    {
        Scenario[] sides =
        [
            CanonicalScenario.Of(scenario.PageListSide()),
            CanonicalScenario.Of(scenario),
        ];
        var one = new Work(default) { Jobs = 1 };
        var runs = new LevelRuns([.. sides.Distinct()], seed, _ => "", one);
        return Enum.GetValues<UncertaintyLevel>().ToDictionary(level => level, Cells);

        RunCells Cells(UncertaintyLevel level)
        {
            var cells = RunCells.Empty(RunColumn.Always, Count);
            foreach (Side side in Sides.All)
            {
                for (int i = 0; i < Count; i++)
                {
                    cells.Set(side, i, new RunResult(runs[level, sides[(int)side]][i], null));
                }
            }

            return cells;
        }
    }

    /// <summary>Simulates both levels.</summary>
    /// <param name="scenarios">Canonical ones, each once.</param>
    /// <param name="seed">Root seed.</param>
    /// <param name="key">Before the names of a scenario's streams.</param>
    /// <param name="work">What they are part of.</param>
    public LevelRuns(
        IReadOnlyList<Scenario> scenarios,
        ulong seed,
        Func<Scenario, string> key,
        Work work
    )
    {
        var runs = new LatinHypercube(seed, 0, Count);
        var machines = new LatinHypercube(seed, 1, Count);
        work.Part(
            0.5,
            () =>
                Run(
                    UncertaintyLevel.Varies,
                    (run, own) => (new(seed, null, run, own), name => runs[own + name, run])
                )
        );
        int median = MedianRun(scenarios);
        Run(
            UncertaintyLevel.Unknown,
            (machine, own) =>
                (
                    new(seed, machine, median, own),
                    name => RunVariation.Has(name) ? 0.5 : machines[own + name, machine]
                )
        );

        int Run(
            UncertaintyLevel level,
            Func<int, string, (Replication At, Func<string, double> Place)> point
        )
        {
            var made = new Dictionary<MachineProfile, MachineDraw?[]>();
            return work.Each(
                scenarios,
                scenario =>
                {
                    string own = key(scenario);
                    if (!made.TryGetValue(scenario.Machine, out MachineDraw?[]? draws))
                    {
                        made.Add(scenario.Machine, draws = new MachineDraw?[Count]);
                    }

                    var outcomes = new HotPhaseOutcome[Count];
                    work.For(
                        Count,
                        i =>
                            outcomes[i] = Once(
                                scenario,
                                draws[i] ??= Draw(scenario.Machine, point(i, own))
                            )
                    );
                    _outcomes.Add((level, scenario), outcomes);
                    return Count;
                }
            ).Count;
        }
    }

    /// <summary>The outcomes of a scenario while a level varies.</summary>
    public IReadOnlyList<HotPhaseOutcome> this[UncertaintyLevel level, Scenario scenario] =>
        _outcomes[(level, scenario)];

    private static MachineDraw Draw(
        MachineProfile machine,
        (Replication At, Func<string, double> Place) point
    ) => MachineDraw.Of(machine, point.At, (name, _) => point.Place(name));

    private static HotPhaseOutcome Once(Scenario scenario, MachineDraw draw) =>
        HotPhaseSimulation.Run(LoadedImage.Load(scenario, draw), draw);

    /// <summary>
    /// The run whose hot phases, of all scenarios together, are the median: where luck decides what
    /// CMA gives, one of the likelier outcome.
    /// </summary>
    private int MedianRun(IReadOnlyList<Scenario> scenarios)
    {
        List<int> ranked =
        [
            .. Enumerable
                .Range(0, Count)
                .OrderBy(run =>
                    scenarios.Sum(s =>
                        _outcomes[(UncertaintyLevel.Varies, s)][run].HotPhase.Picoseconds
                    )
                ),
        ];
        return ranked[Count / 2];
    }
}
