using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Summaries;

/// <summary>
/// What all points of a study share and what decides its outcome: without it neither a headline nor
/// a figure can be cited.
/// </summary>
internal static class Conditions
{
    private static readonly (
        ScenarioKey Key,
        PointColumn Column,
        Func<string, string> Text
    )[] Known =
    [
        (ScenarioKeys.Machine, PointColumn.MachineName, t => t),
        (ScenarioKeys.KernelVersion, PointColumn.Kernel, t => "kernel " + t),
        (ScenarioKeys.Image, PointColumn.Memsz, t => "image " + Sizes.Short(Number(t))),
        (ScenarioKeys.Ram, PointColumn.Ram, t => "RAM " + Sizes.Short(Number(t))),
        (ScenarioKeys.Cma, PointColumn.CmaArea, t => Area(new ByteSize((long)Number(t)))),
    ];

    /// <summary>Such as <c>zen4-vm, kernel 7.3, RAM 8 GiB, cma=2G, memory mix server</c>.</summary>
    public static string Of(Study study, SummaryTable table)
    {
        IEnumerable<string> shared = Known
            .Where(k => !table.Axes.Contains(k.Key.FileKey) && table.Has(k.Column.Name))
            .Select(k => (k.Text, Cells: Cells(table, k.Column)))
            .Where(k => k.Cells.Count == 1)
            .Select(k => k.Text(k.Cells[0]));
        HashSet<ScenarioKey> known = [.. Known.Select(k => k.Key)];
        IEnumerable<string> others = study
            .Base.Where(s => !known.Contains(s.Key))
            .Select(s =>
                s.Key == ScenarioKeys.Set
                    ? s.Value
                    : $"{PointNames.Words(s.Key.FileKey)} {Path.GetFileName(s.Value)}"
            );
        return string.Join(", ", [.. shared, .. others]);
    }

    /// <summary>Of one scenario.</summary>
    public static string Of(Scenario s) =>
        string.Join(
            ", ",
            s.Machine.Name,
            "kernel " + s.Kernel.Name,
            "image " + Sizes.Short(s.Image.Memsz.Bytes),
            "RAM " + Sizes.Short(s.Memory.Ram.Bytes),
            Area(s.Memory.CmaArea)
        );

    /// <summary>The same as a sentence behind a headline; empty where nothing is shared.</summary>
    public static string Sentence(Study study, SummaryTable table) =>
        Of(study, table) is { Length: > 0 } shared ? $" Everywhere: {shared}." : "";

    private static List<string> Cells(SummaryTable table, PointColumn column) =>
        [.. table.Points.Select(p => p.Text(column.Name)).Distinct().Take(2)];

    private static string Area(ByteSize size) =>
        size.Bytes > 0 ? "cma=" + Sizes.Cma(size) : "no CMA area";

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
