using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Validation;

/// <summary>A line of a table, by the names of its columns.</summary>
internal sealed class CsvLine(string file, IReadOnlyList<string> header, CsvRecord record)
{
    /// <summary>Whether the table has a column.</summary>
    public bool Has(string column) => header.Contains(column);

    /// <summary>
    /// The cell of a column that is there, without blanks around it; empty where the line ends
    /// before it.
    /// </summary>
    public string Text(string column) =>
        record.Cells.ElementAtOrDefault(Index(column))?.Trim() ?? "";

    /// <summary>Where that cell is.</summary>
    public InputPlace Place(string column) => new(file, record.Line, Index(column) + 1, column);

    /// <summary>A number of that column, given its text.</summary>
    /// <exception cref="InputException">It is none, or not finite.</exception>
    public double Number(string column, string text)
    {
        bool number = double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint
                | NumberStyles.AllowLeadingSign
                | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out double value
        );
        return number && double.IsFinite(value)
            ? value
            : throw new InputException(
                Place(column),
                $"'{UserText.Shorten(text)}' is no number; write one such as 12.5"
            );
    }

    private int Index(string column) => header.TakeWhile(c => c != column).Count();
}
