using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>A row of an answer: a scenario, and what leads to it from the row above.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Scenario">What is simulated.</param>
/// <param name="Change">What the owner of the machine does, a clause; empty for the first.</param>
/// <param name="Options">What asks for the same on the command line.</param>
/// <param name="Build">Instead of a change: what the kernel is built with; empty for none.</param>
internal sealed record ScenarioRow(
    string Name,
    Scenario Scenario,
    string Change = "",
    string Options = "",
    string Build = ""
)
{
    /// <summary>
    /// What the owner does, whether a setting or a build; empty for the first row.
    /// </summary>
    public string Action => Build.Length > 0 ? $"build the kernel with {Build}" : Change;
}
