using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>A row of an answer: a scenario, and what leads to it from the row above.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Scenario">What is simulated.</param>
/// <param name="Change">What the owner of the machine does, a clause; empty for the first.</param>
/// <param name="Options">What asks for the same on the command line.</param>
internal sealed record ScenarioRow(
    string Name,
    Scenario Scenario,
    string Change = "",
    string Options = ""
);
