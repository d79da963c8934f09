using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Summaries;

/// <summary>What points are called: their values on axes that vary, as <c>zen4-vm, 7.3</c>.</summary>
internal sealed class PointNames(SummaryTable table)
{
    private const int MostLetters = 44;

    private readonly IReadOnlyList<string> _varying = table.Varying;

    /// <summary>Of a point; a machine is called by its name, wherever its file is.</summary>
    public string Of(SummaryPoint point) =>
        UserText.Shorten(
            string.Join(
                ", ",
                _varying.Select(a =>
                    a == ScenarioKeys.Machine.FileKey ? point.Machine : point.Text(a)
                )
            ),
            MostLetters
        );
}
