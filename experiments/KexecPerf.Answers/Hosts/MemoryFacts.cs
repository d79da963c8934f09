using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>What <c>/proc</c> says of a host's memory; null is what was not there.</summary>
internal sealed record MemoryFacts
{
    /// <summary>Free blocks and watermarks by zone, those of one name on all nodes together.</summary>
    public IReadOnlyList<ZoneCounts>? Zones { get; init; }

    /// <summary>NUMA nodes with memory; null where it does not say.</summary>
    public int? Nodes { get; init; }

    /// <summary>
    /// Pages that the zones' counts are in: together the managed ones are MemTotal
    /// (<c>totalram_pages</c>), or the architecture has no others; null: not known.
    /// </summary>
    public PageSize? PageSize { get; init; }

    /// <summary>MemTotal.</summary>
    public ByteSize? Ram { get; init; }

    /// <summary>Share of the CMA areas in use, from 0 to 1.</summary>
    public double? CmaOccupancy { get; init; }

    /// <summary>What RAM in use is.</summary>
    public MemoryMix? Mix { get; init; }

    /// <summary>Files that were not there, and what follows.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What is odd about those that were there.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The memory state with what was found; counts are fixed, positions stay drawn.</summary>
    public MemoryState ApplyTo(MemoryState memory) => memory with { Zones = Zones ?? memory.Zones };
}
