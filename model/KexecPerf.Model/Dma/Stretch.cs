using KexecPerf.Model.Loading;

namespace KexecPerf.Model.Dma;

/// <summary>Destination pages that follow one another and share a fate.</summary>
/// <param name="Pages">How many.</param>
/// <param name="FirstWrittenPs">When the first has its final content.</param>
/// <param name="LastWrittenPs">When the last has.</param>
/// <param name="HashedPs">When the hash has passed the middle; 0: never.</param>
/// <param name="Silent">What an unnoticed write damages.</param>
/// <param name="Placement">Where the segment is.</param>
public readonly record struct Stretch(
    long Pages,
    long FirstWrittenPs,
    long LastWrittenPs,
    long HashedPs,
    StrayOutcome Silent,
    Placement Placement
);
