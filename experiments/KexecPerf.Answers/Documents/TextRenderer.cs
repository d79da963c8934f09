using System.Text;
using KexecPerf.Model.Inputs;

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
                    Table t => new TextTable(t).Lay([t.Headers, .. t.Rows]),
                    _ => "\n",
                }
            );
        }

        return UserText.Printable(text.ToString());
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
    /// A command may be longer than a line; then it goes on behind a backslash, as a shell reads
    /// it: never inside a quoted word, and an option stays with its value.
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

    /// <summary>An option with its value where both fit into a line, any other word alone.</summary>
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
                && !word.StartsWith('-')
                && parts[^1].Length + word.Length < Width - 4;
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
}
