namespace KexecPerf.Answers.Runs;

/// <summary>What a summary makes of the recorded columns of a quantity.</summary>
internal enum SummaryKind
{
    /// <summary>The time they add up to, of each side, ms.</summary>
    Time,

    /// <summary>The number as recorded, of each side.</summary>
    Number,

    /// <summary>Paired difference of the times they add up to, page list less CMA, ms.</summary>
    Difference,

    /// <summary>Paired ratio of the times they add up to, page list over CMA.</summary>
    Ratio,
}
