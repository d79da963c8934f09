using System.Text.Json.Nodes;

namespace KexecPerf.Studies.Notebooks;

/// <summary>A cell with code.</summary>
/// <param name="Number">From 1, code cells alone: what Jupyter shows as <c>In [1]</c>.</param>
/// <param name="Id">Its own in the notebook.</param>
/// <param name="Source">As written.</param>
/// <param name="Node">The cell in the notebook's JSON.</param>
internal sealed record CodeCell(int Number, string Id, string Source, JsonObject Node)
{
    /// <summary>How messages name it.</summary>
    public string Name => FormattableString.Invariant($"cell {Number} ({Id})");

    /// <summary>What the file has as outputs.</summary>
    public JsonArray Outputs => Node["outputs"] as JsonArray ?? [];

    /// <summary>Puts new outputs in the place of those of the file.</summary>
    public void Replace(JsonArray outputs)
    {
        Node["execution_count"] = Number;
        Node["outputs"] = outputs;
    }
}
