using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Validation;

/// <summary>
/// Predictions written before there are measurements, and read when there are: a CSV file of rows
/// by id, with what each is told of (a digest of its conditions and quantity), so that a row
/// changed since is refused. The SHA-256 of the file is what to publish.
/// </summary>
internal sealed class Predictions
{
    private static readonly string[] Columns =
    [
        "id",
        "quantity",
        "median",
        "low",
        "high",
        "conditions",
        "model_version",
    ];

    private readonly string _file;
    private readonly Dictionary<string, (string Conditions, Interval Said)> _said;

    private Predictions(string file, byte[] bytes)
    {
        (_file, Sha256) = (file, Documents.Sha256.Hex(bytes));
        List<(string Id, string Conditions, Interval Said)> lines = CsvTable.Read(
            file,
            new MemoryStream(bytes),
            Columns,
            Line
        );
        _said = [];
        foreach ((string id, string conditions, Interval said) in lines)
        {
            if (!_said.TryAdd(id, (conditions, said)))
            {
                throw new InputException($"{file}: id '{UserText.Shorten(id)}' is there twice");
            }
        }
    }

    /// <summary>Of the file's bytes, in hexadecimal.</summary>
    public string Sha256 { get; }

    /// <exception cref="InputException">Not readable, or no predictions.</exception>
    public static Predictions Read(string file) =>
        new(file, InputFile.ReadAll(file, CsvTable.MostMiB));

    /// <summary>Predicts rows, measured or not, but those excluded, into a file.</summary>
    /// <returns>How many, and the SHA-256 of the file.</returns>
    /// <exception cref="InputException">A row the model cannot read.</exception>
    public static (int Count, string Sha256) Write(
        IReadOnlyList<ValidationRow> rows,
        int replications,
        string file,
        Work work
    )
    {
        Validator.RequireKnown(rows);
        var predictor = new Predictor(rows, replications, work);
        List<string[]> lines =
        [
            Columns,
            .. work.Each<ValidationRow, string[]>(
                [.. rows.Where(r => r.Role != "excluded")],
                row =>
                    [
                        row.Id,
                        row.Quantity,
                        .. Numbers.Cells(predictor.Predict(row)),
                        Key(row),
                        Build.Version,
                    ]
            ),
        ];

        string text = CsvRenderer.Render(lines);
        AtomicFile.Write(file, text);
        return (lines.Count - 1, Documents.Sha256.Hex(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>What was said of a row.</summary>
    /// <exception cref="InputException">Nothing, or of another row of that id.</exception>
    public Interval Of(ValidationRow row)
    {
        if (!_said.TryGetValue(row.Id, out (string Conditions, Interval Said) found))
        {
            throw new InputException(row.Place, $"'{UserText.Shorten(row.Id)}' is not in {_file}");
        }

        return found.Conditions == Key(row)
            ? found.Said
            : throw new InputException(
                row.Place,
                $"'{UserText.Shorten(row.Id)}' is not the row that {_file} predicted: its "
                    + "conditions or its quantity have changed"
            );
    }

    private static (string, string, Interval) Line(CsvLine line)
    {
        double Number(string column) => line.Number(column, line.Text(column));
        return (
            line.Text("id"),
            line.Text("conditions"),
            new Interval(Number("median"), Number("low"), Number("high"))
        );
    }

    private static string Key(ValidationRow row) =>
        Documents.Sha256.Hex(Encoding.UTF8.GetBytes($"{row.Conditions}|{row.Quantity}"))[..16];
}
