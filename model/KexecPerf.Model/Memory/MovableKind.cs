namespace KexecPerf.Model.Memory;

/// <summary>Kind of movable memory in a CMA area, by which the cost of migrating a page differs.</summary>
public enum MovableKind
{
    /// <summary>Anonymous memory in single pages.</summary>
    Anonymous,

    /// <summary>Files and tmpfs.</summary>
    File,

    /// <summary>Anonymous memory in transparent huge pages.</summary>
    HugePage,
}
