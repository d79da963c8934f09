using System.Collections.Concurrent;
using System.Diagnostics;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Scenarios;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// Runs what a study's folder lacks, block by block on all cores. Every run's draws follow from seed and replication alone, so what is stored is the same
/// whoever runs which block when. A failed block is recorded and does not stop the others; a folder that cannot be written does.
/// </summary>
internal sealed class Sweep(Study study, StudyStore store)
{
    /// <summary>Finished parts that may wait for the disk before cores do.</summary>
    private const int WaitingParts = 16;

    private readonly ConcurrentBag<string> _damaged = [];
    private int _failed;

    /// <summary>Cores to use.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>This process' share of the points.</summary>
    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Simulates one replication; replaced by tests that want failures.</summary>
    public Func<Scenario, StudyPoint, int, RunResult[]> Simulate { get; init; } =
        (scenario, point, replication) =>
            SweepRun.Pair(scenario, point.Study.Plan.Seed, replication, point.Study.Stray);

    /// <summary>How many points this process has to see to.</summary>
    public int Points => Enumerable.Range(0, study.Count).Count(Shard.Has);

    /// <summary>Runs until all is done or the user interrupts.</summary>
    /// <exception cref="OperationCanceledException">Interrupted; what was finished is stored.</exception>
    /// <exception cref="IOException">The folder cannot be written any more.</exception>
    public SweepOutcome Run(SweepProgress progress, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var parts = new BlockingCollection<(SweepBlock Block, byte[] Part)>(WaitingParts);
        Task writing = Task.Factory.StartNew(
            () => WriteParts(parts, stop),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        try
        {
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = Jobs,
                CancellationToken = stop.Token,
            };
            Parallel.ForEach(
                Partitioner.Create(
                    Enumerable.Range(0, study.Count).Where(Shard.Has),
                    EnumerablePartitionerOptions.NoBuffering
                ),
                options,
                index => RunPoint(study.Point(index), parts, progress, stop.Token)
            );
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The disk stopped us; the writer says why below.
        }
        finally
        {
            parts.CompleteAdding();
            writing.GetAwaiter().GetResult();
        }

        return new SweepOutcome(
            progress.Runs,
            Stopwatch.GetElapsedTime(start).TotalSeconds,
            _failed,
            [.. _damaged.Order(StringComparer.Ordinal)]
        );
    }

    private void WriteParts(
        BlockingCollection<(SweepBlock Block, byte[] Part)> parts,
        CancellationTokenSource stop
    )
    {
        try
        {
            foreach ((SweepBlock block, byte[] part) in parts.GetConsumingEnumerable())
            {
                store.Write(block, part);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private void RunPoint(
        StudyPoint point,
        BlockingCollection<(SweepBlock, byte[])> parts,
        SweepProgress progress,
        CancellationToken cancel
    )
    {
        SweepBlock block = SweepBlock.First(point);
        try
        {
            var blocks = new List<RunCells>();
            Lazy<Scenario> scenario = new(point.Build);
            for (SweepBlock? next = block; next is { } now; next = now.Next())
            {
                block = now;
                RunCells? cells = Stored(block);
                if (cells is null && !IsDone(block))
                {
                    if (store.IsThere(block))
                    {
                        _damaged.Add(store.PartPath(block));
                    }

                    cells = RunBlock(scenario.Value, block, cancel);
                    progress.AddRuns(block.Count * Sides.All.Count);
                    parts.Add((block, store.Encode(block, cells)), cancel);
                }

                if (cells is not null)
                {
                    blocks.Add(cells);
                    if (PointBlocks.IsEnough(point, blocks))
                    {
                        break;
                    }
                }
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            Interlocked.Increment(ref _failed);
            store.WriteFailure(block, $"{e.GetType().Name}: {e.Message}");
        }

        progress.AddPoint();
    }

    /// <summary>Where the precision decides what comes next, what is stored must be read.</summary>
    private RunCells? Stored(SweepBlock block) =>
        study.Plan.Replications is null ? store.Read(block) : null;

    private bool IsDone(SweepBlock block) =>
        study.Plan.Replications is not null && store.Has(block);

    private RunCells RunBlock(Scenario scenario, SweepBlock block, CancellationToken cancel)
    {
        var cells = RunCells.Empty(store.Columns, block.Count);
        for (int row = 0; row < block.Count; row++)
        {
            cancel.ThrowIfCancellationRequested();
            RunResult[] pair = Simulate(scenario, block.Point, block.From + row);
            foreach (Side side in Sides.All)
            {
                cells.Set(side, row, pair[(int)side]);
            }
        }

        return cells;
    }
}
