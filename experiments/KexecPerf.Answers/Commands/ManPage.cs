using System.CommandLine;
using System.Text;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Commands;

/// <summary>The man page, in man(7), of what <c>--help</c> says of every command.</summary>
internal static class ManPage
{
    private static readonly (string Status, string Meaning)[] Statuses =
    [
        ("0", "done"),
        ("1", "a check failed"),
        ("2", "usage or bad input: one line on standard error, nothing written"),
        ("3", "a sweep is incomplete"),
        ("130", "interrupted"),
    ];

    /// <summary>Of a whole command line.</summary>
    public static string Of(RootCommand root)
    {
        var page = new StringBuilder();
        page.Append($".TH KEXECPERF 1 \"\" \"kexecperf {Build.Version}\"\n");
        page.Append(".SH NAME\nkexecperf \\- ").Append(Escaped(root.Description!)).Append('\n');
        page.Append(".SH SYNOPSIS\n.B kexecperf\nCOMMAND [OPTIONS]\n");
        foreach (Command command in All(root).Where(c => !c.Hidden))
        {
            Add(page, HelpPage.Of(command));
        }

        page.Append(".SH EXIT STATUS\n");
        foreach ((string status, string meaning) in Statuses)
        {
            Add(page, status, meaning);
        }

        return page.ToString();
    }

    private static IEnumerable<Command> All(Command command) =>
        command.Subcommands.SelectMany(c => All(c).Prepend(c));

    private static void Add(StringBuilder page, HelpPage command)
    {
        page.Append($".SH {Escaped(command.Name)} {Escaped(command.Usage)}\n");
        page.Append(Escaped(command.Description)).Append('\n');
        foreach ((string title, var terms) in command.Lists)
        {
            page.Append($".SS {title}\n");
            foreach ((string term, string text) in terms)
            {
                Add(page, term, text);
            }
        }

        if (command.Examples.Count > 0)
        {
            page.Append(".SS Examples\n.nf\n");
            command.Examples.ToList().ForEach(e => page.Append(Escaped(e)).Append('\n'));
            page.Append(".fi\n");
        }
    }

    private static void Add(StringBuilder page, string term, string text) =>
        page.Append($".TP\n.B {Escaped(term)}\n{Escaped(text)}\n");

    /// <summary>
    /// A hyphen that is typed, and no line that the formatter takes for a request.
    /// </summary>
    private static string Escaped(string text)
    {
        string escaped = text.Replace("\\", "\\e").Replace("-", "\\-").Replace('\n', ' ');
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }
}
