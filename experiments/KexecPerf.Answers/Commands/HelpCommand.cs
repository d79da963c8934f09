using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>help [COMMAND...]</c>: as <c>--help</c>, or all of it as a man page.</summary>
internal static class HelpCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("COMMAND")
        {
            Description = "of which; of all without",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var man = new Option<bool>("--man") { Description = "the man page of all commands" };
        var command = new Command("help", "say what a command does and takes") { words, man };
        command.SetAction(parsed =>
        {
            Command root = parsed.RootCommandResult.Command;
            string text = parsed.GetValue(man)
                ? ManPage.Of((RootCommand)root)
                : HelpPage.Of(parsed.GetValue(words)!.Aggregate(root, Below)).Text;
            parsed.InvocationConfiguration.Output.Write(text);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Below(Command command, string word)
    {
        Command? found = command.Subcommands.FirstOrDefault(c => c.Name == word);
        if (found is ElsewhereCommand elsewhere)
        {
            throw new InputException(elsewhere.Line);
        }

        IReadOnlyList<string> known = Offered(command);
        return found
            ?? throw new InputException(
                InputPlace.Of("help"),
                $"no command '{UserText.Shorten(word)}'; "
                    + (
                        known.Count > 0
                            ? Nearest.Hint(word, known)
                            : $"write kexecperf help {command.Name}"
                    )
            );
    }

    /// <summary>The names of the commands below one, but those that are elsewhere.</summary>
    public static IReadOnlyList<string> Offered(Command command) =>
        [.. command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name)];
}
