namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>Free blocks by zone and order, from <c>buddyinfo</c> or <c>pagetypeinfo</c>.</summary>
/// <param name="orders">Orders of each row: MAX_PAGE_ORDER + 1.</param>
internal sealed class FreeBlocks(int orders)
{
    private readonly Dictionary<ZoneKey, Zone> _zones = [];

    /// <summary>Orders of each row.</summary>
    public int Orders => orders;

    /// <summary>By node and name.</summary>
    public IReadOnlyDictionary<ZoneKey, Zone> Zones => _zones;

    /// <summary>A zone's counts, none at first.</summary>
    public Zone Of(ZoneKey key)
    {
        if (!_zones.TryGetValue(key, out Zone? zone))
        {
            _zones.Add(key, zone = new Zone(orders));
        }

        return zone;
    }

    /// <summary>Free blocks of one zone by order.</summary>
    internal sealed class Zone(int orders)
    {
        private readonly HashSet<string> _types = [];
        private readonly HashSet<(string Type, int Order)> _more = [];

        /// <summary>Of all migrate types.</summary>
        public long[] All { get; } = new long[orders];

        /// <summary>Of unmovable memory.</summary>
        public long[] Unmovable { get; } = new long[orders];

        /// <summary>
        /// Those that unmovable memory takes over: movable and reclaimable ones, or all where types
        /// are not told.
        /// </summary>
        public long[] Other { get; } = new long[orders];

        /// <summary>Whether blocks are told apart by migrate type.</summary>
        public bool KnowsTypes => _types.Count > 0;

        /// <summary>Whether the kernel stopped counting somewhere.</summary>
        public bool IsLeast => _more.Count > 0;

        /// <summary>Free pages, at most 2^60.</summary>
        public long Pages =>
            (long)
                Math.Min(
                    1L << 60,
                    All.Select((count, order) => (double)count * (1L << order)).Sum()
                );

        /// <summary>Adds a row; without a type that of all of them.</summary>
        /// <returns>Whether there was none of this type yet.</returns>
        public bool Add(string? type, IReadOnlyList<long> counts)
        {
            Into(All, counts);
            Into(Kept(type), counts);
            return type is null || _types.Add(type);
        }

        /// <summary>Of a type and order there are more than the row says.</summary>
        public void IsMore(string type, int order) => _more.Add((type, order));

        /// <summary>
        /// Where the kernel stopped counting, as many more as <c>buddyinfo</c> has of that order,
        /// to the movable ones where they are among several.
        /// </summary>
        public void Complete(Zone buddy)
        {
            foreach (IGrouping<int, string> at in _more.GroupBy(m => m.Order, m => m.Type))
            {
                long more = Math.Max(0, buddy.All[at.Key] - All[at.Key]);
                All[at.Key] += more;
                if (Kept(at.Contains("Movable") ? "Movable" : at.First()) is { } kept)
                {
                    kept[at.Key] += more;
                }
            }

            _more.Clear();
        }

        /// <summary>
        /// Those of CMA serve no page list, nor those kept for high-order atomic use.
        /// </summary>
        private long[]? Kept(string? type) =>
            type switch
            {
                "Unmovable" => Unmovable,
                null or "Movable" or "Reclaimable" => Other,
                _ => null,
            };

        private static void Into(long[]? to, IReadOnlyList<long> counts)
        {
            for (int order = 0; to is not null && order < counts.Count; order++)
            {
                to[order] += counts[order];
            }
        }
    }
}
