namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>A range in which CMA matters; an end is null where it goes to the end of the axis.</summary>
internal sealed record MatteringRange(Crossing? From, Crossing? To)
{
    /// <summary>The ranges between crossings, ascending.</summary>
    public static IReadOnlyList<MatteringRange> Between(
        IReadOnlyList<Crossing> crossings,
        bool mattersAtFrom
    )
    {
        var ranges = new List<MatteringRange>();
        bool inside = mattersAtFrom;
        Crossing? from = null;
        foreach (Crossing crossing in crossings)
        {
            if (inside)
            {
                ranges.Add(new(from, crossing));
            }

            from = crossing;
            inside = crossing.Rises;
        }

        if (inside)
        {
            ranges.Add(new(from, null));
        }

        return ranges;
    }
}
