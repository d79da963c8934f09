using System.CommandLine;
using System.CommandLine.Invocation;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Commands;

/// <summary><c>--help</c> of any command.</summary>
internal sealed class ShowHelp : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.Write(
            HelpPage.Of(parseResult.CommandResult.Command).Text
        );
        return ExitCode.Ok;
    }
}
