using System.Collections;
using DuckDB.NET.Data;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Summaries;

/// <summary>
/// The rows of a query as they come: some hundred are in memory, however many there are.
/// </summary>
internal sealed class QueryRows : IDisposable
{
    /// <summary>Characters and elements in memory at once, and of one value.</summary>
    private const long MostCharacters = 16_000_000;

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

    /// <summary>Whether the last row was asked for, and one more.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The next rows, at most so many, fewer where values are long; none at the end.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    /// <exception cref="InputException">A value is too long to be shown.</exception>
    public List<object?[]> Next(int most)
    {
        var rows = new List<object?[]>();
        long characters = 0;
        while (
            !IsAtEnd
            && rows.Count < most
            && characters < MostCharacters
            && !(IsAtEnd = !Told(_reader.Read))
        )
        {
            _cancel.ThrowIfCancellationRequested();
            object?[] row = new object?[Columns.Count];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = _reader.IsDBNull(i) ? null : _reader.GetValue(i);
                characters += Length(row[i], Columns[i]);
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

    private static long Length(object? value, string column)
    {
        long length = value switch
        {
            string text => text.Length,
            ICollection many => many.Count,
            Stream bytes => bytes.Length,
            _ => 0,
        };
        return length <= MostCharacters
            ? length
            : throw new InputException(
                FormattableString.Invariant($"a value of {length:N0} characters or elements in ")
                    + FormattableString.Invariant($"'{UserText.Shorten(column)}', of at most ")
                    + FormattableString.Invariant($"{MostCharacters:N0}; ask for less of it, ")
                    + "such as left(value, 1000) or a row each"
            );
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
