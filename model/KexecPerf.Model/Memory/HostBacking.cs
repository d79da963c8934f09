namespace KexecPerf.Model.Memory;

/// <summary>How a guest's host gives memory to pages that are written for the first time.</summary>
public enum HostBacking
{
    /// <summary>All memory is there already, as on bare metal.</summary>
    All,

    /// <summary>2 MiB at a time.</summary>
    Pages2MiB,

    /// <summary>4 KiB at a time.</summary>
    Pages4KiB,
}
