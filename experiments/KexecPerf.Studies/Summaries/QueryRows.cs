using DuckDB.NET.Data;

namespace KexecPerf.Studies.Summaries;

/// <summary>
/// The rows of a query as they come: some hundred are in memory, however many there are.
/// </summary>
internal sealed class QueryRows : IDisposable
{
    private readonly DuckDBCommand _command;
    private readonly CancellationTokenRegistration _stop;
    private readonly CancellationToken _cancel;
    private readonly Func<DuckDBException, Exception> _describe;
    private readonly DuckDBDataReader _reader;

    /// <param name="command">The query; disposed with the rows.</param>
    /// <param name="describe">What to throw for an error.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    public QueryRows(
        DuckDBCommand command,
        Func<DuckDBException, Exception> describe,
        CancellationToken cancel
    )
    {
        (_command, _describe, _cancel) = (command, describe, cancel);
        _command.UseStreamingMode = true;
        _stop = cancel.Register(command.Cancel);
        try
        {
            _reader = Told(command.ExecuteReader);
        }
        catch
        {
            _stop.Dispose();
            _command.Dispose();
            throw;
        }

        Columns = [.. Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetName)];
    }

    /// <summary>Names, of which several may be the same.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The next rows, at most so many; fewer, or none, at the end.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public List<object?[]> Next(int most)
    {
        var rows = new List<object?[]>();
        while (rows.Count < most && Told(_reader.Read))
        {
            _cancel.ThrowIfCancellationRequested();
            object?[] row = new object?[Columns.Count];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = _reader.IsDBNull(i) ? null : _reader.GetValue(i);
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _reader.Dispose();
        _command.Dispose();
    }

    private T Told<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (DuckDBException) when (_cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(_cancel);
        }
        catch (DuckDBException e)
        {
            throw _describe(e);
        }
    }
}
