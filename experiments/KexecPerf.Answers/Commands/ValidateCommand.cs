using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Validation;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// <c>validate [--data FILE.csv ...] [--tolerances FILE] [--predict FILE | --against FILE]</c>.
/// </summary>
internal sealed class ValidateCommand
{
    private const int DefaultReplications = 200;

    private readonly Option<string[]> _data = new("--data")
    {
        Description = "rows to hold the model against, instead of the shipped ones",
        HelpName = "FILE.csv",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly SingleOption _tolerances = new("--tolerances")
    {
        Description = "how far off is too far, instead of the shipped limits",
        HelpName = "FILE",
    };

    private readonly SingleOption _replications = new("--replications")
    {
        Description = "replications of each configuration (default 200)",
        HelpName = "N",
    };

    private readonly SingleOption _figures = new("--figures")
    {
        Description = "also draw predicted against measured into this folder",
        HelpName = "DIR",
    };

    private readonly SingleOption _predict = new("--predict")
    {
        Description = "write predictions of --data, measured or not, and print their hash",
        HelpName = "FILE",
    };

    private readonly SingleOption _against = new("--against")
    {
        Description = "score the predictions of this file instead of making them",
        HelpName = "FILE",
    };

    private readonly string _command;
    private readonly Func<string, Action<ValidationResult>> _draw;

    private ValidateCommand(
        IReadOnlyList<string> arguments,
        Func<string, Action<ValidationResult>> draw
    ) => (_command, _draw) = (CommandText.Exactly(arguments), draw);

    public static Command Create(
        IReadOnlyList<string> arguments,
        Func<string, Action<ValidationResult>> draw
    )
    {
        var it = new ValidateCommand(arguments, draw);
        var output = new OutputOptions();
        var command = new Command(
            "validate",
            "hold the model against measurements; status 1 where a tolerance is left"
        )
        {
            it._data,
            it._tolerances,
            it._replications,
            it._figures,
            it._predict,
            it._against,
        };
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
            {
                bool ok = true;
                int code = output.Write(
                    parsed,
                    new Work(cancel),
                    line =>
                    {
                        if (it._predict.Only(parsed) is { } file)
                        {
                            return it.Predict(parsed, file, line.Work).Document();
                        }

                        ValidationReport report = it.Score(parsed, line.Work);
                        ok = report.Ok;
                        return report.Document();
                    }
                );
                return Task.FromResult(ok ? code : ExitCode.CheckFailed);
            }
        );
        return command;
    }

    private PredictionReport Predict(ParseResult parsed, string file, Work work)
    {
        if (_against.Only(parsed) is not null)
        {
            throw new InputException("--predict and --against: give one of them");
        }

        OutputWriter.CheckWritable(file);
        (int count, string sha256) = Predictions.Write(
            Rows(parsed, measured: false),
            Replications(parsed),
            file,
            work
        );
        return new PredictionReport(file, count, sha256, _command);
    }

    private ValidationReport Score(ParseResult parsed, Work work)
    {
        // Asked for first, since a tool may have no figures.
        Action<ValidationResult>? draw = _figures.Only(parsed) is { } folder ? _draw(folder) : null;
        Predictions? against = _against.Only(parsed) is { } said ? Predictions.Read(said) : null;
        ValidationResult result = Validator.Run(
            Rows(parsed, measured: true),
            _tolerances.Only(parsed) is { } file ? Tolerances.Read(file) : Tolerances.Shipped(),
            Replications(parsed),
            work,
            against
        );
        draw?.Invoke(result);
        return new ValidationReport(result, _command, against?.Sha256);
    }

    private List<ValidationRow> Rows(ParseResult parsed, bool measured) =>
        parsed.GetValue(_data) is { Length: > 0 } files
            ? [.. files.SelectMany(f => ValidationRows.Read(f, measured))]
            : ValidationRows.Shipped();

    private int Replications(ParseResult parsed) =>
        _replications.Only(parsed) is { } text
            ? (int)Counts.Parse(text, 20, 100_000, InputPlace.Of("--replications"))
            : DefaultReplications;
}
