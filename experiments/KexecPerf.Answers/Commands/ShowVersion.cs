using System.CommandLine;
using System.CommandLine.Invocation;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>--version</c>: version, commit and the model's fingerprint, which a figure is cited by.</summary>
internal sealed class ShowVersion : SynchronousCommandLineAction
{
    /// <summary>Puts it in the place of what only knows the version.</summary>
    public static void In(RootCommand root) =>
        root.Options.OfType<VersionOption>().Single().Action = new ShowVersion();

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(
            $"{Build.Version}+{Build.Commit}, model {ModelFingerprint.Value}"
        );
        return ExitCode.Ok;
    }
}
