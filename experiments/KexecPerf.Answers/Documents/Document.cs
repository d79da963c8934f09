using System.Text.Json.Nodes;

namespace KexecPerf.Answers.Documents;

/// <summary>What a command answers, before it is laid out: the same content as text, markdown, CSV or JSON.</summary>
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
    JsonObject Json
);

/// <summary>A part of a document.</summary>
internal abstract record Block;

/// <summary>Text that may be wrapped; lines after the first are indented.</summary>
internal sealed record Paragraph(string Text, int Indent = 0) : Block;

/// <summary>A command line: never wrapped, since it is there to be copied.</summary>
internal sealed record CommandLine(string Label, string Text) : Block;

/// <summary>A table; the first column is left-aligned, the others right-aligned unless <paramref name="Prose"/>.</summary>
internal sealed record Table(string[] Headers, IReadOnlyList<string[]> Rows, bool Prose = false)
    : Block;

/// <summary>An empty line in text.</summary>
internal sealed record Gap : Block;
