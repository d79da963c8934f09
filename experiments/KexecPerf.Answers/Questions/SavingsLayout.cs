using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>What is saved as tables and rows.</summary>
internal static class SavingsLayout
{
    /// <summary>
    /// A cell without a figure: every run ended in a hang, or its load was refused.
    /// </summary>
    private const string None = "-";

    /// <summary>Header of <see cref="Rows"/>.</summary>
    public static string[] Header { get; } =
    ["scenario", "quantity", "side", "unit", "median", "low", "high"];

    /// <summary>A row for each line: saved ms, ratio of each span, and whether it boots.</summary>
    public static Table Table(IEnumerable<(string Label, Savings Savings, string Boots)> lines) =>
        new(
            ["", "saved ms", .. PhaseSpans.All.Select(s => s.Words()), "boots"],
            [
                .. lines.Select(l =>
                    (string[])
                        [
                            l.Label,
                            l.Savings.SavedMs is not { } saved ? None
                            : l.Savings.Same ? "0.0"
                            : Numbers.WithRange(saved),
                            .. PhaseSpans.All.Select(s =>
                                l.Savings.HasTimes ? Numbers.Ratio(l.Savings[s].Speedup) : None
                            ),
                            l.Boots,
                        ]
                ),
            ]
        );

    /// <summary>A row for each phase and span; <c>=</c> where a column equals the first.</summary>
    public static Table Phases(
        IReadOnlyList<(string Label, Savings Savings, Func<Times, Interval> Side)> columns
    )
    {
        var rows = new List<string[]>();
        foreach (Phase phase in PhaseNames.All)
        {
            if (columns.Any(c => c.Side(c.Savings[phase]).High > 0))
            {
                Add("  " + phase.Words(), s => s[phase]);
            }
        }

        foreach (PhaseSpan span in PhaseSpans.All)
        {
            Add(span.Words(), s => s[span]);
        }

        Add("load (not downtime)", s => s.LoadPhase);
        return new Table(["phase, ms", .. columns.Select(c => c.Label)], rows);

        void Add(string name, Func<Savings, Times> of)
        {
            string[] cells =
            [
                .. columns.Select(c =>
                    c.Side(c.Savings.Downtime).High > 0
                        ? Numbers.WithRange(c.Side(of(c.Savings)))
                        : None
                ),
            ];
            string first = cells[0];
            rows.Add([
                name,
                first,
                .. cells.Skip(1).Select(c => c == first && c != None ? "=" : c),
            ]);
        }
    }

    /// <summary>Every figure as a row; the sides' names are those of the JSON form.</summary>
    public static IEnumerable<string[]> Rows(string scenario, Savings savings, string a, string b)
    {
        return
        [
            .. savings.Phases.SelectMany(p => Sides(p.Name, p)),
            .. PhaseSpans.All.SelectMany(s =>
                Sides(s.Key(), savings[s])
                    .Append(Row(s.Key(), "speedup", "ratio", savings[s].Speedup))
            ),
            .. Sides("load_phase", savings.LoadPhase),
            .. savings.SavedMs is { } saved
                ? [Row("saved", $"{a}-{b}", "ms", saved)]
                : Array.Empty<string[]>(),
        ];

        IEnumerable<string[]> Sides(string quantity, Times t) =>
            [Row(quantity, a, "ms", t.A), Row(quantity, b, "ms", t.B)];

        string[] Row(string quantity, string side, string unit, Interval i) =>
            [scenario, quantity, side, unit, .. Numbers.Cells(i)];
    }
}
