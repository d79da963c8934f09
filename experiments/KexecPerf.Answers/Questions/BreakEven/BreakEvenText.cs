using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>Where CMA matters, in words.</summary>
internal static class BreakEvenText
{
    /// <summary>What it means to matter, such as <c>5 % of the downtime</c>.</summary>
    public static string Mattering(BreakEvenOptions options) =>
        FormattableString.Invariant(
            $"{options.Threshold * 100:0.##} % of the {options.Span.Words()}"
        );

    /// <summary>One or two sentences.</summary>
    public static string Verdict(
        BreakEvenOptions options,
        Interval share,
        PlacementDecision decision,
        IReadOnlyList<AxisResult> axes
    )
    {
        bool matters = share.Median >= 100 * options.Threshold;
        string mattering = Mattering(options);
        string rule = decision.All ? "" : $" ({decision.Rule})";
        string here =
            $"saves {Numbers.WithRange(share)} % of the {options.Span.Words()} here{rule}";
        string[] ends = [.. axes.Select(a => Ends(a, matters)).Where(e => e.Length > 0)];
        string list = string.Join("; ", ends);
        return (matters, ends.Length) switch
        {
            (true, 0) => $"CMA {here}, and none of these numbers alone takes it below {mattering}.",
            (true, _) => $"CMA {here}. It falls below {mattering} with {list}.",
            (false, 0) =>
                $"CMA {here}, less than {mattering}, and none of these numbers alone changes that.",
            (false, _) => $"CMA {here}, less than {mattering}. It would save more with {list}.",
        };
    }

    /// <summary>Where CMA matters along an axis.</summary>
    public static string Ranges(AxisResult a) =>
        a.Matters switch
        {
            [] => "nowhere, tried up to " + a.Axis.Unit.Format(a.To),
            [(null, null)] => "everywhere, tried up to " + a.Axis.Unit.Format(a.To),
            var ranges => string.Join(" and ", ranges.Select(r => Range(a.Axis.Unit, r))),
        };

    private static string Range(AxisUnit unit, MatteringRange range)
    {
        return range switch
        {
            (null, { } to) => "up to " + Text(to),
            ({ } from, null) => "from " + Text(from),
            var (from, to) => $"{Text(from!)} to {Text(to!)}",
        };

        string Text(Crossing c) => unit.Format(c.Value, c.Low, c.High);
    }

    /// <summary>Where an axis, going from here, first changes whether CMA matters.</summary>
    private static string Ends(AxisResult a, bool matters)
    {
        Crossing? below = a.Crossings.LastOrDefault(c =>
            c.Value <= a.Axis.Here && c.Rises == matters
        );
        Crossing? above = a.Crossings.FirstOrDefault(c =>
            c.Value >= a.Axis.Here && c.Rises != matters
        );
        string[] ends =
        [
            .. below is null ? [] : (string[])["below " + a.Axis.Unit.Format(below.Value)],
            .. above is null ? [] : (string[])["above " + a.Axis.Unit.Format(above.Value)],
        ];
        return ends.Length == 0 ? "" : $"{a.Axis.Name} {string.Join(" or ", ends)}";
    }
}
