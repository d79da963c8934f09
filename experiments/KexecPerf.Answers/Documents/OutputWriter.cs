using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// Writes a document in the format asked for, to standard output or, whole or not at all, to a
/// file.
/// </summary>
internal static class OutputWriter
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(
        Document document,
        OutputFormat format,
        string? file,
        TextWriter output
    )
    {
        string text = Text(document, format);
        if (file is null)
        {
            output.Write(text);
            return;
        }

        WriteFile(file, text);
    }

    /// <summary>A document in a format.</summary>
    public static string Text(Document document, OutputFormat format) =>
        format switch
        {
            OutputFormat.Json => document.Json.Text,
            OutputFormat.Csv => CsvRenderer.Render(document),
            OutputFormat.Markdown => MarkdownRenderer.Render(document),
            OutputFormat.Text => TextRenderer.Render(document),
            OutputFormat.Commit => TextRenderer.Render(
                document with
                {
                    Title = "",
                    Blocks = document.Commit!,
                }
            ),
        };

    /// <summary>JSON as every file and output has it.</summary>
    public static string ToText(JsonNode json) => json.ToJsonString(Options) + "\n";

    /// <summary>Complains before anything is computed where the file cannot be written.</summary>
    /// <exception cref="InputException">No name, no such folder, or a folder of that name.</exception>
    public static void CheckWritable(string file)
    {
        if (file.Length == 0)
        {
            throw new InputException(InputPlace.Of("--output"), "no file name; give one");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
        if (Directory.Exists(file) || !Directory.Exists(folder))
        {
            throw Unwritable(file);
        }
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void WriteFile(string file, string text) =>
        WriteFile(file, output => output.Write(text));

    /// <summary>The same for a text that is not in memory as a whole.</summary>
    /// <exception cref="InputException">It cannot be written.</exception>
    public static void WriteFile(string file, Action<TextWriter> write)
    {
        CheckWritable(file);
        try
        {
            AtomicFile.RemoveLeftoversOf(file);
            AtomicFile.Write(
                file,
                stream =>
                {
                    using var output = new StreamWriter(stream, leaveOpen: true);
                    write(output);
                }
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(file);
        }
    }

    private static InputException Unwritable(string file) =>
        new(
            InputPlace.Of(file),
            "cannot be written; give a file in a folder that exists and is writable"
        );
}
