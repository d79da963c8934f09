using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Studies.Summaries;

/// <summary>
/// A column that every summary has, between its axes and its outputs: what a point is, and what
/// became of its runs.
/// </summary>
/// <param name="Name">In the header.</param>
/// <param name="Cell">Its text for a point.</param>
internal sealed record PointColumn(string Name, Func<SummarizedPoint, string> Cell)
{
    public static PointColumn MachineName { get; } = Names("machine_name", s => s.Machine.Name);

    public static PointColumn Kernel { get; } = Names("kernel", s => s.Kernel.Name);

    public static PointColumn Cpus { get; } = Number("cpu_count", s => s.Machine.Cpus);

    public static PointColumn Memsz { get; } = Number("memsz_bytes", s => s.Image.Memsz.Bytes);

    public static PointColumn Ram { get; } = Number("ram_bytes", s => s.Memory.Ram.Bytes);

    public static PointColumn CmaArea { get; } =
        Number("cma_area_bytes", s => s.Memory.CmaArea.Bytes);

    public static PointColumn Replications { get; } = new("replications", p => Text(p.Runs.Count));

    /// <summary>Empty where there is none.</summary>
    public static PointColumn MonteCarloError { get; } =
        new("monte_carlo_error_percent", p => p.ErrorPercent is { } e ? Numbers.Csv(e) : "");

    public static PointColumn CmaSuccess { get; } =
        Share(OutcomeName.CmaSuccess, Side.Cma, RunColumn.AllInCma);

    /// <summary>In order.</summary>
    public static IReadOnlyList<PointColumn> All { get; } =
    [
        MachineName,
        Names("architecture", s => s.Machine.Architecture.Name()),
        Kernel,
        Cpus,
        Memsz,
        Ram,
        CmaArea,
        Replications,
        MonteCarloError,
        CmaSuccess,
        .. Sides.All.Select(s => Share(Boots(s), s, RunColumn.Boots)),
        .. Sides.All.Select(s => Share(LoadFails(s), s, RunColumn.LoadFails)),
    ];

    /// <summary>
    /// Columns of names, which must not be taken for numbers because all of them look like some:
    /// kernel 6.10 is not 6.1.
    /// </summary>
    public static IReadOnlyList<string> OfNames { get; } =
    [
        .. All.Where(c => c.IsName).Select(c => c.Name),
        .. ScenarioKeys.All.Where(k => !IsPlainInteger(k)).Select(k => k.FileKey),
    ];

    private bool IsName { get; init; }

    /// <summary>Share of a side's runs in which the new kernel comes up.</summary>
    public static OutcomeName Boots(Side side) => OutcomeName.Boots.Of(side).Probability;

    /// <summary>Share of a side's runs in which the load finds no memory or is refused.</summary>
    public static OutcomeName LoadFails(Side side) => RunColumn.LoadFails.Name.Of(side).Probability;

    /// <summary>As help writes what is a plain integer.</summary>
    private static bool IsPlainInteger(ScenarioKey key) => key.Value is "N" or "PAGES" or "ORDER";

    private static PointColumn Names(string name, Func<Scenario, string> of) =>
        new(name, p => of(p.Scenario)) { IsName = true };

    private static PointColumn Number(string name, Func<Scenario, long> of) =>
        new(name, p => Text(of(p.Scenario)));

    private static PointColumn Share(OutcomeName name, Side side, RunColumn flag) =>
        new(name.Column, p => Numbers.Csv(p.Runs.Share(side, flag)));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
