namespace KexecPerf.Answers.Progress;

/// <summary>
/// Work that somebody waits for: those who do it tell how much is done, and stop when the user
/// interrupts. Parts lie inside parts; one thread walks through them, and as many as there are
/// cores work in the innermost.
/// </summary>
/// <param name="cancel">Set when the user interrupts.</param>
internal sealed class Work(CancellationToken cancel)
{
    private double _at;
    private double _end = 1;
    private double _share;
    private long _units = 1;
    private long _done;

    /// <summary>Set when the user interrupts.</summary>
    public CancellationToken Cancel => cancel;

    /// <summary>Cores to use.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How much is done, from 0 to 1: of what is known to come, so it is an estimate.
    /// </summary>
    public double Share =>
        Math.Min(1, _at + _share * Math.Min(1, Volatile.Read(ref _done) / (double)_units));

    /// <summary>
    /// Does what takes so much of the part that is under way, from 0 to 1 of what is left of it.
    /// </summary>
    public T Part<T>(double share, Func<T> body)
    {
        cancel.ThrowIfCancellationRequested();
        double outer = _end;
        double end = _at + share * (outer - _at);
        _end = end;
        try
        {
            return body();
        }
        finally
        {
            (_share, _at, _end) = (0, end, outer);
        }
    }

    /// <summary>One after the other, each as long as the others.</summary>
    public List<TResult> Each<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> body) =>
        [.. items.Select((item, i) => Part(1.0 / (items.Count - i), () => body(item)))];

    /// <summary>The same for what has no result.</summary>
    public void Each(params Action[] steps) =>
        Each(
            steps,
            step =>
            {
                step();
                return step;
            }
        );

    /// <summary>All at once, as many as there are cores; takes the rest of the part.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public void For(int count, Action<int> body) =>
        For(
            count,
            count,
            i =>
            {
                body(i);
                Done();
            }
        );

    /// <summary>
    /// The same where each does several units, and says so by <see cref="Done"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public void For(int count, long units, Action<int> body)
    {
        (_share, _done, _units) = (0, 0, Math.Max(1, units));
        _share = _end - _at;
        var options = new ParallelOptions
        {
            CancellationToken = cancel,
            MaxDegreeOfParallelism = Jobs,
        };
        Parallel.For(0, count, options, body);
    }

    /// <summary>One unit more is done.</summary>
    public void Done()
    {
        cancel.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _done);
    }
}
