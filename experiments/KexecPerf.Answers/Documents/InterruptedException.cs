namespace KexecPerf.Answers.Documents;

/// <summary>
/// The user interrupted what can be gone on with; the message says how. Exit code 130.
/// </summary>
internal sealed class InterruptedException(string message) : OperationCanceledException(message);
