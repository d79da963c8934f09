using System.CommandLine;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Validation;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Figures;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Commands;

/// <summary>
/// <c>report STUDY|all</c>: figures, tables and one page of results. A study is reported on as it stands; <c>all</c> first sweeps what is missing of the shipped
/// ones, and adds validation, sensitivity and the page that answers the review thread.
/// </summary>
internal sealed class ReportCommand
{
    private const string All = "all";
    private const int ValidationRuns = 200;

    /// <summary>The share of the work of all that studies are.</summary>
    private const double StudiesOfAll = 0.9;

    private readonly Argument<string> _study = new("STUDY")
    {
        Description =
            "a study's file, one of " + string.Join(", ", ShippedStudies.Names) + ", or all",
    };

    private readonly SingleOption _figure = new("--figure")
    {
        Description = "draw this figure of the study alone",
        HelpName = "NAME",
    };

    private readonly SingleOption _results = QueryCommand.Results();
    private readonly OutputOptions _output = new();

    public static Command Create()
    {
        var options = new ReportCommand();
        var command = new Command("report", "draw figures and write pages of results")
        {
            options._study,
            options._results,
            options._figure,
        };
        options._output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    options._output.Write(
                        parsed,
                        new Work(cancel),
                        line => options.Report(parsed, line)
                    )
                )
        );
        return command;
    }

    private Document Report(ParseResult parsed, ProgressLine line)
    {
        string results = _results.Only(parsed) ?? StudyStore.UsualResults;
        string named = parsed.GetValue(_study)!;
        (ReportedStudy Study, StudyFigure Figure)? drawn = _figure.Only(parsed) is { } name
            ? StudyTable.Find(name)
            : null;
        if (named != All)
        {
            return One(results, StudyFile.Read(named, seed: 1), drawn, line.Work.Cancel);
        }

        if (drawn is var (of, figure))
        {
            throw new InputException(
                InputPlace.Of("--figure"),
                $"is of one study; write: kexecperf report {of.Name} --figure {figure.Name}"
            );
        }

        Work work = line.Work;
        List<StudyResults> reported = work.Part(
            StudiesOfAll,
            () =>
                work.Each(
                    ShippedStudies.Names,
                    study =>
                    {
                        line.Say($"{study} ...");
                        StudyResults done = Complete(results, StudyFile.Read(study, seed: 1), line);
                        done.Report(results, work.Cancel);
                        return done;
                    }
                )
        );
        line.Say("validation, sensitivity, answers ...");
        work.Each(
            () => Validate(Path.Combine(results, "validation"), work),
            () => Sensitivity(Path.Combine(results, "sensitivity"), work),
            () =>
                OutputWriter.WriteFile(
                    Path.Combine(results, ResultsPage.FileName),
                    ResultsPage.Render(results, ShippedStudies.Names, work)
                )
        );
        return new ReportedStudies(
            reported,
            Path.Combine(results, ResultsPage.FileName)
        ).Document();
    }

    private static Document One(
        string results,
        Study study,
        (ReportedStudy Study, StudyFigure Figure)? drawn,
        CancellationToken cancel
    )
    {
        StudyResults there = StudyResults.In(results, study);
        if (drawn is not var (of, figure))
        {
            there.Report(results, cancel);
            return new ReportedStudies(
                [there],
                Path.Combine(there.Folder, ReportWriter.PageName)
            ).Document();
        }

        if (of.Name != study.Name)
        {
            throw new InputException(
                InputPlace.Of("--figure"),
                $"{figure.Name} is drawn from {of.Name}; "
                    + $"write: kexecperf report {of.Name} --figure {figure.Name}"
            );
        }

        there.Check(results, cancel);
        SummaryTable table = there.Table();
        string folder = Path.Combine(there.Folder, ReportWriter.FiguresFolder);
        ReportWriter.Written(there.Folder, there.Study, table, figure);
        return new ReportedStudies([there], Path.Combine(folder, figure.Name + ".png")).Document();
    }

    /// <summary>Sweeps what is missing.</summary>
    private static StudyResults Complete(string results, Study study, ProgressLine line)
    {
        StudyResults there = StudyResults.In(results, study);
        if (there.IsComplete)
        {
            return there;
        }

        var request = new SweepRequest(there.Study, results, Environment.ProcessorCount)
        {
            Resume = true,
        };
        return SummarizedSweep.Run(request, line, line.Work.Cancel).Code == ExitCode.Ok
            ? StudyResults.In(results, study)
            : throw new IncompleteException(
                $"{there.Folder}: some points failed, see {Path.Combine(there.Folder, "failed")}; try again with: {request.GoOn}"
            );
    }

    private static void Validate(string folder, Work work)
    {
        ValidationResult result = Validator.Run(
            ValidationRows.Shipped(),
            Tolerances.Shipped(),
            ValidationRuns,
            work
        );
        ValidationFigures.Write(result, folder);
        WriteDocument(
            new ValidationReport(result, CommandText.Exactly(["validate"])).Document(),
            folder,
            "validation",
            ValidationFigures.Names
        );
    }

    private static void Sensitivity(string folder, Work work)
    {
        string[] words =
        [
            "sensitivity",
            "--machine",
            "intel-server",
            "--kernel-version",
            "7.3",
            "--of",
            "downtime",
        ];
        SensitivityAnswer answer = SensitivityQuestion.Answer(
            new AnswerRequest(
                [
                    new Setting(ScenarioKeys.Machine, words[2], InputPlace.Nowhere, ""),
                    new Setting(ScenarioKeys.KernelVersion, words[4], InputPlace.Nowhere, ""),
                ],
                ReplicationPlan.Usual,
                CommandText.Of(words),
                work
            ),
            HowMuchFaster.Question,
            WatchedOutcome.Parse(words[6])
        );
        SensitivityIndices.Write(answer, folder);
        WriteDocument(answer.Document(), folder, "sensitivity", SensitivityIndices.Name);
    }

    /// <summary>A document as a page of its own with its figures on top, and its numbers as CSV.</summary>
    private static void WriteDocument(
        Document document,
        string folder,
        string name,
        params string[] figures
    )
    {
        OutputWriter.WriteFile(
            Path.Combine(folder, name + ".md"),
            string.Concat(figures.Select(f => $"![{f}]({f}.png)\n\n"))
                + MarkdownRenderer.Render(document)
        );
        OutputWriter.WriteFile(Path.Combine(folder, name + ".csv"), CsvRenderer.Render(document));
    }
}
