namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>What came out for one axis.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Search">Where the share passes the threshold.</param>
/// <param name="Reason">Why there, or why nowhere; a clause.</param>
internal sealed record AxisResult(BreakEvenAxis Axis, BreakEvenSearch Search, string Reason)
{
    /// <summary>Where CMA matters: ranges, each end a crossing or null where the range goes to the end of the axis.</summary>
    public IReadOnlyList<(Crossing? From, Crossing? To)> Matters
    {
        get
        {
            var ranges = new List<(Crossing? From, Crossing? To)>();
            bool inside = Search.MattersAtFrom;
            Crossing? from = null;
            foreach (Crossing crossing in Search.Found)
            {
                if (inside)
                {
                    ranges.Add((from, crossing));
                }

                from = crossing;
                inside = crossing.Rises;
            }

            if (inside)
            {
                ranges.Add((from, null));
            }

            return ranges;
        }
    }

    /// <summary>Where CMA matters, in words.</summary>
    public string Words =>
        Matters switch
        {
            [] => "nowhere to " + Axis.Unit.Format(Axis.To),
            [(null, null)] => "everywhere to " + Axis.Unit.Format(Axis.To),
            var ranges => string.Join(" and ", ranges.Select(Range)),
        };

    private string Range((Crossing? From, Crossing? To) range) =>
        range switch
        {
            (null, { } to) => "up to " + Text(to),
            ({ } from, null) => "from " + Text(from),
            var (from, to) => $"{Text(from!)} to {Text(to!)}",
        };

    private string Text(Crossing c) => Axis.Unit.Format(c.Value, c.Low, c.High);
}
