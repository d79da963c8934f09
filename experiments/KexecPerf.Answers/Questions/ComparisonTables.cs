using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>The two tables of a comparison: what each line saves, and where the time goes.</summary>
internal static class ComparisonTables
{
    /// <summary>A row for each line: saved ms, ratio of each span, and whether it boots.</summary>
    public static Table Savings(IReadOnlyList<(string Label, Comparison C, string Boots)> lines) =>
        new(
            ["", "saved ms", "switch", "hot phase", "downtime", "boots"],
            [
                .. lines.Select(l =>
                    (string[])
                        [
                            l.Label,
                            l.C.Same ? "0.0" : Numbers.WithRange(l.C.SavedMs),
                            .. Comparison.Spans.Select(s => Numbers.Ratio(l.C.Speedup(s.Of))),
                            l.Boots,
                        ]
                ),
            ]
        );

    /// <summary>A row for each phase and span; <c>=</c> where a column equals the first.</summary>
    public static Table Phases(
        PairedOutcomes outcomes,
        IReadOnlyList<(string Label, int Side)> columns
    )
    {
        var rows = new List<string[]>();
        foreach (Phase phase in PhaseNames.All)
        {
            if (columns.Any(c => outcomes.Milliseconds(c.Side, o => o[phase]).High > 0))
            {
                rows.Add(Row("  " + Name(phase), outcomes, columns, o => o[phase]));
            }
        }

        foreach ((_, string name, Func<HotPhaseOutcome, SimTime> of) in Comparison.Spans)
        {
            rows.Add(Row(name, outcomes, columns, of));
        }

        rows.Add(Row("load (not downtime)", outcomes, columns, o => o.Load.Total));
        return new Table(["phase, ms", .. columns.Select(c => c.Label)], rows);
    }

    /// <summary>A phase in text.</summary>
    public static string Name(Phase phase) =>
        phase switch
        {
            Phase.DeviceShutdown => "device shutdown",
            Phase.CpuShutdown => "cpu shutdown",
            Phase.Purgatory => "purgatory sha256",
            Phase.BootStub => "boot stub",
            Phase.EarlyBoot => "early boot",
            _ => phase.Key(),
        };

    private static string[] Row(
        string name,
        PairedOutcomes outcomes,
        IReadOnlyList<(string Label, int Side)> columns,
        Func<HotPhaseOutcome, SimTime> of
    )
    {
        string first = Numbers.WithRange(outcomes.Milliseconds(columns[0].Side, of));
        return
        [
            name,
            first,
            .. columns
                .Skip(1)
                .Select(c => Numbers.WithRange(outcomes.Milliseconds(c.Side, of)))
                .Select(cell => cell == first ? "=" : cell),
        ];
    }
}
