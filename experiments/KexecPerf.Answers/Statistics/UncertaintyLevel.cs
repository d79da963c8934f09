namespace KexecPerf.Answers.Statistics;

/// <summary>The two levels of what is uncertain, where one varies alone.</summary>
internal enum UncertaintyLevel
{
    /// <summary>What is not known of the machine: over machines, of the median run.</summary>
    Unknown,

    /// <summary>What varies from kexec to kexec: over runs, of the median machine.</summary>
    Varies,
}
