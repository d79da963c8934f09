namespace KexecPerf.Answers.Documents;

/// <summary>Something that others rest on is not there in full; the message says how to complete it. Exit code 3.</summary>
internal sealed class IncompleteException(string message) : Exception(message);
