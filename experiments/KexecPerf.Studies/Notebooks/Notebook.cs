using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Notebooks;

/// <summary>A Jupyter notebook (nbformat 4.5) with C# cells. Whatever is not an output stays as the file has it.</summary>
internal sealed class Notebook
{
    private readonly JsonObject _root;
    private readonly string _written;

    private Notebook(string file, JsonObject root, string written, IReadOnlyList<CodeCell> cells)
    {
        File = file;
        _root = root;
        _written = written;
        Cells = cells;
    }

    /// <summary>As the user named it.</summary>
    public string File { get; }

    /// <summary>The code cells, from the top.</summary>
    public IReadOnlyList<CodeCell> Cells { get; }

    /// <summary>Reads and checks a whole notebook.</summary>
    /// <exception cref="InputException">No such file, no notebook, an older format, or another kernel.</exception>
    public static Notebook Read(string file)
    {
        byte[] bytes = InputFile.ReadAll(file);
        try
        {
            string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            JsonObject root =
                JsonNode.Parse(text, documentOptions: options) as JsonObject
                ?? throw NotebookFormat.Error("", "no object; a notebook is { ... }");
            return new Notebook(file, root, text, NotebookFormat.CodeCells(root));
        }
        catch (JsonException e)
        {
            throw new InputException(
                new InputPlace(file, Place(e.LineNumber), Place(e.BytePositionInLine), null),
                "not valid JSON; a notebook is written by Jupyter or VS Code"
            );
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new InputException(InputPlace.Of(file), "not valid UTF-8 text; save it as UTF-8");
        }
        catch (InputException e)
        {
            throw new InputException(new InputPlace(file, 0, 0, e.Place.Path), e.Message);
        }
    }

    /// <summary>Writes the file with new outputs, one array a code cell, unless it has these already.</summary>
    /// <returns>Whether the file had to be written.</returns>
    /// <exception cref="InputException">It cannot be written.</exception>
    public bool Write(IReadOnlyList<JsonArray> outputs)
    {
        for (int i = 0; i < Cells.Count; i++)
        {
            Cells[i].Replace(outputs[i]);
        }

        string text = NotebookJson.Write(_root);
        if (text == _written)
        {
            return false;
        }

        OutputWriter.WriteFile(File, text);
        return true;
    }

    /// <summary>Complains before anything is run where the file cannot be written.</summary>
    /// <exception cref="InputException">It is read-only.</exception>
    public void CheckWritable()
    {
        try
        {
            using FileStream probe = System.IO.File.Open(File, FileMode.Open, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputPlace.Of(File),
                "cannot be written; check its permissions, or run notebook check"
            );
        }
    }

    private static int Place(long? fromZero) => checked((int)(fromZero ?? 0) + 1);
}
