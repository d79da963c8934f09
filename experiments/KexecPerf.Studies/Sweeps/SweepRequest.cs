using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>A sweep as it was asked for: run what is missing, then, once every point is done, write the summary.</summary>
/// <param name="Study">The study.</param>
/// <param name="Results">Folder of all results.</param>
/// <param name="Jobs">Cores to use.</param>
internal sealed record SweepRequest(Study Study, string Results, int Jobs)
{
    /// <summary>This process' share; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether results that are there are gone on with.</summary>
    public bool Resume { get; init; }

    /// <summary>Runs it.</summary>
    /// <returns>What to say and the exit code: 3 where something is left to do.</returns>
    /// <exception cref="InputException">A folder that cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public (Document Document, int Code) Run(SweepDisplay? display, CancellationToken cancel)
    {
        var store = StudyStore.Open(
            Results,
            Study,
            StudyIdentity.Of(Study),
            goOn: Resume || Shard is not null
        );
        var sweep = new Sweep(Study, store) { Jobs = Jobs, Shard = Shard ?? Sweeps.Shard.Whole };
        try
        {
            SweepOutcome outcome = Run(sweep, display, cancel);
            IReadOnlyList<string[]>? rows = Summarize(sweep, store, display, ref outcome, cancel);
            var document = new SweepReport(this, store, outcome, sweep.Jobs, rows).Document();
            bool whole = rows is not null || (Shard is not null && outcome.Failed == 0);
            return (document, whole ? ExitCode.Ok : ExitCode.Incomplete);
        }
        catch (OperationCanceledException)
        {
            display?.Say($"interrupted; what is done is kept, go on with: {GoOn}");
            throw;
        }
        catch (Exception e) when (Innermost(e) is IOException or UnauthorizedAccessException)
        {
            throw new IncompleteException(
                $"{store.Folder}: cannot be written any more ({Innermost(e).Message.TrimEnd('.')}); "
                    + $"what is done is kept, make room and go on with: {GoOn}"
            );
        }
    }

    /// <summary>The command that goes on.</summary>
    public string GoOn => Study.Command + To + " --resume";

    /// <summary>Where results go, as an option; empty for the usual folder.</summary>
    public string To =>
        Results == StudyStore.UsualResults
            ? ""
            : CommandText.Exactly(["--results", Results])["kexecperf".Length..];

    private static SweepOutcome Run(Sweep sweep, SweepDisplay? display, CancellationToken cancel)
    {
        var progress = new SweepProgress(sweep.Points);
        using IDisposable? shown = display?.Follow(progress);
        return sweep.Run(progress, cancel);
    }

    /// <summary>
    /// A part that proves damaged only when it is read is made anew, once; not by a shard, to which
    /// it looks like a part that another shard is about to write.
    /// </summary>
    private IReadOnlyList<string[]>? Summarize(
        Sweep sweep,
        StudyStore store,
        SweepDisplay? display,
        ref SweepOutcome outcome,
        CancellationToken cancel
    )
    {
        if (Shard is not null && !IsComplete(store))
        {
            return null;
        }

        bool alone = Shard is null;
        IReadOnlyList<string[]>? rows = SummaryWriter.Write(store, Study, Jobs, alone, cancel);
        if (rows is null && alone && store.Failures().Count == 0)
        {
            display?.Say("some parts are damaged and are made anew");
            outcome = outcome.Then(Run(sweep, display, cancel));
            rows = SummaryWriter.Write(store, Study, Jobs, alone, cancel);
        }

        return rows;
    }

    /// <summary>Whether every point has a part, so that the last of several shards makes the summary.</summary>
    private bool IsComplete(StudyStore store) =>
        Enumerable.Range(0, Study.Count).All(i => store.Has(SweepBlock.First(Study.Point(i))));

    private static Exception Innermost(Exception e) =>
        e.InnerException is { } inner ? Innermost(inner) : e;
}
