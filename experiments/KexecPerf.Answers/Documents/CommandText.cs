namespace KexecPerf.Answers.Documents;

/// <summary>The command line as a user would type it again.</summary>
internal static class CommandText
{
    /// <summary>The arguments behind <c>kexecperf</c>, quoted for a POSIX shell, with a seed.</summary>
    public static string Of(IEnumerable<string> arguments)
    {
        List<string> words = [.. arguments];
        if (
            !words.Contains("--seed")
            && !words.Exists(w => w.StartsWith("--seed=", StringComparison.Ordinal))
        )
        {
            words.AddRange(["--seed", "1"]);
        }

        return Exactly(words);
    }

    /// <summary>The arguments behind <c>kexecperf</c>, quoted for a POSIX shell.</summary>
    public static string Exactly(IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Prepend("kexecperf").Select(Quote));

    private static string Quote(string word)
    {
        bool plain =
            word.Length > 0
            && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=+:,%@".Contains(c));
        return plain ? word
            : word.Any(char.IsControl) ? $"$'{string.Concat(word.Select(Escaped))}'"
            : "'" + word.Replace("'", "'\\''") + "'";
    }

    /// <summary>
    /// As a shell reads it between <c>$'</c> and <c>'</c>, and no terminal obeys it.
    /// </summary>
    private static string Escaped(char c) =>
        c is '\'' or '\\' ? "\\" + c
        : char.IsControl(c)
            ? string.Concat(
                System
                    .Text.Encoding.UTF8.GetBytes([c])
                    .Select(b => "\\" + Convert.ToString(b, 8).PadLeft(3, '0'))
            )
        : c.ToString();
}
