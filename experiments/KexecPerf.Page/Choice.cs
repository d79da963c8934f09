namespace KexecPerf.Page;

/// <summary>A value as the command line has it.</summary>
/// <param name="Value">The text.</param>
/// <param name="Order">Its place among numbers; 0 where there is none.</param>
internal sealed record Choice(string Value, double Order = 0);
