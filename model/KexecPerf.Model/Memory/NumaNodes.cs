namespace KexecPerf.Model.Memory;

/// <summary>
/// How RAM is shared out over NUMA nodes: in equal parts, node 0 at the low addresses and the last
/// node on top. The CPU that reboots is CPU 0 (<c>migrate_to_reboot_cpu</c>, kernel/reboot.c), of
/// node 0; memory of any other node is far from it, and equally far [I: two sockets].
/// </summary>
/// <param name="Count">Nodes, at least 1.</param>
/// <param name="Interleaved">
/// Firmware spreads neighbouring lines over the nodes' memory and shows one node: every page has
/// <see cref="FarShare"/> of its lines elsewhere, whatever its address.
/// </param>
/// <param name="Loader">Node of the CPU that loads; allocations come from it first.</param>
public sealed record NumaNodes(int Count = 1, bool Interleaved = false, int Loader = 0)
{
    /// <summary>All memory is near.</summary>
    public static NumaNodes One { get; } = new();

    /// <summary>Nodes that the kernel sees.</summary>
    public int Seen => Interleaved ? 1 : Count;

    /// <summary>Of a far page's lines how many are far, from 0 to 1.</summary>
    public double FarShare => Interleaved ? (Count - 1.0) / Count : 1;

    /// <summary>
    /// The zonelist's order of nodes: the loader's, those behind it, then those before it
    /// (<c>find_next_best_node</c>, mm/page_alloc.c, at equal distances).
    /// </summary>
    public IEnumerable<int> HandOutOrder =>
        Enumerable.Range(0, Seen).Select(i => (Loader + i) % Seen);
}
