namespace KexecPerf.Answers.Documents;

/// <summary>Text that may be wrapped; lines after the first are indented.</summary>
internal sealed record Paragraph(string Text, int Indent = 0) : Block;
