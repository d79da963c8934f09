using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>A placement or mitigation before it is run.</summary>
/// <param name="Title">Name in text.</param>
/// <param name="Key">Name in JSON and CSV.</param>
/// <param name="Scenario">What is run.</param>
internal sealed record DmaRiskCase(string Title, string Key, Scenario Scenario);
