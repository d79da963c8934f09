using System.CommandLine;
using KexecPerf.Answers.Commands;
using KexecPerf.Studies.Commands;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Schemas;

namespace KexecPerf.Experiments;

/// <summary>The <c>kexecperf</c> command: what answers, and what runs many and shows them.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        Console.SetError(new Answers.Documents.UnfailingWriter(Console.Error));
        return CommandLine.Run(
            CreateRoot(arguments),
            arguments,
            Console.Out,
            Console.Error,
            listen: true
        );
    }

    /// <summary>Runs a command line; bad input is one line on <paramref name="error"/> and status 2.</summary>
    internal static Task<int> Run(string[] arguments, TextWriter output, TextWriter error) =>
        CommandLine.Run(CreateRoot(arguments), arguments, output, error);

    /// <summary>All commands; some print the words they were called with.</summary>
    internal static RootCommand CreateRoot(string[] arguments) =>
        CommandList.Create(
            arguments,
            new FullTool
            {
                Sweep = SweepCommand.Create(),
                Query = QueryCommand.Create(),
                Export = ExportCommand.Create(),
                Report = ReportCommand.Create(),
                Notebook = NotebookCommand.Create(Run),
                DrawValidation = folder => result => ValidationFigures.Write(result, folder),
                DrawSensitivity = folder => answer => SensitivityIndices.Write(answer, folder),
                Schemas = FullSchemas.All,
            }
        );
}
