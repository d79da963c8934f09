using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>One scenario of <see cref="HowMuchFaster"/>: side a is the page list on the same host.</summary>
internal sealed record SavingsLine : Savings
{
    private readonly PairedRun _sides;

    internal SavingsLine(string name, Scenario scenario, PairedRun sides)
        : base(sides)
    {
        Name = name;
        Scenario = scenario;
        PlacementDecision decision = CmaPlacementRules.Decide(scenario);
        Why = SavingsText.Why(this, sides, decision, scenario);
        BootOutcome = BootOutcome.Of(sides.Outcomes, sides.B, scenario);
        _sides = sides;
        Verdict = SavingsText.Verdict(
            this,
            Why,
            BootOutcome,
            BootOutcomePageList,
            sides.Outcomes.Count
        );
    }

    [JsonIgnore]
    public Scenario Scenario { get; }

    /// <summary>Why as much is saved as is, as a clause.</summary>
    [JsonIgnore]
    public string Why { get; }

    public string Name { get; }

    public string KernelVersion => Scenario.Kernel.Name;

    public long CmaAreaBytes => Scenario.Memory.CmaArea.Bytes;

    public CmaChance Placement =>
        new(AllInCma, CmaSuccess.Reason(_sides, CmaPlacementRules.Decide(Scenario)));

    public BootOutcome BootOutcome { get; }

    public BootOutcome BootOutcomePageList => BootOutcome.Of(_sides.Outcomes, _sides.A, Scenario);

    [JsonPropertyOrder(1)]
    public string Verdict { get; }
}
