using System.CommandLine;

namespace KexecPerf.Answers.Commands;

/// <summary>All commands, in the order in which help lists them, whichever tool is made.</summary>
internal static class CommandList
{
    /// <summary>The command line of a tool.</summary>
    /// <param name="arguments">Some commands print the words they were called with.</param>
    /// <param name="full">What only the tool that runs many scenarios has.</param>
    public static RootCommand Create(string[] arguments, FullTool full) =>
        new("Performance model of the Linux kexec hot phase: page list against CMA placement.")
        {
            AnswerCommand.Create(arguments),
            CompareCommand.Create(arguments),
            ValidateCommand.Create(arguments, full.DrawValidation),
            SensitivityCommand.Create(arguments, full.DrawSensitivity),
            TraceCommand.Create(),
            full.Sweep,
            full.Query,
            full.Export,
            full.Report,
            CalibrateCommand.Create(),
            MachinesCommand.Create(),
            KernelsCommand.Create(),
            DistrosCommand.Create(),
            DoctorCommand.Create(),
            SchemaCommand.Create(full.Schemas),
            full.Notebook,
            HelpCommand.Create(),
            CompletionCommand.Create(),
        };
}
