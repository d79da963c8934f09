using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Validation;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary><c>validate [--data FILE.csv ...] [--tolerances FILE]</c>.</summary>
internal static class ValidateCommand
{
    private const int DefaultReplications = 200;

    public static Command Create(
        IReadOnlyList<string> arguments,
        Action<ValidationResult, string> draw
    )
    {
        var data = new Option<string[]>("--data")
        {
            Description = "rows to hold the model against, instead of the shipped ones",
            HelpName = "FILE.csv",
            AllowMultipleArgumentsPerToken = true,
        };
        var tolerances = new LastOption("--tolerances")
        {
            Description = "how far off is too far, instead of the shipped limits",
            HelpName = "FILE",
        };
        var replications = new LastOption("--replications")
        {
            Description = "replications of each configuration (default 200)",
            HelpName = "N",
        };
        var figures = new LastOption("--figures")
        {
            Description = "also draw predicted against measured into this folder",
            HelpName = "DIR",
        };
        var output = new OutputOptions();
        var command = new Command(
            "validate",
            "hold the model against measurements; status 1 where a tolerance is left"
        )
        {
            data,
            tolerances,
            replications,
            figures,
        };
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
            {
                bool ok = true;
                int code = output.Write(
                    parsed,
                    () =>
                    {
                        ValidationResult result = Validator.Run(
                            Rows(parsed.GetValue(data) ?? []),
                            tolerances.Last(parsed) is { } file
                                ? Tolerances.Read(file)
                                : Tolerances.Shipped(),
                            Replications(replications.Last(parsed)),
                            cancel
                        );
                        ok = result.Ok;
                        if (figures.Last(parsed) is { } folder)
                        {
                            draw(result, folder);
                        }

                        return new ValidationReport(
                            result,
                            CommandText.Exactly(arguments)
                        ).Document();
                    }
                );
                return Task.FromResult(ok ? code : ExitCode.CheckFailed);
            }
        );
        return command;
    }

    private static List<ValidationRow> Rows(string[] files) =>
        files.Length == 0 ? ValidationRows.Shipped() : [.. files.SelectMany(ValidationRows.Read)];

    private static int Replications(string? text) =>
        text is null
            ? DefaultReplications
            : (int)Counts.Parse(text, 20, 100_000, InputPlace.Of("--replications"));
}
