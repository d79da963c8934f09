using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Documents;

/// <summary>Reads the name of a format.</summary>
internal static class OutputFormats
{
    private const string OfAll = "text, json, csv or markdown";

    /// <summary>A format that every command has.</summary>
    /// <exception cref="InputException">No such format.</exception>
    public static OutputFormat Parse(string text) =>
        Of(text) is not { } format ? throw None(text, OfAll)
        : format == OutputFormat.Commit
            ? throw new InputException(
                InputPlace.Of("--format"),
                $"commit is a form of answers alone; write {OfAll}"
            )
        : format;

    /// <summary>A format that an answer has.</summary>
    /// <exception cref="InputException">No such format.</exception>
    public static OutputFormat ParseOfAnswer(string text) =>
        Of(text) ?? throw None(text, OfAll.Replace(" or ", ", ") + " or commit");

    private static OutputFormat? Of(string text) =>
        text switch
        {
            "text" => OutputFormat.Text,
            "json" => OutputFormat.Json,
            "csv" => OutputFormat.Csv,
            "markdown" => OutputFormat.Markdown,
            "commit" => OutputFormat.Commit,
            _ => null,
        };

    private static InputException None(string text, string known) =>
        new(InputPlace.Of("--format"), $"'{UserText.Shorten(text)}' is no format; write {known}");
}
