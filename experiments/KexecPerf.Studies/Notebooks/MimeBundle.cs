using System.Text.Json.Nodes;

namespace KexecPerf.Studies.Notebooks;

/// <summary>
/// What a cell shows, in one or more forms of which a reader takes the richest it knows; <c>text/plain</c> is always among
/// them.
/// </summary>
public sealed class MimeBundle
{
    private const string Plain = "text/plain";
    private readonly (string Type, string Data)[] _forms;

    internal MimeBundle(string plain, params (string Type, string Data)[] forms) =>
        _forms = [(Plain, plain), .. forms];

    /// <summary>The text form.</summary>
    public override string ToString() => _forms[0].Data;

    /// <summary>As nbformat's <c>data</c>: text as lines, an image as one base64 string.</summary>
    internal JsonObject ToJson()
    {
        var data = new JsonObject();
        foreach ((string type, string content) in _forms)
        {
            bool text = type.StartsWith("text/", StringComparison.Ordinal);
            data[type] = text ? NotebookJson.Lines(content) : content;
        }

        return data;
    }
}
