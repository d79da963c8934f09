namespace KexecPerf.Model.HotPhase;

/// <summary>An entry of the page list.</summary>
/// <param name="Source">Number of the page read.</param>
/// <param name="Destination">Number of the page written.</param>
/// <param name="Sequential">Whether the source follows that of the entry before.</param>
/// <param name="FarSource">Whether the source is on another node than CPU 0.</param>
/// <param name="FarDestination">Whether the destination is.</param>
internal readonly record struct ListEntry(
    long Source,
    long Destination,
    bool Sequential,
    bool FarSource,
    bool FarDestination
);
