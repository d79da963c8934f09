using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Studies.Designs;

/// <summary>One combination of a study's values.</summary>
internal sealed record StudyPoint(Study Study, int Index, IReadOnlyList<AxisValue> Values)
{
    /// <summary>The CMA-enabled side; the other is its <see cref="Scenario.PageListSide"/>.</summary>
    /// <exception cref="Model.Inputs.InputException">Settings that do not go together.</exception>
    public Scenario Build()
    {
        Scenario scenario = ScenarioBuilder.Build([
            .. Study.Base,
            .. Study.Axes.Select((axis, a) => axis.Setting(Values[a], Study.Folder)),
        ]);
        if (Study.Stray)
        {
            StrayRunner.RequirePages(scenario);
        }

        return scenario;
    }

    /// <summary><c>image=8MiB cpus=4</c>.</summary>
    public override string ToString() =>
        string.Join(' ', Study.Axes.Select((axis, a) => $"{axis.Key}={Values[a].Text}"));
}
