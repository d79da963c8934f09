namespace KexecPerf.Answers.Documents;

/// <summary>A part of a document.</summary>
internal abstract record Block;
