using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>A command line run to its status, whatever commands it is made of.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line; bad input is one line on <paramref name="error"/> and status 2.</summary>
    public static async Task<int> Run(
        RootCommand root,
        string[] arguments,
        TextWriter output,
        TextWriter error
    )
    {
        try
        {
            ParseResult parsed = root.Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                return Complain(error, Complaint(parsed));
            }

            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = error,
            };
            return await parsed.InvokeAsync(configuration);
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
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain(error, "cannot write the result: " + e.Message);
        }
        catch (Exception e) when (Innermost(e) is OverflowException)
        {
            return Complain(
                error,
                "the numbers given lead to more than 106 days of simulated time; give smaller ones"
            );
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A fault of ours: one line all the same, with what a report needs.
            return Complain(
                error,
                $"internal error, please report it: {e.GetType().Name}: {e.Message}"
            );
        }
    }

    private static Exception Innermost(Exception e) =>
        e.InnerException is { } inner ? Innermost(inner) : e;

    /// <summary>What is wrong with a command line that does not parse, with where to look.</summary>
    public static string Complaint(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string? first = parsed.Tokens.Count > 0 ? parsed.Tokens[0].Value : null;
        if (command is RootCommand && first?.StartsWith('-') != true)
        {
            List<string> commands = [.. command.Subcommands.Select(c => c.Name)];
            return first is null
                ? $"no command; known are {string.Join(", ", commands)}"
                : $"no command '{UserText.Shorten(first)}'; {Nearest.Hint(first, commands)}";
        }

        List<string> options = [.. command.Options.Where(o => !o.Hidden).Select(o => o.Name)];
        string? unknown = parsed
            .Tokens.Select(t => t.Value)
            .FirstOrDefault(t =>
                t.StartsWith("--", StringComparison.Ordinal)
                && !command.Options.Any(o => o.Name == t)
            );
        if (unknown is not null)
        {
            return $"no option '{UserText.Shorten(unknown)}'; {Nearest.Hint(unknown, options)}";
        }

        string message = parsed.Errors[0].Message.Split('\n')[0].TrimEnd('.', ' ');
        IEnumerable<string> path = command
            .Parents.OfType<Command>()
            .Where(c => c is not RootCommand)
            .Select(c => c.Name)
            .Append(command.Name);
        return $"{message}; see kexecperf {string.Join(' ', path)} --help";
    }

    private static int Complain(TextWriter error, string line)
    {
        error.WriteLine("error: " + line.Replace('\n', ' ').Replace('\r', ' '));
        return ExitCode.BadInput;
    }
}
