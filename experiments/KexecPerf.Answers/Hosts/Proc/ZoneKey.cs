using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>A zone of a node.</summary>
/// <param name="Node">From 0 to 1023 (MAX_NUMNODES).</param>
/// <param name="Zone">The kernel's name: DMA, DMA32, Normal, Movable, Device.</param>
internal readonly record struct ZoneKey(int Node, string Zone)
{
    /// <inheritdoc/>
    public override string ToString() => $"zone {UserText.Shorten(Zone)} of node {Node}";
}
