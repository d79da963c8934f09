namespace KexecPerf.Model.Scenarios;

/// <summary>What the last-level cache holds of the source pages when relocation starts.</summary>
public enum SourceCache
{
    /// <summary>What load, waiting time and WBINVD left there.</summary>
    Simulated,

    /// <summary>Nothing.</summary>
    Cold,

    /// <summary>All of them, whatever their size.</summary>
    Warm,
}
