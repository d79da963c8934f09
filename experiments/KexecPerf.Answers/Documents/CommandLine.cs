namespace KexecPerf.Answers.Documents;

/// <summary>A command line: never wrapped, since it is there to be copied.</summary>
internal sealed record CommandLine(string Label, string Text) : Block;
