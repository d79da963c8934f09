using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Documents;

/// <summary>Writes a document in the format asked for, to standard output or, whole or not at all, to a file.</summary>
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
        string text = format switch
        {
            OutputFormat.Json => document.Json.Text,
            OutputFormat.Csv => CsvRenderer.Render(document),
            OutputFormat.Markdown => MarkdownRenderer.Render(document),
            _ => TextRenderer.Render(document),
        };
        if (file is null)
        {
            output.Write(text);
            return;
        }

        WriteFile(file, text);
    }

    /// <summary>JSON as every file and output has it.</summary>
    public static string ToText(JsonNode json) => json.ToJsonString(Options) + "\n";

    /// <summary>Complains before anything is computed where the file cannot be written.</summary>
    /// <exception cref="InputException">No such folder, or a folder of that name.</exception>
    public static void CheckWritable(string file)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
        if (file.Length == 0 || Directory.Exists(file) || !Directory.Exists(folder))
        {
            throw Unwritable(file);
        }
    }

    /// <summary>Writes beside the file and renames, so that no reader ever sees half of it.</summary>
    internal static void WriteFile(string file, string text)
    {
        if (File.Exists(file))
        {
            file = File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file;
        }

        string temporary = file + ".tmp";
        try
        {
            if (IsDevice(file))
            {
                using var device = new StreamWriter(
                    new FileStream(file, FileMode.Open, FileAccess.Write)
                );
                device.Write(text);
                return;
            }

            File.WriteAllText(temporary, text);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(file);
        }
    }

    /// <summary>A device or pipe of the process must be written, never replaced by a file.</summary>
    private static bool IsDevice(string file) =>
        file.StartsWith("/dev/", StringComparison.Ordinal)
        || file.StartsWith("/proc/", StringComparison.Ordinal);

    private static InputException Unwritable(string file) =>
        new(
            InputPlace.Of(file),
            "cannot be written; give a file in a folder that exists and is writable"
        );
}
