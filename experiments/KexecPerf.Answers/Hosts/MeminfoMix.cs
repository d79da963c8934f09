using KexecPerf.Model.Memory;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// What RAM in use is, from <c>/proc/meminfo</c>: page cache by the LRU lists of files less what is
/// dirty or under writeback; shared memory; process memory, of it what swap has room for; the rest
/// is taken for unmovable. Locked pages are no cache that could be dropped: they are taken off it,
/// as far as they are in no process's anonymous memory.
/// </summary>
internal static class MeminfoMix
{
    /// <summary>The mix; null where nothing is in use.</summary>
    /// <param name="kB">Values by name.</param>
    public static MemoryMix? Of(IReadOnlyDictionary<string, long> kB)
    {
        long used = Of("MemTotal") - Of("MemFree");
        if (used <= 0)
        {
            return null;
        }

        double dirty = Of("Dirty") + Of("Writeback");
        double clean = Math.Max(0, Of("Active(file)") + Of("Inactive(file)") - dirty);
        double shmem = Of("Shmem");
        double anonymous = Of("AnonPages");
        double swappable = Math.Min(Of("SwapFree"), anonymous);
        double locked = Math.Min(clean, Math.Max(0, Of("Unevictable") - anonymous - shmem));
        double[] kinds = [clean - locked, dirty, shmem, anonymous - swappable + locked, swappable];
        double scale = Math.Max(used, kinds.Sum());
        return new MemoryMix(
            kinds[0] / scale,
            kinds[1] / scale,
            kinds[2] / scale,
            kinds[3] / scale,
            kinds[4] / scale,
            (scale - kinds.Sum()) / scale
        );

        long Of(string name) => kB.GetValueOrDefault(name);
    }
}
