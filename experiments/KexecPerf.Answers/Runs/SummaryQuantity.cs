using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Runs;

/// <summary>Something the summary of a point holds as median and 5 and 95 % quantiles of outcomes, and what it is computed from.</summary>
/// <param name="Outcome">What it is called.</param>
/// <param name="Kind">What is made of the columns.</param>
/// <param name="Columns">Recorded of each run, one or several.</param>
internal sealed record SummaryQuantity(
    OutcomeName Outcome,
    SummaryKind Kind,
    IReadOnlyList<RunColumn> Columns
)
{
    /// <summary>As in the outputs of a study.</summary>
    public string Name => Outcome.Key;

    /// <summary>Heading of its column in text.</summary>
    public string Title =>
        Name.Replace("_speedup", "", StringComparison.Ordinal).Replace('_', ' ')
        + (Outcome.Unit.Length == 0 ? "" : " " + Outcome.Unit);

    /// <summary>Whether it is of both sides together; else each side has its own.</summary>
    public bool Paired => Kind is SummaryKind.Difference or SummaryKind.Ratio;

    /// <summary>Whether devices that go on writing must be simulated for it.</summary>
    public bool Stray => Columns.Any(RunColumn.OfStrayWrites.Contains);

    /// <summary>In the order of the columns.</summary>
    public static IReadOnlyList<SummaryQuantity> All { get; } =
    [
        new(OutcomeName.Saved, SummaryKind.Difference, RunColumn.PhasesOf(PhaseSpan.HotPhase)),
        .. PhaseSpans.All.Select(s => new SummaryQuantity(
            OutcomeName.Speedup(s),
            SummaryKind.Ratio,
            RunColumn.PhasesOf(s)
        )),
        .. PhaseNames.All.Zip(RunColumn.Phases, (p, column) => Time(OutcomeName.Of(p), [column])),
        .. PhaseSpans.All.Select(s => Time(OutcomeName.Of(s), RunColumn.PhasesOf(s))),
        Time(OutcomeName.Load, RunColumn.LoadSteps),
        Time(OutcomeName.LoadZeroing, [RunColumn.LoadZeroing]),
        Number(RunColumn.NotZeroed),
        Number(RunColumn.OwnDestination),
        Number(RunColumn.FailedCandidates),
        Number(RunColumn.Migrated),
        Number(RunColumn.Dropped),
        Number(RunColumn.Reclaimed),
        new(OutcomeName.AnyDamage, SummaryKind.Number, [RunColumn.AnyDamage]),
        new(OutcomeName.DetectedDamage, SummaryKind.Number, [RunColumn.DetectedDamage]),
        new(OutcomeName.SilentDamage, SummaryKind.Number, [RunColumn.SilentDamage]),
    ];

    /// <summary>Whether it is a time, whose two levels of uncertainty are told apart.</summary>
    public bool HasLevels => Kind is not SummaryKind.Number;

    /// <summary>
    /// Its columns: for each side, or for both together, median, low and high, and of a time both
    /// levels alone.
    /// </summary>
    public IEnumerable<string> SummaryColumns() =>
        (Paired ? [Outcome] : Sides.All.Select(s => Outcome.Of(s))).SelectMany(o =>
            HasLevels ? o.Quantiles.Concat(o.Levels) : o.Quantiles
        );

    private static SummaryQuantity Time(OutcomeName name, IReadOnlyList<RunColumn> columns) =>
        new(name, SummaryKind.Time, columns);

    private static SummaryQuantity Number(RunColumn column) =>
        new(column.Name, SummaryKind.Number, [column]);
}
