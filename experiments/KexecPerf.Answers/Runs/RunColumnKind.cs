namespace KexecPerf.Answers.Runs;

/// <summary>What a column holds, hence its type in Parquet; in memory a cell is 64 bits.</summary>
internal enum RunColumnKind
{
    /// <summary>A whole number; of picoseconds where the name ends in <c>_ps</c>.</summary>
    Count,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A probability or an expected number, the bits of a double.</summary>
    Real,
}
