using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Commands;

/// <summary>What is said of a command, by <c>--help</c> and in the man page alike.</summary>
/// <param name="Name">As it is typed, such as <c>kexecperf machines show</c>.</param>
/// <param name="Description">What it does.</param>
/// <param name="Usage">Behind the name.</param>
/// <param name="Lists">Title and content of what it takes; empty ones are left out.</param>
/// <param name="Examples">Whole command lines.</param>
internal sealed record HelpPage(
    string Name,
    string Description,
    string Usage,
    IReadOnlyList<(string Title, IReadOnlyList<(string Term, string Text)> Terms)> Lists,
    IReadOnlyList<string> Examples
)
{
    /// <summary>The command's name, whatever its file is called.</summary>
    public const string Program = "kexecperf";

    private const int Column = 26;

    /// <summary>Of a command in its tree.</summary>
    public static HelpPage Of(Command command)
    {
        List<Command> path = [.. Path(command)];
        List<Option> options =
        [
            .. command.Options,
            .. path.SkipLast(1).SelectMany(c => c.Options).Where(o => o.Recursive),
        ];
        List<Command> commands = [.. command.Subcommands.Where(c => !c.Hidden)];
        string usage = string.Join(
            ' ',
            command
                .Arguments.Select(Placeholder)
                .Concat(commands.Count > 0 ? ["[COMMAND]"] : [])
                .Append("[OPTIONS]")
        );
        List<(string, IReadOnlyList<(string, string)>)> lists =
        [
            ("Arguments", [.. command.Arguments.Select(a => (a.Name, a.Description ?? ""))]),
            (
                "Options",
                [.. options.Where(o => !o.Hidden).Select(o => (Term(o), o.Description ?? ""))]
            ),
            ("Commands", [.. commands.Select(c => (c.Name, c.Description ?? ""))]),
        ];
        return new HelpPage(
            string.Join(' ', path.Skip(1).Select(c => c.Name).Prepend(Program)),
            command.Description ?? "",
            usage,
            [.. lists.Where(l => l.Item2.Count > 0)],
            [.. CommandExamples.Of(command.Name).Select(words => $"{Program} {words}")]
        );
    }

    /// <summary>For a terminal.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(TextRenderer.Wrap($"{Name} {Usage}", 2));
            text.Append('\n').Append(TextRenderer.Wrap(Description, 0));
            foreach ((string title, var terms) in Lists)
            {
                text.Append('\n').Append(title).Append(":\n");
                foreach ((string term, string meaning) in terms)
                {
                    text.Append(Hanging(term, meaning));
                }
            }

            if (Examples.Count > 0)
            {
                text.Append("\nExamples:\n");
                foreach (string example in Examples)
                {
                    text.Append(TextRenderer.Command(new Documents.CommandLine(" ", example)));
                }
            }

            return text.ToString();
        }
    }

    /// <summary>From the root on.</summary>
    private static IEnumerable<Command> Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent
            ? Path(parent).Append(command)
            : [command];

    private static string Placeholder(Argument argument)
    {
        string more = argument.Arity.MaximumNumberOfValues > 2 ? "..." : "";
        return argument.Arity.MinimumNumberOfValues == 0
            ? $"[{argument.Name}{more}]"
            : argument.Name + more;
    }

    private static string Term(Option option) =>
        option is HelpOption ? "-h, --help"
        : option.HelpName is { } value ? $"{option.Name} {value}"
        : option.Name;

    /// <summary>A term and, behind or below it, its meaning.</summary>
    private static string Hanging(string term, string meaning)
    {
        string head = "  " + term;
        bool below = head.Length > Column - 2;
        string hung = TextRenderer.Wrap(new string('x', Column) + meaning, Column)[Column..];
        return below ? $"{head}\n{new string(' ', Column)}{hung}" : head.PadRight(Column) + hung;
    }
}
