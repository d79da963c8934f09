namespace KexecPerf.Answers.Documents;

/// <summary>
/// What a command answers, before it is laid out: as text, markdown, CSV or JSON. Made from one record of figures:
/// the record is the JSON form, a layout class beside it makes blocks and rows; see <see cref="JsonForm"/>.
/// </summary>
/// <param name="Title">First line.</param>
/// <param name="Mark">At the end of the first line, such as <c>simulated</c>; empty for none.</param>
/// <param name="Blocks">Paragraphs and tables, in order.</param>
/// <param name="Csv">The figures, one row each, header first.</param>
/// <param name="Json">The object of the JSON form.</param>
internal sealed record Document(
    string Title,
    string Mark,
    IReadOnlyList<Block> Blocks,
    IReadOnlyList<string[]> Csv,
    JsonForm Json
);
