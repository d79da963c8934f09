using KexecPerf.Answers.Questions;

namespace KexecPerf.Page;

/// <summary>Whether what is loaded boots, as badges, then the verdict.</summary>
internal static class VerdictView
{
    public static string Html(HowMuchFasterAnswer answer) =>
        string.Concat(
            answer.Scenarios.Select(line =>
                Badge(line.BootOutcome, answer.Scenarios.Count == 1 ? "" : line.Name + " ")
            )
        ) + Svg.Escape(answer.Verdict);

    /// <summary>Its class is its word, for the colour.</summary>
    /// <param name="boot">Whether it boots.</param>
    /// <param name="what">What, where that does not stand beside it.</param>
    public static string Badge(BootOutcome boot, string what = "")
    {
        string kind = boot.Cell switch
        {
            "yes" => "yes",
            "no" or "-" => "no",
            _ => "doubt",
        };
        return $"<strong class=\"badge {kind}\" title=\"{Svg.Escape(boot.Note)}\">"
            + $"{Svg.Escape(what)}boots: {Svg.Escape(boot.Word)}</strong> ";
    }
}
