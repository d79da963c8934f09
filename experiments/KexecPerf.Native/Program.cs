using KexecPerf.Answers.Commands;

namespace KexecPerf.Native;

/// <summary>
/// The <c>kexecperf</c> command compiled ahead of time: what answers, in one file that needs no
/// .NET.
/// </summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments) =>
        CommandLine.Run(
            CommandList.Create(arguments, FullTool.Elsewhere),
            arguments,
            Console.Out,
            Console.Error,
            listen: true
        );
}
