using System.CommandLine;
using System.CommandLine.Parsing;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>A command line run to its status, whatever commands it is made of.</summary>
internal static class CommandLine
{
    /// <summary>Lists of what is known take some 2,000; nothing else comes near.</summary>
    private const int MostCharacters = 4_000;

    /// <summary>
    /// A word that begins with @ is a word: the parser's own way would read the file of that name,
    /// of any length, as more of the command line.
    /// </summary>
    private static readonly ParserConfiguration Words = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command line; bad input is one line on <paramref name="error"/> and status 2.</summary>
    public static async Task<int> Run(
        RootCommand root,
        string[] arguments,
        TextWriter output,
        TextWriter error,
        bool listen = false
    )
    {
        using var interruption = new Interruption(error, listen);
        try
        {
            ShowHelp.In(root);
            ShowVersion.In(root);
            ParseResult parsed = root.Parse(arguments, Words);
            if (parsed.CommandResult.Command is ElsewhereCommand elsewhere)
            {
                return Complain(error, elsewhere.Line);
            }

            if (parsed.Errors.Count > 0 || HasUnknownWord(parsed, arguments))
            {
                return Complain(error, Complaint(parsed));
            }

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = error,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, interruption.Token);
        }
        catch (InputException e)
        {
            return Complain(error, e.Line);
        }
        catch (IncompleteException e)
        {
            Complain(error, e.Message);
            return ExitCode.Incomplete;
        }
        catch (Exception e) when (Innermost(e) is OperationCanceledException)
        {
            interruption.Say((e as InterruptedException)?.Message ?? Interruption.Word);
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain(
                error,
                IsSomewhere()
                    ? "cannot write the result: " + e.Message
                    : "the folder this runs in is gone; change to one that is there"
            );
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Complain(error, Fault(e));
        }
    }

    /// <summary>What a line says of something that was not foreseen: numbers too large, or a fault
    /// of ours with what a report needs.</summary>
    public static string Fault(Exception e) =>
        Innermost(e) is OverflowException
            ? "the numbers given lead to more than 106 days of simulated time; give smaller ones"
            : $"internal error, please report it: {e.GetType().Name}: {e.Message}";

    /// <summary>What help and version overlook, but not a completion's half-written line.</summary>
    public static bool HasUnknownWord(ParseResult parsed, string[] arguments) =>
        parsed.UnmatchedTokens.Count > 0 && !arguments[0].StartsWith('[');

    /// <summary>Whether the current folder is there.</summary>
    private static bool IsSomewhere()
    {
        try
        {
            return Directory.Exists(Environment.CurrentDirectory);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static Exception Innermost(Exception e) =>
        e.InnerException is { } inner ? Innermost(inner) : e;

    /// <summary>What is wrong with a command line that does not parse, with where to look.</summary>
    public static string Complaint(ParseResult parsed)
    {
        if (parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash))
        {
            return "'--': no word here looks like an option; leave it out";
        }

        Command command = parsed.CommandResult.Command;
        string? first =
            (parsed.UnmatchedTokens is [var word, ..] ? word : null)
            ?? (parsed.Tokens.Count > 0 ? parsed.Tokens[0].Value : null);
        if (command is RootCommand && first?.StartsWith('-') != true)
        {
            IReadOnlyList<string> commands = HelpCommand.Offered(command);
            return first is null
                ? $"no command; known are {string.Join(", ", commands)}"
                : $"no command '{UserText.Shorten(first)}'; {Nearest.Hint(first, commands)}";
        }

        List<string> options = [.. command.Options.Where(o => !o.Hidden).Select(o => o.Name)];
        string? unknown = parsed
            .Tokens.Select(t => t.Value)
            .FirstOrDefault(t =>
                t.StartsWith("--", StringComparison.Ordinal)
                && !command
                    .Options.Concat(parsed.RootCommandResult.Command.Options)
                    .Any(o => o.Name == t)
            );
        if (unknown is not null)
        {
            return $"no option '{UserText.Shorten(unknown)}'; {Nearest.Hint(unknown, options)}";
        }

        string message = parsed.Errors is [var error, ..]
            ? error.Message.Split('\n')[0].TrimEnd('.', ' ')
            : $"'{UserText.Shorten(first ?? "")}' is one word too many";
        IEnumerable<string> path = command
            .Parents.OfType<Command>()
            .Append(command)
            .Where(c => c is not RootCommand)
            .Select(c => c.Name + " ");
        return $"{message}; see kexecperf {string.Concat(path)}--help";
    }

    private static int Complain(TextWriter error, string line)
    {
        string one = line.Replace('\n', ' ').Replace('\r', ' ');
        error.WriteLine("error: " + UserText.Shorten(one, MostCharacters));
        return ExitCode.BadInput;
    }
}
