namespace KexecPerf.Answers.Runs;

/// <summary>The two sides of every point of a study, in the order of all results. Their names are <see cref="Sides"/>.</summary>
internal enum Side
{
    /// <summary>The image at any free page, copied in the hot phase.</summary>
    PageList,

    /// <summary>The load that tries CMA.</summary>
    Cma,
}
