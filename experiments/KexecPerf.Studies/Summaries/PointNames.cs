using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Summaries;

/// <summary>What points are called: their values on axes that vary, as <c>zen4-vm, 7.3</c>.</summary>
internal sealed class PointNames(SummaryTable table)
{
    private const int MostLetters = 44;

    private readonly IReadOnlyList<string> _varying = table.Varying;

    /// <summary>An axis as people write it; a path as <c>--set</c> takes it.</summary>
    public static string Words(string axis) => axis.Contains('.') ? axis : axis.Replace('_', ' ');

    /// <summary>
    /// A value on an axis; a machine is called by its name, wherever its file is.
    /// </summary>
    public static string Value(SummaryPoint point, string axis) =>
        axis == ScenarioKeys.Machine.FileKey ? point.Machine : point.Text(axis);

    /// <summary>The value with its axis, where it does not say what it is of.</summary>
    public static string Named(SummaryPoint point, string axis) =>
        axis == ScenarioKeys.Machine.FileKey ? point.Machine
        : axis == ScenarioKeys.KernelVersion.FileKey ? $"kernel {point.Text(axis)}"
        : $"{Words(axis)} {point.Text(axis)}";

    /// <summary>All of a point's values with their axes.</summary>
    public string Named(SummaryPoint point) =>
        string.Join(", ", _varying.Select(a => Named(point, a)));

    /// <summary>Of a point, short: its values alone.</summary>
    public string Of(SummaryPoint point) =>
        UserText.Shorten(string.Join(", ", _varying.Select(a => Value(point, a))), MostLetters);
}
