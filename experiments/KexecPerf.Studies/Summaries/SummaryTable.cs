using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Summaries;

/// <summary>The summary of a study, <c>summary.csv</c>: one row a point. Figures and reports are functions of it alone.</summary>
internal sealed class SummaryTable
{
    private static readonly string[] Companions = [.. AxisQuantity.Suffixes.Select(s => "_" + s)];

    private readonly Dictionary<string, int> _index;

    private SummaryTable(string file, List<string> columns)
    {
        File = file;
        Columns = columns;
        _index = columns.Index().DistinctBy(c => c.Item).ToDictionary(c => c.Item, c => c.Index);
        int axes = Index(PointColumn.All[0].Name);
        _ = Index(PartFile.Point);
        Axes = [.. columns.Take(axes).Where((c, i) => i > 0 && !IsCompanion(c))];
    }

    /// <summary>Where it was read from, for messages.</summary>
    public string File { get; }

    /// <summary>All columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What varies: keys of the scenario, in the study's order. Their columns hold the text of the study.</summary>
    public IReadOnlyList<string> Axes { get; }

    /// <summary>At least one.</summary>
    public IReadOnlyList<SummaryPoint> Points { get; private set; } = [];

    /// <summary>What is written into a file, header first.</summary>
    public static SummaryTable Of(string file, IReadOnlyList<string[]> rows)
    {
        var table = new SummaryTable(file, [.. rows[0]]);
        table.Points = [.. rows.Skip(1).Select((r, i) => new SummaryPoint(table, i + 2, r))];
        return table;
    }

    /// <summary>Header and cells, as they stand in the file.</summary>
    public IEnumerable<string[]> Rows() =>
        [
            [.. Columns],
            .. Points.Select(p => Columns.Select(p.Text).ToArray()),
        ];

    /// <summary>Reads that of a study's folder.</summary>
    /// <exception cref="InputException">Not there, or damaged.</exception>
    public static SummaryTable In(string study) =>
        Read(
            Path.Combine(study, StudyStore.SummaryName),
            new MemoryStream(SummarySeal.Read(study))
        );

    /// <summary>Reads a stream; <paramref name="file"/> is for messages.</summary>
    /// <exception cref="InputException">No such table, or without points.</exception>
    public static SummaryTable Read(string file, Stream stream)
    {
        SummaryTable? table = null;
        var points = new List<SummaryPoint>();
        foreach (CsvRecord record in CsvReader.Read(file, stream))
        {
            if (table is null)
            {
                table = new SummaryTable(file, [.. record.Cells]);
            }
            else
            {
                points.Add(table.Point(record));
            }
        }

        if (table is null || points.Count == 0)
        {
            throw new InputException(InputPlace.Of(file), "has no points; sweep the study again");
        }

        table.Points = points;
        return table;
    }

    private SummaryPoint Point(CsvRecord record) =>
        record.Cells.Count == Columns.Count
            ? new SummaryPoint(this, record.Line, [.. record.Cells.Select(c => c.Trim())])
            : throw new InputException(
                new InputPlace(File, record.Line, 1, null),
                $"{record.Cells.Count} cells under {Columns.Count} columns; sweep the study again"
            );

    /// <summary>Whether there is a column.</summary>
    public bool Has(string column) => _index.ContainsKey(column);

    /// <summary>Whether all columns of an outcome are there.</summary>
    public bool Has(OutcomeName outcome) => outcome.Quantiles.All(Has);

    /// <summary>Axes of which the points have more than one value, the machine first.</summary>
    public IReadOnlyList<string> Varying =>
        [
            .. Axes.Where(a => Points.DistinctBy(p => p.Text(a)).Skip(1).Any())
                .OrderByDescending(a => a == ScenarioKeys.Machine.FileKey),
        ];

    /// <summary>
    /// How many points there are at which the new kernel fails to come up in at least one run with
    /// CMA.
    /// </summary>
    public int Failing => Points.Count(p => p.Boots(Side.Cma) < 1);

    /// <summary>Position of a column.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal int Index(string column) =>
        _index.TryGetValue(column, out int index)
            ? index
            : throw new InputException(
                new InputPlace(File, 1, 1, null),
                $"column {column} is missing; sweep the study again with this version"
            );

    /// <summary>Whether a column repeats the axis before it as a number.</summary>
    private bool IsCompanion(string column) =>
        Companions.Any(c =>
            column.EndsWith(c, StringComparison.Ordinal) && Has(column[..^c.Length])
        );
}
