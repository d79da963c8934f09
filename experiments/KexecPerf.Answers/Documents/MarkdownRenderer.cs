using System.Text;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Documents;

/// <summary>Lays a document out as markdown.</summary>
internal static class MarkdownRenderer
{
    public static string Render(Document document)
    {
        var text = new StringBuilder();
        string mark = document.Mark.Length == 0 ? "" : $" *({document.Mark})*";
        if (document.Title.Length > 0)
        {
            text.Append("### ").Append(document.Title).Append(mark).Append("\n\n");
        }

        foreach (Block block in document.Blocks())
        {
            switch (block)
            {
                case Paragraph p:
                    text.Append(Escape(p.Text)).Append("\n\n");
                    break;
                case CommandLine c:
                    text.Append(c.Label).Append("\n\n```\n").Append(c.Text).Append("\n```\n\n");
                    break;
                case Table t:
                    Append(text, t);
                    break;
            }
        }

        return UserText.Printable(text.ToString().TrimEnd('\n') + "\n");
    }

    /// <summary>More rows of the table that a document ended with.</summary>
    public static string Rows(IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            AppendRow(text, row);
        }

        return UserText.Printable(text.ToString());
    }

    private static void Append(StringBuilder text, Table table)
    {
        AppendRow(text, table.Headers);
        AppendRow(
            text,
            [.. table.Headers.Select((_, i) => i == 0 || table.Prose ? "---" : "---:")]
        );
        foreach (string[] row in table.Rows)
        {
            AppendRow(text, row);
        }

        text.Append('\n');
    }

    private static void AppendRow(StringBuilder text, string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(c => Escape(c.Trim()))).Append(" |\n");

    private static string Escape(string text) => text.Replace("|", "\\|").Replace("*", "\\*");
}
