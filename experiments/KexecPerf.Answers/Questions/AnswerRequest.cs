using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Loading;
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
        Work work
    )
    {
        Settings = settings;
        Plan = plan;
        Command = command;
        Work = work;
        var draws = new MachineDraws();
        Runner = new PairedRunner(work, draws);
        Placements = new PlacementRunner(work, draws);
        BuiltScenario built = ScenarioBuilder.BuildWithRemarks(settings);
        (Scenario, Remarks, Lacks) = built;
        _lastReboot = new(() => LastRebootLine.Of(built.LastReboot, this));
    }

    private readonly Lazy<LastRebootLine?> _lastReboot;

    /// <summary>What a command line asks, of this host's facts as they are kept.</summary>
    /// <exception cref="Model.Inputs.InputException">A setting that cannot be.</exception>
    public static AnswerRequest Of(
        IReadOnlyList<Setting> settings,
        ReplicationPlan plan,
        IReadOnlyList<string> words,
        Work work
    )
    {
        var kept = KeptHost.Of(settings);
        var request = new AnswerRequest(
            kept.In(settings),
            plan,
            CommandText.Of(kept.Over(words)),
            work
        );
        return request with { Remarks = [.. request.Remarks, .. kept.Remarks] };
    }

    /// <summary>What was said of the scenario; empty for the default answer.</summary>
    public IReadOnlyList<Setting> Settings { get; }

    /// <summary>Seed and replications.</summary>
    public ReplicationPlan Plan { get; }

    /// <summary>Whether all is to be shown.</summary>
    public bool InDetail { get; init; }

    /// <summary>Whether everything assumed is to be listed.</summary>
    public bool ListsAssumptions { get; init; }

    /// <summary>The command line that asks the same again.</summary>
    public string Command { get; }

    /// <summary>How far the answer is, and whether the user interrupts.</summary>
    public Work Work { get; }

    /// <summary>The scenario asked for.</summary>
    public Scenario Scenario { get; init; }

    /// <summary>What the running kernel is built without, which CMA placement needs.</summary>
    public IReadOnlyList<string> Lacks { get; init; }

    /// <summary>Whether a host's facts were given.</summary>
    public bool IsOfHost => Settings.Any(s => s.Key == ScenarioKeys.Host);

    /// <summary>What is to be said of where the scenario comes from.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; }

    /// <summary>
    /// The same of the row of a host that boots and saves, where the host as it is saves nothing
    /// and there is such a row: a question on what CMA saves has no other answer there.
    /// </summary>
    public AnswerRequest OfBestRow()
    {
        if (!IsOfHost || CmaPlacementRules.Decide(Scenario).Any)
        {
            return this;
        }

        HostRows rows = HostRows.Of(this);
        if (rows.Best() is not { } best || best == rows.All[0])
        {
            return this;
        }

        string steps = string.Join(
            " ",
            rows.All.Skip(1).TakeWhile(r => r != best).Append(best).Select(r => r.Name)
        );
        return this with
        {
            Scenario = best.Scenario,
            Remarks =
            [
                new Remark("answered", $"for the host {steps}, since as it is CMA saves nothing"),
                .. Remarks,
            ],
        };
    }

    /// <summary>Runs scenarios under the plan.</summary>
    public PairedOutcomes Run(params Scenario[] scenarios) => Run(Plan, scenarios);

    /// <summary>Runs scenarios under another plan of the same seed.</summary>
    public PairedOutcomes Run(ReplicationPlan plan, params Scenario[] scenarios) =>
        Runner.Run(scenarios, plan);

    /// <summary>What an answer rests on that ran so.</summary>
    /// <param name="scenario">What it is about.</param>
    /// <param name="outcomes">All that ran.</param>
    /// <param name="loaded">What of it must boot; null: the scenario itself.</param>
    public Basis BasisOf(Scenario scenario, PairedOutcomes outcomes, Scenario? loaded = null) =>
        BasisOf(scenario, outcomes.Count, outcomes.MonteCarloErrorPercent) with
        {
            HasTimes = outcomes.HasTimes,
            Boot = BootOutcome.Of(outcomes, loaded ?? scenario),
        };

    /// <summary>What an answer rests on that ran so often, with such an error in percent.</summary>
    public Basis BasisOf(Scenario scenario, int replications, double errorPercent) =>
        new(scenario, Plan, replications, errorPercent, Remarks, Command)
        {
            InDetail = InDetail,
            ListsAssumptions = ListsAssumptions,
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

    /// <summary>Places segments without loading them.</summary>
    public PlacementRunner Placements { get; }

    private PairedRunner Runner { get; }
}
