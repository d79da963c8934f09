namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>A device that was shut down.</summary>
/// <param name="Driver">Driver, or bus where it has none.</param>
/// <param name="Name">Name on its bus.</param>
/// <param name="Microseconds">From its line to the next one's, without what a console took.</param>
/// <param name="Printing">Of these, what may be a console's.</param>
internal sealed record DeviceLine(string Driver, string Name, long Microseconds, long Printing = 0);
