using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Page;

/// <summary>
/// The downtime of each column as a bar of phases on one axis of time, with its range: what is not
/// known and what varies from run to run apart, once both are there.
/// </summary>
internal static class Bars
{
    private const int Height = 22;

    private const int Ticks = 4;

    /// <summary>Bar, then the ranges below it.</summary>
    private const int WithRanges = Height + 16;

    public static string Html(HowMuchFasterAnswer answer, bool withLevels)
    {
        List<PhaseColumn> columns = HowMuchFasterLayout.Columns(answer);
        OutcomeRange[] all =
        [
            .. columns.Where(c => c.Missing is null).Select(c => c.Side(c.Savings.Downtime)),
        ];
        double most = all.Select(d => Math.Max(d.High, withLevels ? d.UnknownHigh ?? 0 : 0))
            .DefaultIfEmpty(0)
            .Max();
        if (most <= 0)
        {
            return "<p>There is no downtime to draw.</p>";
        }

        // A round end stays where it is while ranges settle.
        double end = Svg.RoundUp(most, Ticks);
        return string.Concat(columns.Select(c => Row(c, end, withLevels)))
            + Axis(end)
            + Legend(columns, withLevels);
    }

    private static string Row(PhaseColumn column, double end, bool withLevels)
    {
        string name = Svg.Escape(column.Label);
        var line = (SavingsLine)column.Savings;
        BootOutcome boot = column.IsA ? line.BootOutcomePageList : line.BootOutcome;
        string badge = VerdictView.Badge(boot);
        if (column.Missing is { } why)
        {
            return $"<p class=\"row\"><b>{name}</b> {badge}{Svg.Escape(why)}</p>";
        }

        OutcomeRange downtime = column.Side(column.Savings.Downtime);
        string figure = Numbers.WithRange(downtime) + " ms";
        string label = $"{column.Label}: downtime {figure}";
        return $"<p class=\"row\"><b>{name}</b> {badge}{Svg.Escape(figure)}</p>"
            + Svg.Of(
                WithRanges,
                label,
                Phases(column, downtime.Median, end) + Ranges(downtime, end, withLevels)
            );
    }

    /// <summary>The median downtime, shared out by the medians of its phases.</summary>
    private static string Phases(PhaseColumn column, double downtime, double end)
    {
        double[] medians = [.. PhaseNames.All.Select(p => column.Side(column.Savings[p]).Median)];
        double scale = medians.Sum() is > 0 and var sum ? downtime / sum / end : 0;
        double at = 0;
        string boxes = "";
        foreach ((Phase phase, double median) in PhaseNames.All.Zip(medians))
        {
            string title =
                $"{phase.Words()}: {Numbers.Cell(column.Side(column.Savings[phase]))} ms";
            boxes += Svg.Box(at, at + median * scale, 0, Height, FigureColors.Of(phase), title);
            at += median * scale;
        }

        return boxes;
    }

    private static string Ranges(OutcomeRange of, double end, bool withLevels) =>
        withLevels
        && of
            is {
                UnknownLow: { } low,
                UnknownHigh: { } high,
                VariesLow: { } from,
                VariesHigh: { } to
            }
            ? Svg.Box(
                low / end,
                high / end,
                Height + 3,
                4,
                "",
                Title("not known", low, high),
                "unknown"
            )
                + Svg.Box(
                    from / end,
                    to / end,
                    Height + 9,
                    4,
                    "",
                    Title("varies", from, to),
                    "varies"
                )
            : Svg.Box(
                of.Low / end,
                of.High / end,
                Height + 6,
                4,
                "",
                Title("90 %", of.Low, of.High),
                "both"
            );

    private static string Title(string what, double low, double high) =>
        $"{what}: {Durations.Short(low)} to {Durations.Short(high)}";

    private static string Axis(double end)
    {
        string ticks = string.Concat(
            Svg.Ticks(end, Ticks)
                .Select(t =>
                    Svg.Line(t / end, 0, t / end, 5, "axis")
                    + Svg.Text(t / end, 18, Durations.Round(t))
                )
        );
        return Svg.Of(
            22,
            $"time, 0 to {Durations.Short(end)}",
            Svg.Line(0, 0, 1, 0, "axis") + ticks
        );
    }

    private static string Legend(List<PhaseColumn> columns, bool withLevels)
    {
        IEnumerable<(string Words, string Color, string Kind)> keys =
        [
            .. PhaseNames
                .All.Where(p => columns.Any(c => c.Side(c.Savings[p]).High > 0))
                .Select(p => (p.Words(), FigureColors.Of(p), "")),
            .. withLevels
                ? (ReadOnlySpan<(string, string, string)>)
                    [
                        ("not known of the machine, 90 %", "", "unknown"),
                        ("varies from run to run, 90 %", "", "varies"),
                    ]
                : [("90 % of outcomes", "", "both")],
        ];
        return "<ul class=\"legend\">"
            + string.Concat(
                keys.Select(k => $"<li>{Key(k.Color, k.Kind)} {Svg.Escape(k.Words)}</li>")
            )
            + "</ul>";
    }

    private static string Key(string color, string kind) =>
        "<svg width=\"12\" height=\"12\" aria-hidden=\"true\">"
        + (kind.Length == 0 ? Svg.Box(0, 1, 0, 12, color, "") : Svg.Box(0, 1, 4, 4, "", "", kind))
        + "</svg>";
}
