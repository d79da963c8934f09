using System.CommandLine;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Validation;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Studies.Figures;

namespace KexecPerf.Experiments.Tests.Validation;

/// <summary>The command on all that is shipped, run once for all who look at it: it takes a while.</summary>
public sealed class ShippedValidation : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();

    internal int Exit { get; private set; }

    internal string Output { get; private set; } = "";

    internal string Error { get; private set; } = "";

    internal ValidationReport? Report { get; private set; }

    internal string Figures => Path.Combine(_folder.Path, "figures");

    public async ValueTask InitializeAsync()
    {
        string[] arguments = ["validate", "--figures", Figures];
        var root = new RootCommand
        {
            ValidateCommand.Create(
                arguments,
                folder =>
                    result =>
                    {
                        Report = new ValidationReport(result, "kexecperf validate");
                        ValidationFigures.Write(result, folder);
                    }
            ),
        };
        using var output = new StringWriter();
        using var error = new StringWriter();
        Exit = await Answers.Commands.CommandLine.Run(root, arguments, output, error);
        (Output, Error) = (output.ToString(), error.ToString());
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _folder.Dispose();
}
