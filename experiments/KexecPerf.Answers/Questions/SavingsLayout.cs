using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>What is saved as tables and rows.</summary>
internal static class SavingsLayout
{
    /// <summary>No run has both sides, though each has some.</summary>
    private const string None = "-";

    /// <summary>Header of <see cref="Rows"/>.</summary>
    public static string[] Header { get; } =
    ["scenario", "quantity", "side", "unit", "median", "low", "high"];

    /// <summary>The spans whose ratios the table has.</summary>
    private static readonly PhaseSpan[] Spans = [PhaseSpan.HotPhase, PhaseSpan.Downtime];

    /// <summary>Why there is nothing to compare, a cell; null where there is.</summary>
    /// <param name="first">What side a is called.</param>
    public static string? Missing(Savings s, string first) =>
        s.MissingB
        ?? (
            s.MissingA is { } why ? $"{first} {why}"
            : s.HasTimes ? null
            : None
        );

    /// <summary>A row for each line: saved ms, ratio of each span, and whether it boots.</summary>
    public static Table Table(
        string first,
        IEnumerable<(string Label, Savings Savings, string Boots)> lines
    ) =>
        new(
            ["", "saved ms", .. Spans.Select(s => s.Words()), "boots"],
            [
                .. lines.Select(l =>
                    (string[])
                        [
                            l.Label,
                            Missing(l.Savings, first)
                                ?? (l.Savings.Same ? "0.0" : Numbers.Cell(l.Savings.SavedMs!)),
                            .. Spans.Select(s => Missing(l.Savings, first) ?? l.Savings[s].Ratio),
                            l.Boots,
                        ]
                ),
            ]
        );

    /// <summary>A row for each phase and span; <c>=</c> where a column equals the first.</summary>
    public static Table Phases(IReadOnlyList<PhaseColumn> columns)
    {
        var rows = new List<string[]>();
        foreach (Phase phase in PhaseNames.All)
        {
            if (columns.Any(c => c.Side(c.Savings[phase]).High > 0))
            {
                Add($"  {phase.Words(), -16} {Letter(phase)}", s => s[phase]);
            }
        }

        foreach (PhaseSpan span in PhaseSpans.All)
        {
            Add(span.Words(), s => s[span]);
        }

        Add("load (not downtime)", s => s.LoadPhase);
        return new Table(["phase, ms", .. columns.Select(c => c.Label)], rows);

        string Letter(Phase phase) => columns[0].Savings[phase].Evidence?[..1] ?? "";

        void Add(string name, Func<Savings, Times> of)
        {
            string[] cells =
            [
                .. columns.Select(c => c.Missing ?? Numbers.Cell(c.Side(of(c.Savings)))),
            ];
            string first = cells[0];
            rows.Add([
                name,
                first,
                .. cells
                    .Skip(1)
                    .Zip(
                        columns.Skip(1),
                        (cell, c) => cell == first && c.Missing is null ? "=" : cell
                    ),
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
                    .Append(Row(s.Key(), "saved", "ms", savings[s].SavedMs))
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
