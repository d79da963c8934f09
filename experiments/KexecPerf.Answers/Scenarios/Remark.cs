namespace KexecPerf.Answers.Scenarios;

/// <summary>Something a reader of an answer must know about where the scenario comes from.</summary>
/// <param name="About">What it is about, such as <c>host</c>.</param>
/// <param name="Text">A clause.</param>
/// <param name="Key">The scenario key that makes it moot when the user gives it; null for none.</param>
internal sealed record Remark(string About, string Text, ScenarioKey? Key = null)
{
    /// <summary>The remarks of two sides, kept apart by side unless they are the same.</summary>
    public static IReadOnlyList<Remark> OfSides(IReadOnlyList<Remark> a, IReadOnlyList<Remark> b) =>
        a.SequenceEqual(b)
            ? a
            :
            [
                .. a.Select(r => r with { About = r.About + " of a" }),
                .. b.Select(r => r with { About = r.About + " of b" }),
            ];
}
