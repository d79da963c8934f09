namespace KexecPerf.Answers.Documents;

/// <summary>What a user wrote, as part of a one-line message.</summary>
internal static class OneLine
{
    /// <summary>At most so many characters, control characters replaced.</summary>
    public static string Of(string text, int length = 40)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= length ? line : line[..(length - 3)] + "...";
    }
}
