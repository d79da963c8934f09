namespace KexecPerf.Studies.Summaries;

/// <summary>
/// Columns of those axes that figures and sentences of shipped studies are about: keys of a
/// scenario, some with a unit.
/// </summary>
internal static class AxisColumns
{
    public const string Machine = "machine";
    public const string KernelVersion = "kernel_version";
    public const string ImageBytes = "image_bytes";
    public const string OccupancyPercent = "cma_occupancy_percent";
    public const string Occupancy = "cma_occupancy";
    public const string Pinned = "cma_pinned";
    public const string InitOnAlloc = "init_on_alloc";
}
