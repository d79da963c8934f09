namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>What is timed.</summary>
internal enum ProbeKind
{
    /// <summary>Page copies, each source behind the one before.</summary>
    Sequential,

    /// <summary>Page copies from sources in random order.</summary>
    Scattered,

    /// <summary>One copy of everything.</summary>
    Batched,

    /// <summary>Zeroing.</summary>
    Zero,

    /// <summary>One copy of everything, downwards.</summary>
    Backward,

    /// <summary>As <see cref="Sequential"/> with a barrier a page.</summary>
    Barrier,

    /// <summary>As <see cref="Barrier"/> with the lines cleaned.</summary>
    Clean,

    /// <summary>As <see cref="Sequential"/> while the other CPUs copy too.</summary>
    Contended,

    /// <summary>A list of words walked, each load waiting for the one before.</summary>
    Walk,

    /// <summary>SHA-256 without SHA instructions.</summary>
    HashScalar,

    /// <summary>SHA-256 of the system's library.</summary>
    HashAccelerated,
}
