using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// What only <c>--detail</c> shows: every ratio, both levels of each range, every number.
/// </summary>
internal static class SavingsDetail
{
    /// <param name="lines">What is saved, by label.</param>
    /// <param name="columns">Sides, by label.</param>
    public static IEnumerable<Block> Of(
        IReadOnlyList<(string Label, Savings Savings)> lines,
        IReadOnlyList<PhaseColumn> columns
    ) =>
        [
            .. Ratios([.. lines.Where(HasFigures)]),
            .. columns.Where(c => c.Missing is null).SelectMany(Levels),
            .. Evidences(columns),
        ];

    private static bool HasFigures((string Label, Savings Savings) line) =>
        !line.Savings.Same && SavingsLayout.Missing(line.Savings, "") is null;

    private static IEnumerable<Block> Ratios(IReadOnlyList<(string Label, Savings Savings)> lines)
    {
        if (lines.Count == 0)
        {
            yield break;
        }

        string[] spans = [.. PhaseSpans.All.Select(s => s.Words())];
        yield return new Table(
            ["times as fast", .. spans],
            [
                .. lines.Select(l =>
                    (string[])[l.Label, .. PhaseSpans.All.Select(s => l.Savings[s].Ratio)]
                ),
            ]
        );
        yield return new Gap();
        yield return new Table(
            ["saved ms", .. spans],
            [
                .. lines.Select(l =>
                    (string[])
                        [l.Label, .. PhaseSpans.All.Select(s => Numbers.Cell(l.Savings[s].SavedMs))]
                ),
            ]
        );
        yield return new Gap();
        yield return LevelsOf(
            "ms saved",
            lines.SelectMany(l =>
                PhaseSpans
                    .All.Skip(1)
                    .Select(s => ($"{l.Label}, {s.Words()}", l.Savings[s].SavedMs))
            )
        );
        yield return new Gap();
        yield return LevelsOf(
            "times as fast",
            lines.SelectMany(l =>
                PhaseSpans
                    .All.Where(s => l.Savings[s].Ratio != Numbers.AllOfIt)
                    .Select(s => ($"{l.Label}, {s.Words()}", l.Savings[s].Speedup))
            )
        );
        yield return new Gap();
    }

    /// <summary>Every phase and span of a side.</summary>
    private static IEnumerable<Block> Levels(PhaseColumn column) =>
        [
            LevelsOf(
                column.Label + ", ms",
                PhaseNames
                    .All.Select(p => (p.Words(), column.Side(column.Savings[p])))
                    .Concat(PhaseSpans.All.Select(s => (s.Words(), column.Side(column.Savings[s]))))
                    .Append(("load", column.Side(column.Savings.LoadPhase)))
                    .Where(r => r.Item2.High > 0)
            ),
            new Gap(),
        ];

    private static Table LevelsOf(
        string caption,
        IEnumerable<(string Name, OutcomeRange Range)> rows
    ) =>
        new(
            [caption, "over both", "over machines", "over runs"],
            [
                .. rows.Select(r =>
                    (string[])
                        [
                            r.Name,
                            Numbers.Cell(r.Range),
                            Level(r.Range.UnknownLow, r.Range.UnknownHigh),
                            Level(r.Range.VariesLow, r.Range.VariesHigh),
                        ]
                ),
            ]
        );

    private static string Level(double? low, double? high) =>
        low is { } l && high is { } h ? $"[{Numbers.Short(l)},{Numbers.Short(h)}]" : "none";

    /// <summary>The numbers that make up more than a tenth of each phase.</summary>
    private static IEnumerable<Block> Evidences(IReadOnlyList<PhaseColumn> columns)
    {
        Savings savings = columns[0].Savings;
        yield return new Paragraph("Numbers that make up more than a tenth of a phase:");
        foreach (Phase phase in PhaseNames.All)
        {
            IReadOnlyList<string> numbers = savings.NumbersOf(o => o[phase]);
            if (numbers.Count > 0)
            {
                yield return new Paragraph($"  {phase.Words()}: {string.Join("; ", numbers)}.", 4);
            }
        }
    }
}
