namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>A kernel message.</summary>
/// <param name="Microseconds">Since boot, as printed.</param>
/// <param name="Text">Without time, caller and level.</param>
internal readonly record struct LogLine(long Microseconds, string Text);
