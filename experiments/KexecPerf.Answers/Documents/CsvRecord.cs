namespace KexecPerf.Answers.Documents;

/// <summary>A record of a CSV file.</summary>
/// <param name="Line">On which it begins, from 1.</param>
/// <param name="Cells">At least one; of an empty line one that is empty.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Cells);
