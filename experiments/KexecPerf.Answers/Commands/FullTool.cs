using System.CommandLine;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Answers.Validation;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// What only the tool that runs many scenarios and draws has. The native one has it not, and says
/// of each command and option who has.
/// </summary>
internal sealed record FullTool
{
    /// <summary>Of the native tool: none of it.</summary>
    public static FullTool Elsewhere =>
        new()
        {
            Sweep = new ElsewhereCommand("sweep"),
            Query = new ElsewhereCommand("query"),
            Export = new ElsewhereCommand("export"),
            Report = new ElsewhereCommand("report"),
            Notebook = new ElsewhereCommand("notebook"),
            DrawValidation = _ => throw Figures(),
            DrawSensitivity = _ => throw Figures(),
        };

    public required Command Sweep { get; init; }
    public required Command Query { get; init; }
    public required Command Export { get; init; }
    public required Command Report { get; init; }
    public required Command Notebook { get; init; }

    /// <summary>What draws into a folder what <c>validate</c> found.</summary>
    public required Func<string, Action<ValidationResult>> DrawValidation { get; init; }

    /// <summary>What draws a ranking into a folder.</summary>
    public required Func<string, Action<SensitivityAnswer>> DrawSensitivity { get; init; }

    /// <summary>JSON Schemas of what only it reads or prints, by kind; null elsewhere.</summary>
    public IReadOnlyDictionary<string, Func<JsonObject>>? Schemas { get; init; }

    private static InputException Figures() =>
        new(InputPlace.Of("--figures"), ElsewhereCommand.Where);
}
