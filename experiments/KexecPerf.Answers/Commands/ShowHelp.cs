using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Commands;

/// <summary><c>--help</c> of any command.</summary>
internal sealed class ShowHelp : SynchronousCommandLineAction
{
    /// <summary>Takes the place of the library's, without the names of another system.</summary>
    public static void In(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ShowHelp();
        foreach (string alias in help.Aliases.Where(a => !a.StartsWith('-')).ToList())
        {
            help.Aliases.Remove(alias);
        }
    }

    /// <summary>Who asks for help need not give what the command wants.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        foreach (KnownWord word in parseResult.CommandResult.Command.Arguments.OfType<KnownWord>())
        {
            word.Check(parseResult);
        }

        parseResult.InvocationConfiguration.Output.Write(
            HelpPage.Of(parseResult.CommandResult.Command).Text
        );
        return ExitCode.Ok;
    }
}
