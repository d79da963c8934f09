using System.CommandLine;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// A command that this tool does not have but another has: whatever is said behind it, and where
/// help on it is asked for, it says so. No help or completion offers it.
/// </summary>
internal sealed class ElsewhereCommand : Command
{
    /// <summary>Who has it.</summary>
    public const string Where =
        "only in the full tool, which needs .NET: "
        + "dotnet pack experiments/KexecPerf.Experiments, then dotnet tool install KexecPerf";

    public ElsewhereCommand(string name)
        : base(name) => Hidden = true;

    /// <summary>The complaint.</summary>
    public string Line => $"{Name}: {Where}";
}
