using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Validation;

/// <summary>Predicts rows; each configuration is simulated once, whatever number of quantities was measured in it.</summary>
internal sealed class Predictor(IReadOnlyList<ValidationRow> rows, int replications, Work work)
{
    private static readonly Dictionary<string, Func<HotPhaseOutcome, SimTime>> Times = new()
    {
        ["relocation_ms"] = o => o[Phase.Relocation],
        ["purgatory_ms"] = o => o[Phase.Purgatory],
        ["cpu_shutdown_ms"] = o => o[Phase.CpuShutdown],
        ["device_shutdown_ms"] = o => o[Phase.DeviceShutdown],
        ["shutdown_ms"] = o => o.HotPhase - o.Switch,
        ["early_boot_ms"] = o => o[Phase.EarlyBoot],
        ["boot_stub_ms"] = o => o[Phase.BootStub],
        ["hot_phase_ms"] = o => o.HotPhase,
    };

    private readonly LoadPredictor _loads = new(rows, replications);
    private readonly MicroBenchmarks _loops = new(rows, replications);
    private readonly Dictionary<string, PairedOutcomes> _simulated = [];

    /// <summary>Whether the model knows a quantity of this name.</summary>
    public static bool Knows(string quantity) =>
        Times.ContainsKey(quantity)
        || LoadPredictor.Knows(quantity)
        || MicroBenchmarks.Knows(quantity)
        || quantity is "page_list_pages" or "indirection_pages";

    /// <summary>What a row's prediction is given beside its conditions; empty: nothing.</summary>
    public string Given(ValidationRow row) => _loads.Given(row) + _loops.Given(row);

    /// <summary>Predicts one row.</summary>
    public Interval Predict(ValidationRow row)
    {
        Scenario scenario = RowScenario.Build(row);
        if (MicroBenchmarks.Knows(row.Quantity))
        {
            return _loops.Predict(row, scenario.Machine);
        }

        if (LoadPredictor.Knows(row.Quantity))
        {
            return row.RequestPages is null
                ? _loads.OfLoad(row, scenario, Outcomes(Simulate(row, scenario)))
                : _loads.OfRequest(row, scenario);
        }

        if (row.Quantity is "page_list_pages" or "indirection_pages")
        {
            LoadedImage loaded = LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));
            PageCount pages =
                row.Quantity == "page_list_pages" ? loaded.ListedPages : loaded.IndirectionPages;
            return new Interval(pages.Pages, pages.Pages, pages.Pages);
        }

        PairedOutcomes outcomes = Simulate(row, scenario);
        return outcomes.Milliseconds(outcomes.First, Times[row.Quantity]);
    }

    private static List<HotPhaseOutcome> Outcomes(PairedOutcomes outcomes) =>
        [.. Enumerable.Range(0, outcomes.Count).Select(r => outcomes.First[r])];

    private PairedOutcomes Simulate(ValidationRow row, Scenario scenario)
    {
        if (!_simulated.TryGetValue(row.Conditions, out PairedOutcomes? outcomes))
        {
            var plan = new ReplicationPlan(1, replications, 0.02);
            outcomes = new PairedRunner(work, new()).Run([scenario], plan);
            _simulated.Add(row.Conditions, outcomes);
        }

        return outcomes;
    }
}
