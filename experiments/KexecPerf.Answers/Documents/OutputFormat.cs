namespace KexecPerf.Answers.Documents;

/// <summary>Forms of output.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>For spreadsheets.</summary>
    Csv,

    /// <summary>For pages.</summary>
    Markdown,

    /// <summary>
    /// For the message of a commit: an answer's figures and where they come from.
    /// </summary>
    Commit,
}
