using KexecPerf.Model.Memory;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>
/// What RAM in use is, by the names of <c>/proc/meminfo</c>. Page cache that can be dropped is on
/// the LRU lists of files, less what is dirty or under writeback; shared memory and tmpfs count as
/// Cached but are on those of process memory. Locked memory is on a list of its own (Unevictable):
/// it moves and is neither dropped nor swapped. What is left over, slab, page tables, stacks, what
/// drivers hold and pools of huge pages, does not move, though some slab could be reclaimed.
/// </summary>
internal static class MeminfoMix
{
    private static readonly string[] Lists = ["Active(file)", "Inactive(file)"];

    /// <summary>The mix; null where nothing is in use, or nothing says what.</summary>
    /// <param name="values">By name, all in one unit.</param>
    public static MemoryMix? Of(IReadOnlyDictionary<string, long> values)
    {
        double used = Of("MemTotal") - Of("MemFree");
        bool hasLists = Lists.Any(values.ContainsKey);
        if (used <= 0 || !(hasLists || Has("AnonPages") || Has("Cached")))
        {
            return null;
        }

        double dirty = Of("Dirty") + Of("Writeback");
        double shmem = Of("Shmem");
        double anonymous = Of("AnonPages");

        // Before its lists, in excerpts and in top's summary, the cache is all that is told.
        double files = hasLists ? Lists.Sum(Of) : Of("Cached") + Of("Buffers") - shmem;
        double clean = Math.Max(0, files - dirty);

        // Process and shared memory that is not on its lists is locked; the rest locked is files.
        double locked = Of("Unevictable");
        double onLists = Has("Active(anon)", "Inactive(anon)")
            ? Of("Active(anon)") + Of("Inactive(anon)")
            : anonymous + shmem - locked;
        double lockedInMemory = Math.Clamp(anonymous + shmem - onLists, 0, locked);
        double swappable = Math.Min(Of("SwapFree"), Math.Max(0, anonymous - lockedInMemory));
        double[] kinds =
        [
            clean,
            dirty,
            shmem,
            anonymous - swappable + locked - lockedInMemory,
            swappable,
        ];
        double scale = Math.Max(used, kinds.Sum());
        return new MemoryMix(
            kinds[0] / scale,
            kinds[1] / scale,
            kinds[2] / scale,
            kinds[3] / scale,
            kinds[4] / scale,
            (scale - kinds.Sum()) / scale
        );

        double Of(string name) => values.GetValueOrDefault(name);
        bool Has(params string[] names) => names.All(values.ContainsKey);
    }
}
