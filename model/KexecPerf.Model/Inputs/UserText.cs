namespace KexecPerf.Model.Inputs;

/// <summary>What the user wrote, as part of a message of one line.</summary>
public static class UserText
{
    /// <summary>Its start, control characters replaced.</summary>
    public static string Shorten(string text, int length = 40)
    {
        string line = string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= length ? line : line[..(length - 3)] + "...";
    }
}
