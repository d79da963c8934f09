using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Summaries;

/// <summary>A column of a view that <c>query</c> asks, as <c>--describe</c> shows it.</summary>
/// <param name="View"><c>runs</c> or <c>summary</c>.</param>
/// <param name="Name">In SQL.</param>
/// <param name="Unit">Empty for ratios, flags and names.</param>
/// <param name="Meaning">One clause.</param>
internal sealed record ViewColumn(string View, string Name, string Unit, string Meaning)
{
    /// <summary>
    /// What stands for the columns of a study's axes, which are called as its file has them.
    /// </summary>
    public const string Axis = "AXIS";

    private const string Runs = "runs";
    private const string Summary = "summary";

    /// <summary>By key of what is recorded, or by name of what a point is.</summary>
    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["load_read"] = "load: files into buffers",
        ["load_cma"] = "load: CMA requests, the failed ones too",
        ["load_prepare"] = "load: control pages and page tables",
        ["load_digest"] = "load: SHA-256 over all segments",
        ["load_copy"] = "load: content to where it stays",
        ["load_flush"] = "load: caches",
        ["load_zeroing"] = "zeroing, which other steps of the load include",
        ["load"] = "the whole load, which is no downtime",
        ["zeroed"] = "zeroed in the load",
        ["not_zeroed"] = "padding of CMA segments that nobody zeroed",
        ["own_destination"] = "of the page list that lie where they are to go",
        ["source_runs"] = "stretches of consecutive sources in the page list",
        ["parked_steps"] = "steps over pages parked in the search for sources",
        ["entry_steps"] = "steps over entries in the search for own destinations",
        ["failed_candidates"] = "ranges of the area tried and given up",
        ["migrated"] = "moved out of the area",
        ["dropped"] = "of files dropped from the area",
        ["reclaimed"] = "outside the area reclaimed for the load",
        ["initrd_pages_overwritten"] = "of the initrd that the next kernel overwrites",
        ["any_in_cma"] = "whether a segment is in CMA memory",
        ["all_in_cma"] = "whether all segments are",
        ["no_room_to_migrate"] = "whether pages of the area had nowhere to go",
        ["out_of_memory"] = "whether the load found no memory",
        ["refused"] = "whether the kernel refused the load",
        ["load_fails"] = "either of these two",
        ["cpu_stop_hang"] = "whether a CPU never stopped",
        ["purgatory_hang"] = "whether the digest did not match",
        ["kernel_too_low"] = "whether the kernel lies too low to start",
        ["boot_uncertain"] = "whether it is not known if it boots",
        ["boots"] = "whether the new kernel comes up whole",
        ["any"] = "probability that stray DMA damages the image",
        ["detected"] = "probability of damage that the hash finds",
        ["silent"] = "probability of damage that nothing finds",
        ["writes_elsewhere"] = "stray writes that hit other memory",
        ["saved"] = "what placement in CMA takes off the hot phase",
        ["machine_name"] = "profile",
        ["architecture"] = "x86_64 or arm64",
        ["kernel"] = "running kernel, with overlays",
        ["cpu_count"] = "online CPUs",
        ["memsz"] = "of all segments",
        ["ram"] = "of the machine",
        ["cma_area"] = "of the area",
        ["replications"] = "runs of each side",
        ["monte_carlo_error"] = "of the median saved, 95 %; empty where there is none",
    };

    /// <summary>Of both views, in order.</summary>
    public static IReadOnlyList<ViewColumn> All { get; } =
    [
        new(Runs, "study", "", "name of the study"),
        new(Runs, PartFile.Point, "", "a combination of the axes' values, from 0"),
        new(Runs, "replication", "", "from 0; the same draws on both sides"),
        new(Runs, "side", "", "page_list or cma"),
        new(Runs, Axis, "", "each axis of the study, as its file has the value"),
        .. RunColumn.For(stray: true).Select(Recorded),
        .. RunColumn
            .Always.Where(c => c.IsTime)
            .Select(c => Recorded(c) with { Name = c.Name.In("ms").Column, Unit = "ms" }),
        .. SummaryQuantity
            .All.Where(q => q is { Kind: SummaryKind.Time, Columns.Count: > 1 })
            .Select(q => new ViewColumn(Runs, q.Outcome.Column, "ms", Told(q.Outcome.Key))),
        new(Summary, "study", "", "name of the study"),
        new(Summary, PartFile.Point, "", "a combination of the axes' values, from 0"),
        new(Summary, Axis, "", "each axis, and its number in a column that ends in the unit"),
        .. PointColumn.All.Select(c => Point(c.Name)),
        .. SummaryQuantity.All.SelectMany(Summarised),
    ];

    /// <summary>
    /// The same for a screen: the columns of a quantity in <c>summary</c> are one line, * for which
    /// of them and SIDE for whose.
    /// </summary>
    public static IReadOnlyList<ViewColumn> Short { get; } =
    [
        .. All.Where(c =>
            !SummaryQuantity.All.Any(q => q.SummaryColumns().Contains(c.Name)) || c.View == Runs
        ),
        .. SummaryQuantity.All.Select(q => new ViewColumn(
            Summary,
            (q.Outcome with { Key = (q.Paired ? "" : "SIDE_") + q.Outcome.Key + "_*" }).Column,
            q.Outcome.Unit,
            Told(q.Outcome.Key)
        )),
    ];

    private static ViewColumn Recorded(RunColumn column) =>
        new(Runs, column.Name.Column, column.Name.Unit, Told(column.Name.Key));

    private static ViewColumn Point(string name)
    {
        string unit = name.Split('_')[^1] is "bytes" or "percent" ? name.Split('_')[^1] : "";
        string key = unit.Length == 0 ? name : name[..^(unit.Length + 1)];
        const string Probability = "_probability";
        return new(
            Summary,
            name,
            unit,
            key.EndsWith(Probability, StringComparison.Ordinal)
                ? $"share of runs: {key[..^Probability.Length].Replace('_', ' ')}"
                : Told(key)
        );
    }

    private static IEnumerable<ViewColumn> Summarised(SummaryQuantity quantity) =>
        quantity
            .SummaryColumns()
            .Select(name => new ViewColumn(
                Summary,
                name,
                quantity.Outcome.Unit,
                $"{Which(name)}: {Told(quantity.Outcome.Key)}"
            ));

    private static string Which(string column) =>
        column.Contains("_unknown_") ? "5 or 95 % over machines of the median run"
        : column.Contains("_varies_") ? "5 or 95 % over runs of the median machine"
        : column.Contains("_median") ? "median"
        : column.Contains("_low") ? "5 % of outcomes"
        : "95 % of outcomes";

    private static string Told(string key) =>
        Meanings.GetValueOrDefault(key)
        ?? Meanings.GetValueOrDefault(key.Replace("_probability", "").Replace("stray_", ""))
        ?? (
            key.EndsWith("_speedup", StringComparison.Ordinal)
                ? $"page list over CMA, of the {Words(key[..^"_speedup".Length])}"
            : PhaseSpans.All.Any(s => s.Key() == key) ? $"span: {Words(key)}"
            : $"phase: {Words(key)}"
        );

    private static string Words(string key) => key.Replace('_', ' ');
}
