namespace KexecPerf.Answers.Documents;

/// <summary>An empty line in text.</summary>
internal sealed record Gap : Block;
