using CsvHelper;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Validation;

/// <summary>Reads the lines of a CSV file; every complaint names file, line and column.</summary>
internal static class CsvTable
{
    /// <summary>Measurements of a lifetime fit, MiB.</summary>
    public const int MostMiB = 64;

    /// <summary>One <typeparamref name="T"/> a line; the header is given with each.</summary>
    /// <exception cref="InputException">No CSV, a column is missing, or a line is refused.</exception>
    public static List<T> Read<T>(
        string file,
        Stream stream,
        string[] columns,
        Func<CsvReader, List<string>, T> line
    )
    {
        int rows = 0;
        try
        {
            var options = new CsvReaderOptions
            {
                HasHeader = true,
                Separator = ',',
                SkipEmptyLines = true,
                TrackLineNumbers = true,
            };
            using CsvReader csv = CsvReader.Create(stream, options, leaveOpen: false);
            csv.ReadHeader();
            List<string> header = [.. csv.Headers];
            string[] missing = [.. columns.Except(header)];
            if (missing.Length > 0)
            {
                throw new InputException(
                    new InputPlace(file, 1, 1, null),
                    $"column {missing[0]} is missing; columns are {string.Join(", ", columns)}"
                );
            }

            var result = new List<T>();
            for (; csv.Read(); rows++)
            {
                result.Add(line(csv, header));
            }

            return result;
        }
        catch (Exception e) when (e is not InputException and not OutOfMemoryException)
        {
            // The library throws several kinds for text that is no CSV; all mean the line it is on.
            throw new InputException(
                new InputPlace(file, rows + 2, 1, null),
                "not CSV in the documented columns; "
                    + UserText.Shorten(e.Message.Split('\n')[0], 120)
            );
        }
    }
}
