using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>What the user asked, whatever the question.</summary>
internal sealed record AnswerRequest
{
    /// <exception cref="Model.Inputs.InputException">A setting that cannot be.</exception>
    public AnswerRequest(
        IReadOnlyList<Setting> settings,
        ReplicationPlan plan,
        string command,
        CancellationToken cancel
    )
    {
        Settings = settings;
        Plan = plan;
        Command = command;
        Cancel = cancel;
        Runner = new PairedRunner(cancel);
        BuiltScenario built = ScenarioBuilder.BuildWithRemarks(settings);
        (Scenario, Remarks) = built;
        _lastReboot = new(() => LastRebootLine.Of(built.LastReboot, this));
    }

    private readonly Lazy<LastRebootLine?> _lastReboot;

    /// <summary>What was said of the scenario; empty for the default answer.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>Seed and replications.</summary>
    public ReplicationPlan Plan { get; }

    /// <summary>The command line that asks the same again.</summary>
    public string Command { get; }

    /// <summary>Set when the user interrupts.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>The scenario asked for.</summary>
    public Scenario Scenario { get; }

    /// <summary>What is to be said of where the scenario comes from.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; }

    /// <summary>Runs scenarios under the plan.</summary>
    public PairedOutcomes Run(params Scenario[] scenarios) => Run(Plan, scenarios);

    /// <summary>Runs scenarios under another plan of the same seed.</summary>
    public PairedOutcomes Run(ReplicationPlan plan, params Scenario[] scenarios) =>
        Runner.Run(scenarios, plan);

    /// <summary>What an answer rests on that ran so.</summary>
    public Basis BasisOf(Scenario scenario, PairedOutcomes outcomes) =>
        BasisOf(scenario, outcomes.Count, outcomes.MonteCarloErrorPercent) with
        {
            HasTimes = outcomes.HasTimes,
        };

    /// <summary>What an answer rests on that ran so often, with such an error in percent.</summary>
    public Basis BasisOf(Scenario scenario, int replications, double errorPercent) =>
        new(scenario, Plan, replications, errorPercent, Remarks, Command)
        {
            LastReboot = _lastReboot.Value,
        };

    /// <summary>
    /// The host as it is: that is what rebooted, whatever else it is asked about; what is known of
    /// the machine stays.
    /// </summary>
    /// <exception cref="Model.Inputs.InputException">A host that is gone meanwhile.</exception>
    public Scenario HostAlone() =>
        ScenarioBuilder.Build([
            .. Settings.Where(s => s.Key == ScenarioKeys.Host || s.Key == ScenarioKeys.Machine),
        ]);

    private PairedRunner Runner { get; }
}
