using System.Globalization;

namespace KexecPerf.Studies.Summaries;

/// <summary>The rows a query gives.</summary>
internal sealed record QueryResult(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <summary>A value as text: empty for NULL, numbers the same everywhere.</summary>
    public static string Text(object? value) =>
        value switch
        {
            null => "",
            bool b => b ? "true" : "false",
            double d => d.ToString("R", CultureInfo.InvariantCulture),
            float f => f.ToString("R", CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            System.Collections.IEnumerable list and not string => "["
                + string.Join(", ", list.Cast<object?>().Select(Text))
                + "]",
            _ => value.ToString() ?? "",
        };
}
