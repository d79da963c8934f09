using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Notebooks;

/// <summary>Rows under headers, as a cell shows them and calculates with them.</summary>
public sealed class NotebookTable
{
    internal NotebookTable(
        IReadOnlyList<string> headers,
        IReadOnlyList<IReadOnlyList<object?>> rows
    )
    {
        Headers = headers;
        Rows = rows;
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Values, a list a row, in the order of the headers.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows { get; }

    /// <summary>A column's numbers, to plot. An object with a <c>median</c> counts as that.</summary>
    /// <exception cref="KeyNotFoundException">No such column.</exception>
    /// <exception cref="FormatException">A value is no number.</exception>
    public double[] Column(string header)
    {
        int column = Headers.ToList().IndexOf(header);
        return column >= 0
            ? [.. Rows.Select(row => TableCell.Number(row[column]))]
            : throw new KeyNotFoundException(
                $"no column '{header}'; there are {string.Join(", ", Headers)}"
            );
    }

    /// <summary>A table of objects: a column a key of JSON, or a property in order of declaration; of scalars, one column.</summary>
    internal static NotebookTable Of(IEnumerable items)
    {
        List<object?> all = [.. items.Cast<object?>()];
        if (all.Count > 0 && all.TrueForAll(i => i is JsonObject))
        {
            List<JsonObject> objects = [.. all.Cast<JsonObject>()];
            List<string> keys = [.. objects.SelectMany(o => o.Select(m => m.Key)).Distinct()];
            return new NotebookTable(
                keys,
                [.. objects.Select(o => (object?[])[.. keys.Select(k => o[k])])]
            );
        }

        PropertyInfo[] properties = all.Find(i => i is not null) is { } first
            ? Properties(first.GetType())
            : [];
        return properties.Length == 0
            ? new NotebookTable(["value"], [.. all.Select(i => (object?[])[i])])
            : new NotebookTable(
                [.. properties.Select(p => p.Name)],
                [.. all.Select(i => (object?[])[.. properties.Select(p => p.GetValue(i))])]
            );
    }

    /// <summary>As HTML and as text.</summary>
    internal MimeBundle Show()
    {
        List<string[]> texts = [.. Rows.Select(r => (string[])[.. r.Select(TableCell.Text)])];
        var table = new Table([.. Headers], texts);
        // The renderer's first line is the title, empty here.
        string plain = TextRenderer.Render(new Document("", "", [table], [], new JsonObject()));
        return new MimeBundle(plain.Trim('\n'), ("text/html", Html(texts)));
    }

    private string Html(List<string[]> rows)
    {
        var html = new StringBuilder("<table>\n<thead>\n");
        AppendRow(html, "th", Headers);
        html.Append("</thead>\n<tbody>\n");
        foreach (string[] row in rows)
        {
            AppendRow(html, "td", row);
        }

        return html.Append("</tbody>\n</table>").ToString();
    }

    private static void AppendRow(StringBuilder html, string tag, IEnumerable<string> cells)
    {
        html.Append("<tr>");
        foreach (string cell in cells)
        {
            html.Append(
                CultureInfo.InvariantCulture,
                $"<{tag}>{WebUtility.HtmlEncode(cell)}</{tag}>"
            );
        }

        html.Append("</tr>\n");
    }

    /// <summary>Of records and anonymous types; scalars are values, not rows.</summary>
    private static PropertyInfo[] Properties(Type type) =>
        type == typeof(string)
        || type == typeof(bool)
        || typeof(IFormattable).IsAssignableFrom(type)
        || typeof(JsonNode).IsAssignableFrom(type)
            ? []
            :
            [
                .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p.GetIndexParameters().Length == 0),
            ];
}
