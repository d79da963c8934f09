using CsvHelper;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Summaries;

/// <summary>The summary of a study, <c>summary.csv</c>: one row a point. Figures and reports are functions of it alone.</summary>
internal sealed class SummaryTable
{
    private const string FirstColumn = "point";
    private const string FirstAfterAxes = "machine_name";

    private static readonly string[] Companions = [.. AxisQuantity.Suffixes.Select(s => "_" + s)];

    private readonly Dictionary<string, int> _index;

    private SummaryTable(string file, List<string> columns)
    {
        File = file;
        Columns = columns;
        _index = columns.Index().ToDictionary(c => c.Item, c => c.Index);
        int axes = Index(FirstAfterAxes);
        _ = Index(FirstColumn);
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

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">Not readable, no such table, or without points.</exception>
    public static SummaryTable Read(string file) =>
        Read(file, new MemoryStream(InputFile.ReadAll(file)));

    /// <summary>Reads a stream; <paramref name="file"/> is for messages.</summary>
    /// <exception cref="InputException">No such table, or without points.</exception>
    public static SummaryTable Read(string file, Stream stream)
    {
        int line = 1;
        try
        {
            var options = new CsvReaderOptions
            {
                HasHeader = true,
                Separator = ',',
                TrackLineNumbers = true,
            };
            using CsvReader csv = CsvReader.Create(stream, options, leaveOpen: false);
            csv.ReadHeader();
            var table = new SummaryTable(file, [.. csv.Headers]);
            var points = new List<SummaryPoint>();
            while (csv.Read())
            {
                line = (int)csv.LineNumber;
                points.Add(table.Point(csv, line));
            }

            table.Points =
                points.Count > 0
                    ? points
                    : throw new InputException(
                        InputPlace.Of(file),
                        "has no points; sweep the study again"
                    );
            return table;
        }
        catch (Exception e) when (e is not InputException and not OutOfMemoryException)
        {
            // The library throws several kinds for text that is no CSV; all of them mean the line it stands on.
            throw new InputException(
                new InputPlace(file, line, 1, null),
                "not the summary of a study; " + UserText.Shorten(e.Message.Split('\n')[0], 120)
            );
        }
    }

    private SummaryPoint Point(CsvReader csv, int line) =>
        csv.FieldCount == Columns.Count
            ? new SummaryPoint(this, line, [.. Columns.Select((_, i) => csv.GetString(i).Trim())])
            : throw new InputException(
                new InputPlace(File, line, 1, null),
                $"{csv.FieldCount} cells under {Columns.Count} columns; sweep the study again"
            );

    /// <summary>Whether there is a column.</summary>
    public bool Has(string column) => _index.ContainsKey(column);

    /// <summary>Whether all columns of a quantity are there.</summary>
    public bool Has(IntervalColumns quantity) => quantity.Columns.All(Has);

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
