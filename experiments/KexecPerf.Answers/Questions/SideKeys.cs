namespace KexecPerf.Answers.Questions;

/// <summary>Keys that name a side: page list and CMA, or a and b where two scenarios are compared.</summary>
internal static class SideKeys
{
    public const string PageList = "page_list";
    public const string Cma = "cma";
    public const string PageListMs = PageList + "_ms";
    public const string CmaMs = Cma + "_ms";
    public const string A = "a";
    public const string B = "b";

    /// <summary>A key where the sides are a and b.</summary>
    public static string Rename(string key) =>
        key switch
        {
            PageList => A,
            Cma => B,
            PageListMs => A + "_ms",
            CmaMs => B + "_ms",
            _ => key,
        };
}
