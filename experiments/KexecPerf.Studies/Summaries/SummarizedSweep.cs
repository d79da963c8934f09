using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Summaries;

/// <summary>A sweep that was run and, once every point was done, summarised.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Store">Where the results are.</param>
/// <param name="Outcome">What this process did.</param>
/// <param name="Summary">The table of points; null where something is left to do.</param>
internal sealed record SummarizedSweep(
    SweepRequest Request,
    StudyStore Store,
    SweepOutcome Outcome,
    SummaryTable? Summary
)
{
    /// <summary>Whether nothing was left to do, and nothing was done.</summary>
    public bool WasComplete { get; private init; }

    /// <summary>The exit code: 3 where this process left something undone.</summary>
    public int Code =>
        Summary is not null || (Request.Shard is not null && Outcome.Failed == 0)
            ? ExitCode.Ok
            : ExitCode.Incomplete;

    /// <summary>Runs what is missing, then writes the summary.</summary>
    /// <exception cref="InputException">A folder that cannot be used.</exception>
    /// <exception cref="IncompleteException">A folder that cannot be written any more.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static SummarizedSweep Run(
        SweepRequest request,
        ProgressLine? line,
        CancellationToken cancel
    )
    {
        StudyStore store = request.Open();
        if (store.IsSummarised && request is { Resume: false, Shard: null })
        {
            return new SummarizedSweep(
                request,
                store,
                SweepOutcome.Nothing,
                SummaryTable.In(store.Folder)
            )
            {
                WasComplete = true,
            };
        }

        try
        {
            SweepOutcome outcome = request.Run(store, line, cancel);
            if (request.Shard is not null && !store.IsComplete())
            {
                return new SummarizedSweep(request, store, outcome, null);
            }

            if (store.IsSummaryDamaged)
            {
                outcome = outcome with { Damaged = [.. outcome.Damaged, store.Summary] };
            }

            SummaryTable? summary = SummaryWriter.Write(request, store, cancel);
            return new SummarizedSweep(request, store, outcome, summary);
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedException(
                $"interrupted; what is done is kept, go on with: {request.GoOn}"
            );
        }
        catch (Exception e) when (Innermost(e) is IOException or UnauthorizedAccessException)
        {
            throw new IncompleteException(
                $"{store.Folder}: cannot be written any more "
                    + $"({Innermost(e).Message.TrimEnd('.')}); what is done is kept, make room "
                    + $"and go on with: {request.GoOn}"
            );
        }
    }

    private static Exception Innermost(Exception e) =>
        e.InnerException is { } inner ? Innermost(inner) : e;
}
