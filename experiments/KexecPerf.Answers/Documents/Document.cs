namespace KexecPerf.Answers.Documents;

/// <summary>
/// What a command answers, before it is laid out: as text, markdown, CSV or JSON. Made from one record of figures:
/// the record is the JSON form, a layout class beside it makes blocks and rows; see <see cref="JsonForm"/>.
/// </summary>
/// <param name="Title">First line; empty for none.</param>
/// <param name="Mark">At the end of the first line, such as <c>simulated</c>; empty for none.</param>
/// <param name="Blocks">Paragraphs and tables, in order; made when asked for.</param>
/// <param name="Csv">The figures, one row each, header first; made when asked for.</param>
/// <param name="Json">The object of the JSON form.</param>
internal sealed record Document(
    string Title,
    string Mark,
    Func<IReadOnlyList<Block>> Blocks,
    Func<IReadOnlyList<string[]>> Csv,
    JsonForm Json
)
{
    /// <summary>One whose parts are made already.</summary>
    public Document(
        string title,
        string mark,
        IReadOnlyList<Block> blocks,
        IReadOnlyList<string[]> csv,
        JsonForm json
    )
        : this(title, mark, () => blocks, () => csv, json) { }

    /// <summary>What a commit message says of it; null where it is no answer.</summary>
    public Func<IReadOnlyList<Block>>? Commit { get; init; }
}
