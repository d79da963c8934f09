namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>A CPU that went off; times are without what a console took.</summary>
/// <param name="Number">Its number.</param>
/// <param name="TeardownMicroseconds">
/// From the CPU before to its own shutdown message, or else to its end.
/// </param>
/// <param name="FirmwareMicroseconds">
/// From there until the firmware said off; null where the log does not part the two.
/// </param>
/// <param name="Printing">Of each of them, what may be a console's.</param>
internal sealed record CpuLine(
    int Number,
    long TeardownMicroseconds,
    long? FirmwareMicroseconds,
    long Printing = 0
);
