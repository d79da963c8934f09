using KexecPerf.Answers.Documents;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// The downtime as bars of letters, one a column, on one axis: median downtimes, shared out by the
/// medians of their phases.
/// </summary>
internal static class PhaseBars
{
    /// <summary>Letters of the longest bar.</summary>
    private const int Longest = 48;

    /// <summary>The bars and what their letters mean; nothing where no column has times.</summary>
    public static IEnumerable<Block> Of(IReadOnlyList<PhaseColumn> columns)
    {
        double most = columns
            .Where(c => c.Missing is null)
            .Select(c => c.Side(c.Savings.Downtime).Median)
            .DefaultIfEmpty(0)
            .Max();
        if (most <= 0)
        {
            return [];
        }

        double unit = most / Longest;
        string[] bars = [.. columns.Select(c => c.Missing ?? Bar(c, unit))];
        IEnumerable<string> letters = PhaseNames
            .All.Where(p =>
                columns.Zip(bars).Any(c => c.First.Missing is null && c.Second.Contains(Letter(p)))
            )
            .Select(p => $"{Letter(p)} {p.Words()}");
        return
        [
            new Table(
                ["downtime", $"a letter is {Durations.Short(unit)}", "median"],
                [
                    .. columns.Zip(
                        bars,
                        (c, bar) =>
                            (string[])
                                [
                                    c.Label,
                                    bar,
                                    c.Missing is null
                                        ? Durations.Short(c.Side(c.Savings.Downtime).Median)
                                        : "-",
                                ]
                    ),
                ],
                Prose: true
            ),
            new Paragraph(string.Join(", ", letters) + "; the rest is shorter", 2),
            new Gap(),
        ];
    }

    /// <summary>The first letter of its name, which no two share.</summary>
    public static char Letter(Phase phase) => phase.Words()[0];

    private static string Bar(PhaseColumn column, double unit)
    {
        double[] medians = [.. PhaseNames.All.Select(p => column.Side(column.Savings[p]).Median)];
        double sum = medians.Sum();
        double length = column.Side(column.Savings.Downtime).Median / unit;
        double done = 0;
        string bar = "";
        foreach ((Phase phase, double median) in PhaseNames.All.Zip(medians))
        {
            done += median;
            int end = (int)Math.Round(sum > 0 ? length * done / sum : 0);
            bar = bar.PadRight(Math.Max(bar.Length, end), Letter(phase));
        }

        return bar;
    }
}
