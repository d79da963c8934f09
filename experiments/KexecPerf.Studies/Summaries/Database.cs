using System.Globalization;
using System.Text;
using DuckDB.NET.Data;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Summaries;

/// <summary>
/// DuckDB in memory over a folder of results, loaded only when it is asked: the view <c>runs</c>
/// has a row for each point, replication and side, of all studies whose parts are there, times in
/// ms beside the stored picoseconds; <c>summary</c> has a row for each point. Every part and summary is
/// whole, or nothing is read; what does not fit in memory spills beside the results.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly List<PlainFolder> _folders = [];
    private readonly PlainFolder _results;
    private readonly ByteSize _memory;

    /// <summary>Opens the views.</summary>
    /// <param name="results">Folder of all studies.</param>
    /// <param name="memory">Where it begins to spill; null for <see
    /// cref="MemoryLimit.Usual"/>.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    /// <exception cref="InputException">No such folder, nothing in it, or something
    /// damaged.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public Database(string results, ByteSize? memory = null, CancellationToken cancel = default)
    {
        if (!Directory.Exists(results))
        {
            throw new InputException(
                InputPlace.Of(results),
                "no such folder; give --results the folder a sweep wrote to"
            );
        }

        _memory = memory ?? MemoryLimit.Usual;
        _results = Plain(results);
        List<string> studies = [.. Directory.GetDirectories(results).Order(StringComparer.Ordinal)];
        List<string> withParts = studies.FindAll(s => StoredParts.In(s).Count > 0);
        List<string> withSummary = studies.FindAll(s => File.Exists(SummaryOf(s)));
        if (withParts.Count + withSummary.Count == 0)
        {
            throw new InputException(
                InputPlace.Of(results),
                "no results in this folder; make some with: kexecperf sweep STUDY --results DIR"
            );
        }

        // Loading DuckDB takes as long as reading some hundred MB.
        Task open = Task.Run(Open, CancellationToken.None);
        try
        {
            withParts.ForEach(s => StoredParts.Check(s, cancel));
            withSummary.ForEach(SummarySeal.Check);
            CheckOnce(withParts.Union(withSummary));
            open.GetAwaiter().GetResult();
            CreateViews(withParts, withSummary);
        }
        catch
        {
            // DuckDB must end before the names of its folders do.
            ((IAsyncResult)open).AsyncWaitHandle.WaitOne();
            Dispose();
            throw;
        }
    }

    /// <summary>From here on only the results are read, and nothing is written or loaded, whatever the SQL says.</summary>
    public void Confine()
    {
        IEnumerable<string> open =
        [
            Path.GetFullPath(_results.Folder),
            .. _folders.Select(f => f.Name),
        ];
        Execute($"set allowed_directories = [{string.Join(", ", open.Select(Quoted))}]");
        Execute("set enable_external_access = false");
        Execute("set lock_configuration = true");
    }

    /// <summary>Begins a query.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    /// <exception cref="InputException">Not SQL, or it cannot be done; says where. So do the
    /// rows.</exception>
    /// <exception cref="OperationCanceledException">Interrupted. So do the rows.</exception>
    public QueryRows Ask(string sql, CancellationToken cancel = default)
    {
        DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return new QueryRows(command, e => new InputException(Describe(sql, e)), cancel);
    }

    /// <summary>The rows of a query that gives few.</summary>
    /// <exception cref="InputException">As of <see cref="Ask"/>.</exception>
    public QueryResult Query(string sql, CancellationToken cancel = default)
    {
        using QueryRows rows = Ask(sql, cancel);
        List<object?[]> all = [];
        while (rows.Next(int.MaxValue) is { Count: > 0 } next)
        {
            all.AddRange(next);
        }

        return new QueryResult(rows.Columns, all);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        _folders.ForEach(f => f.Dispose());
    }

    private void Open()
    {
        _connection.Open();
        Execute("set threads = 2");

        // Parts are read once: keeping them would fill the memory up to the limit.
        Execute("set enable_external_file_cache = false");
        Execute($"set memory_limit = '{_memory.Bytes >> 20}MiB'");
        AtomicFile.RemoveLeftovers(_results.Folder);
        string spill = Path.GetFileName(AtomicFile.Temporary(".query"));
        Execute($"set temp_directory = {Quoted($"{_results.Name}/{spill}")}");
    }

    /// <summary>A copy kept beside its study would count every run twice.</summary>
    private static void CheckOnce(IEnumerable<string> studies)
    {
        var known = new Dictionary<string, string>();
        foreach (string study in studies)
        {
            string identity = StoredManifest.In(study).Identity;
            if (!known.TryAdd(identity, study))
            {
                throw new InputException(
                    InputPlace.Of(study),
                    $"a copy of {known[identity]}, so that each run would count twice; "
                        + "move one of them out of the folder of results"
                );
            }
        }
    }

    private void CreateViews(List<string> withParts, List<string> withSummary)
    {
        if (withParts.Count > 0)
        {
            // A study's parts have the same columns: read by name, all footers would be in memory.
            IEnumerable<string> studies = withParts.Select(s =>
                $"from read_parquet('{Plain(s).Name}/{StoredParts.FolderName}/*{PartName.Suffix}')"
            );
            Execute(
                $"create view runs as select *, {string.Join(", ", Milliseconds())} "
                    + $"from ({string.Join(" union all by name ", studies)})"
            );
        }

        if (withSummary.Count > 0)
        {
            List<(string File, string Study)> files =
            [
                .. withSummary.Select(s => (SummaryOf(Plain(s).Name), Path.GetFileName(s))),
            ];
            IEnumerable<string> names = files.Select(f =>
                $"when {Quoted(f.File)} then {Quoted(f.Study)}"
            );
            Execute(
                $"create view summary as select case filename {string.Join(' ', names)} end as "
                    + "study, * exclude (filename) from read_csv("
                    + $"[{string.Join(", ", files.Select(f => Quoted(f.File)))}], "
                    + "union_by_name = true, filename = true, header = true, "
                    + $"types = {{{Types(withSummary)}}})"
            );
        }
    }

    private PlainFolder Plain(string folder)
    {
        if (_folders.Find(f => f.Folder == folder) is not { } plain)
        {
            plain = new PlainFolder(folder);
            _folders.Add(plain);
        }

        return plain;
    }

    private string Describe(string sql, DuckDBException e)
    {
        string message = _folders.Aggregate(e.Message, (m, f) => f.Named(m));
        return
            message.StartsWith("Out of Memory", StringComparison.Ordinal)
            || message.Contains(".query.", StringComparison.Ordinal)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"SQL: needs more than {_memory.Bytes >> 20} MiB of memory, or room beside the results to spill; give --memory SIZE, or ask for less: aggregate, name columns, leave out order by"
            )
            : SqlError.Describe(sql, message);
    }

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
            string message = _folders.Aggregate(e.Message, (m, f) => f.Named(m));
            throw new InputException(
                InputPlace.Of(_results.Folder),
                $"a part or summary is damaged ({UserText.Shorten(message, 200)}); "
                    + $"make it anew with: kexecperf sweep STUDY{StudyStore.Option(_results.Folder)} "
                    + "--resume"
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
    private static string Types(IEnumerable<string> studies)
    {
        IEnumerable<string> headers = studies.SelectMany(s => FirstLine(SummaryOf(s)).Split(','));
        return string.Join(
            ", ",
            headers.Distinct().Intersect(PointColumn.OfNames).Select(c => $"{Quoted(c)}: 'VARCHAR'")
        );
    }

    /// <summary>As much of it as a header may take.</summary>
    private static string FirstLine(string file) =>
        InputFile.Use(
            file,
            stream =>
            {
                byte[] start = new byte[1 << 16];
                int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
                return Encoding.UTF8.GetString(start, 0, length).Split('\n')[0].TrimEnd('\r');
            }
        );

    private static string SummaryOf(string study) => Path.Combine(study, StudyStore.SummaryName);

    /// <summary>As a text in SQL.</summary>
    public static string Quoted(string text) => "'" + text.Replace("'", "''") + "'";
}
