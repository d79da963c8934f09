using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>A point as a row of <c>summary.csv</c>: where it lies, what it is, and the figures <c>answer</c> would give for it.</summary>
internal static class SummaryRow
{
    /// <summary>The columns of a study's summary.</summary>
    public static string[] Header(Study study) =>
        [
            "point",
            .. study.Axes.SelectMany(a =>
                a.NumberColumn is { } number ? [a.Key, number] : (string[])[a.Key]
            ),
            "machine_name",
            "architecture",
            "kernel",
            "cpu_count",
            "memsz_bytes",
            "ram_bytes",
            "cma_area_bytes",
            "replications",
            "monte_carlo_error_percent",
            "cma_success_probability",
            "page_list_boots_probability",
            "cma_boots_probability",
            .. study.Outputs.SelectMany(o => o.Columns()),
        ];

    /// <summary>The cells of one point.</summary>
    public static string[] Of(StudyPoint point, PointRuns runs)
    {
        Scenario scenario = point.Build();
        List<double> watched = runs.Milliseconds(
            Side.PageList,
            runs.Span(Side.PageList, p => p.InSwitch())
        );
        double error = 100 * StoppingRule.RelativeError(watched, point.Study.Plan.Level);
        return
        [
            Text(point.Index),
            .. point.Study.Axes.SelectMany((axis, a) => Cells(axis, point.Values[a])),
            scenario.Machine.Name,
            scenario.Machine.Architecture.Name(),
            scenario.Kernel.Name,
            Text(scenario.Machine.Cpus),
            Text(scenario.Image.Memsz.Bytes),
            Text(scenario.Memory.Ram.Bytes),
            Text(scenario.Memory.CmaArea.Bytes),
            Text(runs.Count),
            double.IsFinite(error) ? Numbers.Csv(error) : "",
            Numbers.Csv(runs.Share(Side.Cma, "all_in_cma")),
            Numbers.Csv(runs.Share(Side.PageList, "boots")),
            Numbers.Csv(runs.Share(Side.Cma, "boots")),
            .. point.Study.Outputs.SelectMany(o => o.Cells(runs)),
        ];
    }

    private static string[] Cells(StudyAxis axis, AxisValue value) =>
        axis.NumberColumn is null ? [value.Text] : [value.Text, Numbers.Csv(value.Number!.Value)];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
