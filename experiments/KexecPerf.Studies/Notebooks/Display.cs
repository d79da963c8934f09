using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScottPlot;

namespace KexecPerf.Studies.Notebooks;

/// <summary>How a value is shown: a plot as image, rows as table, anything else as text.</summary>
internal static class Display
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The forms of a value.</summary>
    public static MimeBundle Of(object value) =>
        value switch
        {
            MimeBundle bundle => bundle,
            NotebookTable table => table.Show(),
            Plot plot => PlotImage.Of(plot),
            string text => new MimeBundle(text.TrimEnd('\n')),
            JsonValue v when v.TryGetValue(out string? text) => new MimeBundle(text),
            JsonNode node => new MimeBundle(node.ToJsonString(Json)),
            IEnumerable rows => NotebookTable.Of(rows).Show(),
            IFormattable f => new MimeBundle(f.ToString(null, CultureInfo.InvariantCulture)),
            _ => new MimeBundle(value.ToString() ?? ""),
        };
}
