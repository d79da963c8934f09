using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Validation;

/// <summary>Reads the lines of a CSV file; every complaint names file, line and column.</summary>
internal static class CsvTable
{
    /// <summary>Measurements of a lifetime fit, MiB.</summary>
    public const int MostMiB = 64;

    /// <summary>One <typeparamref name="T"/> a line that is not empty.</summary>
    /// <exception cref="InputException">No CSV, a column is missing, or a line is refused.</exception>
    public static List<T> Read<T>(
        string file,
        Stream stream,
        string[] columns,
        Func<CsvLine, T> line
    )
    {
        IReadOnlyList<string>? header = null;
        var result = new List<T>();
        foreach (CsvRecord record in CsvReader.Read(file, stream).Where(r => r.Cells is not [""]))
        {
            if (header is null)
            {
                header = record.Cells;
                Require(file, columns, header);
            }
            else
            {
                result.Add(line(new CsvLine(file, header, record)));
            }
        }

        Require(file, columns, header ?? []);
        return result.Count > 0
            ? result
            : throw new InputException(InputPlace.Of(file), "no rows; give at least one");
    }

    private static void Require(string file, string[] columns, IReadOnlyList<string> header)
    {
        if (columns.Except(header).FirstOrDefault() is { } missing)
        {
            throw new InputException(
                new InputPlace(file, 1, 1, null),
                $"column {missing} is missing; columns are {string.Join(", ", columns)}"
            );
        }

        if (header.GroupBy(c => c).FirstOrDefault(c => c.Count() > 1) is { Key: var twice })
        {
            throw new InputException(
                new InputPlace(file, 1, 1, null),
                $"column '{UserText.Shorten(twice)}' is there twice; keep one"
            );
        }
    }
}
