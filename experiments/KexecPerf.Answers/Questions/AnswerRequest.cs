using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
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
        Work work
    )
    {
        Settings = settings;
        Plan = plan;
        Command = command;
        Work = work;
        Runner = new PairedRunner(work);
        (Scenario, Remarks) = ScenarioBuilder.BuildWithRemarks(settings);
    }

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

    /// <summary>The command line that asks the same again.</summary>
    public string Command { get; }

    /// <summary>How far the answer is, and whether the user interrupts.</summary>
    public Work Work { get; }

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
        new(scenario, Plan, replications, errorPercent, Remarks, Command);

    private PairedRunner Runner { get; }
}
