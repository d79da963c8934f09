namespace KexecPerf.Answers.Runs;

/// <summary>The two sides of every point, by these names in every result.</summary>
internal static class Side
{
    public const int PageList = 0;
    public const int Cma = 1;

    /// <summary>By number.</summary>
    public static IReadOnlyList<string> Names { get; } = ["page_list", "cma"];
}
