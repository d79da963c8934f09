namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>A kernel message.</summary>
/// <param name="Microseconds">
/// Since boot, as printed; else by the clock of who took it down.
/// </param>
/// <param name="Text">Without time, caller and level.</param>
/// <param name="Columns">Characters that a console prints for it, its end of line included.</param>
/// <param name="Received">
/// Microseconds of the day by the clock before it; null where there is none.
/// </param>
internal readonly record struct LogLine(
    long Microseconds,
    string Text,
    int Columns,
    long? Received = null
);
