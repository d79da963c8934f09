using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>One way to zero: what the load stores and takes, and what comes of it.</summary>
internal sealed record ZeroingPolicy
{
    internal ZeroingPolicy(string name, string title, Scenario scenario, PairedOutcomes outcomes)
    {
        ScenarioRun run = outcomes[scenario];
        LoadOutcome load = run[0].Load;
        Name = name;
        Title = title;
        AnyInCma = run[0].AnyInCma;
        ZeroedBytes = load.Zeroed.Bytes;
        CopiedBytes = load.Copied.Bytes;
        StaleBytes = load.NotZeroed.Bytes;
        ZeroingMs = outcomes.Milliseconds(run, o => o.Load.Zeroing);
        LoadPhaseMs = outcomes.Milliseconds(run, o => o.Load.Total);
        BootOutcome = BootOutcome.Of(outcomes, run, scenario);
    }

    /// <summary>Name in text.</summary>
    [JsonIgnore]
    public string Title { get; }

    [JsonIgnore]
    public bool AnyInCma { get; }

    public string Name { get; }

    public long ZeroedBytes { get; }

    public long CopiedBytes { get; }

    /// <summary>Padding of CMA segments that holds what the pages held before.</summary>
    public long StaleBytes { get; }

    public Interval ZeroingMs { get; }

    public Interval LoadPhaseMs { get; }

    public BootOutcome BootOutcome { get; }
}
