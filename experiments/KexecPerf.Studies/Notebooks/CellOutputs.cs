using System.Text;
using System.Text.Json.Nodes;

namespace KexecPerf.Studies.Notebooks;

/// <summary>Collects what one cell puts out, in order. What is printed between two displays is one stream.</summary>
internal sealed class CellOutputs
{
    private readonly Lock _lock = new();
    private readonly JsonArray _outputs = [];
    private readonly StringBuilder _printed = new();

    /// <summary>Text of <c>Console.Write</c>.</summary>
    public void Print(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            _printed.Append(text);
        }
    }

    /// <summary>Something shown before the cell ends.</summary>
    public void Show(MimeBundle shown) => Add("display_data", shown, null);

    /// <summary>The value of the cell's last expression.</summary>
    public void ShowResult(MimeBundle shown, int cell) => Add("execute_result", shown, cell);

    /// <summary>All of it, as nbformat has it. Nothing is taken in afterwards.</summary>
    public JsonArray Close()
    {
        lock (_lock)
        {
            EndStream();
            return _outputs;
        }
    }

    private void Add(string type, MimeBundle shown, int? count)
    {
        lock (_lock)
        {
            EndStream();
            var output = new JsonObject
            {
                ["output_type"] = type,
                ["data"] = shown.ToJson(),
                ["metadata"] = new JsonObject(),
            };
            if (count is not null)
            {
                output["execution_count"] = count;
            }

            _outputs.Add((JsonNode)output);
        }
    }

    private void EndStream()
    {
        if (_printed.Length > 0)
        {
            _outputs.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["output_type"] = "stream",
                        ["name"] = "stdout",
                        ["text"] = NotebookJson.Lines(_printed.ToString()),
                    }
            );
            _printed.Clear();
        }
    }
}
