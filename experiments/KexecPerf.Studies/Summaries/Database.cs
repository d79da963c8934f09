using DuckDB.NET.Data;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Summaries;

/// <summary>
/// DuckDB in memory over a folder of results, loaded only when it is asked: the view <c>runs</c> has a row for each point, replication and side, of all
/// studies whose parts are there, times in ms beside the stored picoseconds; <c>summary</c> has a row for each point.
/// </summary>
internal sealed class Database : IDisposable
{
    /// <summary>More rows than this are for a file, or for an aggregate.</summary>
    private const int MostRows = 1_000_000;

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly string _results;

    /// <summary>Opens the views.</summary>
    /// <param name="results">Folder of all studies.</param>
    /// <exception cref="InputException">No such folder, or nothing in it.</exception>
    public Database(string results)
    {
        _results = results;
        if (!Directory.Exists(results))
        {
            throw new InputException(
                InputPlace.Of(results),
                "no such folder; give --results the folder a sweep wrote to"
            );
        }

        string[] studies = Directory.GetDirectories(results);
        string[] parts = Existing(studies, "parts/*.parquet", "parts", "*.parquet");
        string[] summaries = Existing(studies, StudyStore.SummaryName, "", StudyStore.SummaryName);
        if (parts.Length + summaries.Length == 0)
        {
            throw new InputException(
                InputPlace.Of(results),
                "no results in this folder; make some with: kexecperf sweep STUDY --results DIR"
            );
        }

        _connection.Open();
        Execute("set threads = 2");
        if (parts.Length > 0)
        {
            Execute(
                $"create view runs as select *, {string.Join(", ", Milliseconds())} "
                    + $"from read_parquet([{string.Join(", ", parts.Select(Quoted))}], "
                    + "union_by_name = true)"
            );
        }

        if (summaries.Length > 0)
        {
            Execute(
                "create view summary as "
                    + "select parse_path(filename)[-2] as study, * exclude (filename) "
                    + $"from read_csv([{string.Join(", ", summaries.Select(Quoted))}], "
                    + "union_by_name = true, filename = true, header = true, "
                    + $"types = {{{Names(studies)}}})"
            );
        }
    }

    /// <summary>From here on only the results are read, and nothing is written or loaded, whatever the SQL says.</summary>
    public void Confine()
    {
        Execute($"set allowed_directories = [{Quoted(Path.GetFullPath(_results))}]");
        Execute("set enable_external_access = false");
        Execute("set lock_configuration = true");
    }

    /// <summary>Runs a query.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    /// <exception cref="InputException">Not SQL, or it cannot be done; says where.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public QueryResult Query(string sql, CancellationToken cancel = default)
    {
        try
        {
            using DuckDBCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            using CancellationTokenRegistration stop = cancel.Register(command.Cancel);
            using DuckDBDataReader reader = command.ExecuteReader();
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                cancel.ThrowIfCancellationRequested();
                if (rows.Count == MostRows)
                {
                    throw new InputException(
                        "SQL: gives more than a million rows; aggregate, add a limit, or use export"
                    );
                }

                object?[] row = new object?[reader.FieldCount];
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                }

                rows.Add(row);
            }

            return new QueryResult(
                [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)],
                rows
            );
        }
        catch (DuckDBException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (DuckDBException e)
        {
            throw new InputException(SqlError.Describe(sql, e.Message));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Execute(string sql)
    {
        try
        {
            using DuckDBCommand command = _connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
        catch (DuckDBException e)
        {
            throw new InputException(
                InputPlace.Of(_results),
                $"a part or summary is damaged ({UserText.Shorten(e.Message, 80)}); sweep STUDY "
                    + "--resume makes it anew"
            );
        }
    }

    /// <summary>Every recorded time in ms, then what several of them add up to: the spans and the load.</summary>
    private static IEnumerable<string> Milliseconds() =>
        RunColumn
            .Always.Where(c => c.IsTime)
            .Select(c => $"{c.Name.Column} / 1e9 as {c.Name.In("ms").Column}")
            .Concat(
                SummaryQuantity
                    .All.Where(q => q is { Kind: SummaryKind.Time, Columns.Count: > 1 })
                    .Select(q => $"({Sum(q.Columns)}) / 1e9 as {q.Outcome.Column}")
            );

    private static string Sum(IEnumerable<RunColumn> columns) =>
        string.Join(" + ", columns.Select(c => c.Name.Column));

    /// <summary>Types of the columns that are there.</summary>
    private static string Names(string[] studies)
    {
        IEnumerable<string> headers = studies
            .Select(s => Path.Combine(s, StudyStore.SummaryName))
            .Where(File.Exists)
            .SelectMany(f => (File.ReadLines(f).FirstOrDefault() ?? "").Split(','));
        return string.Join(
            ", ",
            headers.Distinct().Intersect(PointColumn.OfNames).Select(c => $"{Quoted(c)}: 'VARCHAR'")
        );
    }

    /// <summary>A pattern for each study that has such files.</summary>
    private static string[] Existing(
        string[] studies,
        string pattern,
        string folder,
        string files
    ) =>
        [
            .. studies
                .Where(s =>
                    Directory.Exists(Path.Combine(s, folder))
                    && Directory.EnumerateFiles(Path.Combine(s, folder), files).Any()
                )
                .Order(StringComparer.Ordinal)
                .Select(s => Path.Combine(s, pattern)),
        ];

    private static string Quoted(string text) => "'" + text.Replace("'", "''") + "'";
}
