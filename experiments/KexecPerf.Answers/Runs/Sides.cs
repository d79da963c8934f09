namespace KexecPerf.Answers.Runs;

/// <summary>Names of the sides.</summary>
internal static class Sides
{
    /// <summary>Both, in order.</summary>
    public static IReadOnlyList<Side> All { get; } = Enum.GetValues<Side>();

    /// <summary>Name in columns and rows.</summary>
    public static string Key(this Side side) =>
        side switch
        {
            Side.PageList => "page_list",
            Side.Cma => "cma",
        };
}
