using System.CommandLine;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Reports;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Commands;

/// <summary><c>sweep STUDY</c>: runs a study into a folder, or goes on with it, here or on a cluster.</summary>
internal sealed class SweepCommand
{
    private const int MostJobs = 1024;

    private readonly Argument<string> _study = new("STUDY")
    {
        Description = "a study's file, or one of " + string.Join(", ", ShippedStudies.Names),
    };

    private readonly SingleOption _results = QueryCommand.Results();

    private readonly SingleOption _jobs = new("--jobs")
    {
        Description = "cores to use (default all)",
        HelpName = "N",
    };

    private readonly SingleOption _shard = new("--shard")
    {
        Description =
            "do the I-th of N shares, of which each may be done anywhere, any number of times",
        HelpName = "I/N",
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "go on with results that are there",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "say how many points and runs there are and how long they take; run nothing",
    };

    private readonly SingleOption _submit = new("--submit")
    {
        Description = "slurm: write and submit a job array and a job that merges",
        HelpName = "SYSTEM",
    };

    private readonly SingleOption _array = new("--array")
    {
        Description = "with --submit: tasks of the array",
        HelpName = "N",
    };

    private readonly RunOptions _run = new();
    private readonly OutputOptions _output = new();

    public static Command Create()
    {
        var options = new SweepCommand();
        var command = new Command("sweep", "run every combination of a study's values")
        {
            options._study,
            options._results,
            options._jobs,
            options._shard,
            options._resume,
            options._dryRun,
            options._submit,
            options._array,
        };
        options._run.AddTo(command);
        options._output.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(options.Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        int code = ExitCode.Ok;
        int written = _output.Write(
            parsed,
            new Work(cancel),
            line =>
            {
                (Document document, code) = Sweep(parsed, line);
                return document;
            }
        );
        return written == ExitCode.Ok ? code : written;
    }

    private (Document Document, int Code) Sweep(ParseResult parsed, ProgressLine line)
    {
        CancellationToken cancel = line.Work.Cancel;
        int jobs = _jobs.Only(parsed) is { } text
            ? (int)Counts.Parse(text, 1, MostJobs, InputPlace.Of("--jobs"))
            : Environment.ProcessorCount;
        Shard? shard = _shard.Only(parsed) is { } share ? Shard.Parse(share) : null;
        int? tasks = Tasks(parsed, shard);
        Study study = Read(parsed);
        if (parsed.GetValue(_dryRun))
        {
            study.CheckPoints(cancel);
            return (DryRun.Of(study, jobs, cancel).Document(), ExitCode.Ok);
        }

        study.CheckPoints(cancel);
        string results = _results.Only(parsed) ?? StudyStore.UsualResults;
        var request = new SweepRequest(study, results, jobs)
        {
            Shard = shard,
            Resume = parsed.GetValue(_resume),
        };
        if (tasks is { } n)
        {
            return (SlurmSubmission.Submit(request, n).Document(), ExitCode.Ok);
        }

        var swept = SummarizedSweep.Run(request, line, cancel);
        return (new SweepReport(swept).Document(), swept.Code);
    }

    private Study Read(ParseResult parsed)
    {
        string named = parsed.GetValue(_study)!;
        Study study = StudyFile.Read(named, seed: 1);
        (ReplicationPlan plan, IReadOnlyList<string> said) = _run.Over(parsed, study.Plan);
        return study with { Plan = plan, Overrides = said };
    }

    private int? Tasks(ParseResult parsed, Shard? shard)
    {
        string? system = _submit.Only(parsed);
        string? array = _array.Only(parsed);
        if (system is null)
        {
            return array is null
                ? null
                : throw new InputException(
                    InputPlace.Of("--array"),
                    "goes with --submit slurm; give both"
                );
        }

        if (system != "slurm")
        {
            throw new InputException(
                InputPlace.Of("--submit"),
                $"no system '{UserText.Shorten(system)}'; write slurm"
            );
        }

        if (shard is not null)
        {
            throw new InputException(
                InputPlace.Of("--shard"),
                "the tasks of the array are the shards; leave it out with --submit"
            );
        }

        return (int)
            Counts.Parse(
                array
                    ?? throw new InputException(
                        InputPlace.Of("--submit"),
                        "how many tasks; give --array N, too"
                    ),
                1,
                100_000,
                InputPlace.Of("--array")
            );
    }
}
