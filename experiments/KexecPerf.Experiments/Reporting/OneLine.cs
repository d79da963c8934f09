namespace KexecPerf.Experiments.Reporting;

/// <summary>What a user wrote, as part of a one-line message.</summary>
internal static class OneLine
{
    /// <summary>At most 40 characters, control characters replaced.</summary>
    public static string Of(string text)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= 40 ? line : line[..37] + "...";
    }
}
