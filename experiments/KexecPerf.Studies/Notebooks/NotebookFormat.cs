using System.Globalization;
using System.Text.Json.Nodes;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Notebooks;

/// <summary>What a notebook must be to be run here: nbformat 4.5 or a later 4.x, its kernel's language C#.</summary>
internal static class NotebookFormat
{
    private const string Language = "C#";

    /// <summary>The code cells of a notebook that is as it must be.</summary>
    /// <exception cref="InputException">It is not; names the key.</exception>
    public static IReadOnlyList<CodeCell> CodeCells(JsonObject root)
    {
        CheckVersion(root);
        CheckKernel(root);
        if (root["cells"] is not JsonArray cells)
        {
            throw Error("cells", "missing; a notebook has a list of cells");
        }

        var code = new List<CodeCell>();
        var ids = new HashSet<string>();
        for (int i = 0; i < cells.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"cells[{i}]");
            JsonObject cell =
                cells[i] as JsonObject ?? throw Error(path, "no object; write { ... }");
            string id = Text(cell["id"]) ?? "";
            if (id.Length == 0 || !ids.Add(id))
            {
                throw Error(path + ".id", "missing or there twice; every cell needs its own");
            }

            string source =
                Text(cell["source"])
                ?? throw Error(path + ".source", "no text; write a string or a list of lines");
            switch (Text(cell["cell_type"]))
            {
                case "code":
                    code.Add(new CodeCell(code.Count + 1, id, source, cell));
                    break;
                case "markdown" or "raw":
                    break;
                default:
                    throw Error(path + ".cell_type", "unknown; write code, markdown or raw");
            }
        }

        return code;
    }

    /// <summary>A string, or the lines of a list joined, as nbformat allows for every longer text; null for anything else.</summary>
    public static string? Text(JsonNode? node) =>
        node switch
        {
            JsonValue v when v.TryGetValue(out string? text) => text,
            JsonArray lines when lines.All(l => l is JsonValue v && v.TryGetValue<string>(out _)) =>
                string.Concat(lines.Select(l => l!.GetValue<string>())),
            _ => null,
        };

    /// <summary>A complaint about a key.</summary>
    public static InputException Error(string path, string message) =>
        new(new InputPlace(null, 0, 0, path), message);

    private static void CheckVersion(JsonObject root)
    {
        if (Number(root["nbformat"]) != 4)
        {
            throw Error("nbformat", "no notebook of format 4; save it as nbformat 4.5");
        }

        if (Number(root["nbformat_minor"]) < 5)
        {
            throw Error("nbformat_minor", "cells have no ids before 4.5; save it as nbformat 4.5");
        }
    }

    private static void CheckKernel(JsonObject root)
    {
        JsonNode? kernel = (root["metadata"] as JsonObject)?["kernelspec"];
        string? language = Text((kernel as JsonObject)?["language"]);
        if (!Language.Equals(language, StringComparison.OrdinalIgnoreCase))
        {
            string found = language is null ? "none" : $"'{UserText.Shorten(language)}'";
            throw Error(
                "metadata.kernelspec.language",
                $"{found}, but only C# cells are run here; run other kernels with Jupyter"
            );
        }
    }

    private static int Number(JsonNode? node) =>
        node is JsonValue v && v.TryGetValue(out int number) ? number : -1;
}
