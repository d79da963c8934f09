using System.Text;

namespace KexecPerf.Answers.Documents;

/// <summary>Lays a document out as plain text of at most 72 columns, to be pasted into a mail.</summary>
internal static class TextRenderer
{
    public const int Width = 72;

    public static string Render(Document document)
    {
        var text = new StringBuilder();
        int pad = Math.Max(2, Width - document.Title.Length - document.Mark.Length);
        string mark = document.Mark.Length == 0 ? "" : new string(' ', pad) + document.Mark;
        if (document.Title.Length > 0)
        {
            text.Append(document.Title).Append(mark).Append('\n');
        }

        foreach (Block block in document.Blocks())
        {
            text.Append(
                block switch
                {
                    Paragraph p => Wrap(p.Text, p.Indent),
                    CommandLine c => Command(c),
                    Table t => Lay(t),
                    _ => "\n",
                }
            );
        }

        return text.ToString();
    }

    /// <summary>Wraps at spaces; later lines are indented.</summary>
    internal static string Wrap(string text, int indent)
    {
        var result = new StringBuilder();
        int column = 0;
        foreach (string word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                result.Append('\n').Append(' ', indent);
                column = indent;
                result.Append(word);
                column += word.Length;
                continue;
            }

            if (column > 0)
            {
                result.Append(' ');
                column++;
            }

            result.Append(word);
            column += word.Length;
        }

        return result.Append('\n').ToString();
    }

    /// <summary>
    /// A command may be longer than a line; then it goes on behind a backslash, as a shell reads it:
    /// never inside a quoted word, and an option stays with its value.
    /// </summary>
    internal static string Command(CommandLine command)
    {
        var result = new StringBuilder();
        string line = command.Label;
        foreach (string part in Parts(command.Text))
        {
            if (line.Length + 1 + part.Length > Width - 2)
            {
                result.Append(line).Append(" \\\n");
                line = "  " + part;
                continue;
            }

            line += (line.Length == 0 ? "" : " ") + part;
        }

        return result.Append(line).Append('\n').ToString();
    }

    private static List<string> Parts(string command)
    {
        var parts = new List<string>();
        bool quoted = false;
        foreach (string word in command.Split(' '))
        {
            bool value =
                parts.Count > 0
                && parts[^1].StartsWith("--", StringComparison.Ordinal)
                && !parts[^1].Contains(' ')
                && !word.StartsWith('-');
            if (quoted || value)
            {
                parts[^1] += " " + word;
            }
            else
            {
                parts.Add(word);
            }

            quoted ^= word.Replace("\\'", "").Count(c => c == '\'') % 2 == 1;
        }

        return parts;
    }

    private static string Lay(Table table)
    {
        int columns = table.Headers.Length;
        int[] widths = new int[columns];
        foreach (string[] row in (IEnumerable<string[]>)[table.Headers, .. table.Rows])
        {
            for (int c = 0; c < columns; c++)
            {
                widths[c] = Math.Max(widths[c], row[c].Length);
            }
        }

        int sum = widths.Sum();
        int gap = columns < 2 ? 0 : Math.Clamp((Width - sum) / (columns - 1), 1, 3);
        var result = new StringBuilder();
        foreach (string[] row in (IEnumerable<string[]>)[table.Headers, .. table.Rows])
        {
            var line = new StringBuilder();
            for (int c = 0; c < columns; c++)
            {
                bool left = c == 0 || table.Prose;
                line.Append(' ', c == 0 ? 0 : gap)
                    .Append(left ? row[c].PadRight(widths[c]) : row[c].PadLeft(widths[c]));
            }

            string laid = line.ToString().TrimEnd();
            result.Append(table.Prose ? Hang(laid, widths, gap) : laid + "\n");
        }

        return result.ToString();
    }

    /// <summary>A row of prose too long for a line goes on under its last column.</summary>
    private static string Hang(string line, int[] widths, int gap)
    {
        int indent = widths[..^1].Sum(w => w + gap);
        if (line.Length <= Width || indent > Width / 2)
        {
            return line.Length <= Width ? line + "\n" : Wrap(line, 4);
        }

        string[] wrapped = Wrap(new string('x', indent) + line[indent..], indent).Split('\n');
        wrapped[0] = line[..indent] + wrapped[0][indent..];
        return string.Join('\n', wrapped);
    }
}
