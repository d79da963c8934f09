using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>One of two scenarios that are compared.</summary>
internal sealed record ComparedSide
{
    internal ComparedSide(Scenario scenario, PairedOutcomes outcomes)
    {
        Scenario = scenario;
        BootOutcome = BootOutcome.Of(outcomes, outcomes[scenario], scenario);
    }

    [JsonIgnore]
    public Scenario Scenario { get; }

    public string Machine => Scenario.Machine.Name;

    public string KernelVersion => Scenario.Kernel.Name;

    public long CmaAreaBytes => Scenario.Memory.CmaArea.Bytes;

    public long MemszBytes => Scenario.Image.Memsz.Bytes;

    public BootOutcome BootOutcome { get; }
}
