namespace KexecPerf.Answers.Documents;

/// <summary>A table.</summary>
/// <param name="Headers">One a column.</param>
/// <param name="Rows">A cell a column.</param>
/// <param name="Prose">Whether all columns are left-aligned, not the first alone.</param>
internal sealed record Table(string[] Headers, IReadOnlyList<string[]> Rows, bool Prose = false)
    : Block;
