using System.Text;

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
            // Behind -- it would be no option.
            int end = words.IndexOf("--");
            words.InsertRange(end < 0 ? words.Count : end, ["--seed", "1"]);
        }

        return Exactly(words);
    }

    /// <summary>The arguments behind <c>kexecperf</c>, quoted for a POSIX shell.</summary>
    public static string Exactly(IEnumerable<string> arguments) =>
        string.Join(' ', arguments.Prepend("kexecperf").Select(Quote));

    /// <summary>The words of a line as a POSIX shell splits it, without expanding anything; a quote
    /// that is never closed ends with the line.</summary>
    public static List<string> Words(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote == '\0' && c == '$' && i + 1 < line.Length && line[i + 1] == '\'')
            {
                i = Unescape(line, i + 2, word);
                inWord = true;
            }
            else if (c == '\\' && quote != '\'' && i + 1 < line.Length)
            {
                // A line that goes on is one line.
                if (line[++i] != '\n')
                {
                    word.Append(line[i]);
                    inWord = true;
                }
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && (c is '\'' or '"'))
            {
                (quote, inWord) = (c, true);
            }
            else if (quote == '\0' && char.IsWhiteSpace(c))
            {
                End();
            }
            else
            {
                word.Append(c);
                inWord = true;
            }
        }

        End();
        return words;

        void End()
        {
            if (inWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            inWord = false;
        }
    }

    /// <summary>Reads what <see cref="Escaped"/> wrote up to its closing quote, and says where that is.</summary>
    private static int Unescape(string line, int start, StringBuilder word)
    {
        var bytes = new List<byte>();
        int i = start;
        for (; i < line.Length && line[i] != '\''; i++)
        {
            if (line[i] != '\\' || i + 1 >= line.Length)
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(line, i, 1));
            }
            else if (line[i + 1] is >= '0' and <= '3' && i + 3 < line.Length)
            {
                bytes.Add(Convert.ToByte(line.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(line, ++i, 1));
            }
        }

        word.Append(Encoding.UTF8.GetString([.. bytes]));
        return i;
    }

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
