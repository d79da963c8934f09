using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>
/// An outcome of a scenario as a function of everything uncertain in it, each in [0, 1): the quantities that a replication draws, by
/// their probability, and last what differs from one run to another (each CPU's own draws, luck with CMA), which picks the
/// replication whose streams are used.
/// </summary>
internal sealed class ScenarioFunction
{
    /// <summary>Name of the factor that stands for all streams.</summary>
    public const string RunToRun = "run-to-run";

    /// <summary>Replications that the last factor picks from: too many for two rows to meet.</summary>
    private const double Runs = 1L << 40;

    private readonly Scenario _pageList;
    private readonly Scenario _loaded;
    private readonly WatchedOutcome _outcome;

    /// <summary>Whether the page list is another simulation, run beside on the same draw.</summary>
    private readonly bool _isPaired;

    private readonly ulong _seed;
    private readonly Dictionary<string, int> _places;

    /// <summary>Finds the factors by asking the scenario's own simulation what it draws.</summary>
    public ScenarioFunction(Scenario scenario, WatchedOutcome outcome, ulong seed)
    {
        _pageList = CanonicalScenario.Of(scenario.PageListSide());
        _loaded = CanonicalScenario.Of(scenario);
        _outcome = outcome;
        _isPaired = outcome.IsPaired && _pageList != _loaded;
        _seed = seed;
        var drawn = new Dictionary<string, List<Quantity>>();
        Simulate(
            0,
            (name, quantity) =>
            {
                if (!drawn.TryGetValue(name, out List<Quantity>? quantities))
                {
                    drawn.Add(name, quantities = []);
                }

                quantities.Add(quantity);
                return 0.5;
            }
        );
        Factors =
        [
            .. drawn.Select(d => new Factor(
                d.Key,
                Members(scenario.Machine, d.Key),
                [.. d.Value.Distinct()]
            )),
            new Factor(RunToRun, [RunToRun], []),
        ];
        _places = Factors
            .Take(drawn.Count)
            .Select((f, i) => (f.Name, i))
            .ToDictionary(f => f.Name, f => f.i);
    }

    /// <summary>What is uncertain, in the order of the coordinates.</summary>
    public IReadOnlyList<Factor> Factors { get; }

    /// <summary>The outcome at a point, ms.</summary>
    public double At(double[] point) =>
        Simulate(
            (long)(point[^1] * Runs),
            (name, _) => _places.TryGetValue(name, out int place) ? point[place] : null
        );

    private double Simulate(long replication, Func<string, Quantity, double?> given)
    {
        var draw = MachineDraw.Of(
            _loaded.Machine,
            new Replication(_seed, replication, replication),
            given
        );
        HotPhaseOutcome loaded = Run(_loaded, draw);
        return _outcome.Milliseconds(_isPaired ? Run(_pageList, draw) : loaded, loaded);

        static HotPhaseOutcome Run(Scenario scenario, MachineDraw draw) =>
            HotPhaseSimulation.Run(LoadedImage.Load(scenario, draw), draw);
    }

    /// <summary>The machine's numbers behind a name, which is that of a group or of one of them.</summary>
    private static List<string> Members(MachineProfile machine, string name)
    {
        List<string> members =
        [
            .. MachineParameters
                .All.Where(p => machine.Quantities[p.Index]?.Group == name)
                .Select(p => p.Path),
            .. machine.Devices.Where(d => d.Shutdown.Group == name).Select(d => "device." + d.Name),
        ];
        return members.Count == 0 ? [name] : members;
    }
}
