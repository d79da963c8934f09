namespace KexecPerf.Studies.Summaries;

/// <summary>How short-term pins of the CMA area are called.</summary>
internal static class Pins
{
    /// <param name="count">As the study wrote it.</param>
    public static string Name(string count) =>
        count switch
        {
            "0" => "no page pinned",
            "1" => "1 page pinned",
            _ => count + " pages pinned",
        };
}
