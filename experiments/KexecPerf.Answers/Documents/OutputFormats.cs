using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Documents;

/// <summary>Reads the name of a format.</summary>
internal static class OutputFormats
{
    public static OutputFormat Parse(string text) =>
        text switch
        {
            "text" => OutputFormat.Text,
            "json" => OutputFormat.Json,
            "csv" => OutputFormat.Csv,
            "markdown" => OutputFormat.Markdown,
            _ => throw new InputException(
                InputPlace.Of("--format"),
                $"'{UserText.Shorten(text)}' is no format; write text, json, csv or markdown"
            ),
        };
}
