using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Loading;

/// <summary>
/// How the source pages of a page list follow one another: runs of one length, the mean drawn once a replication from what an
/// idle host shows, shortened by fragmentation (the run length is the idle one to the power 1 - fragmentation). Own-destination
/// pages, if any, stand at the end of the list.
/// </summary>
internal static class SourceLayout
{
    public static List<SourceRun> Runs(MemoryState memory, long pages, MachineDraw draw)
    {
        double idle = draw.Sample(MemoryState.IdleSourceRun, "memory.source_run");
        long length = Math.Max(1, (long)(PortableMath.Pow(idle, 1 - memory.Fragmentation) + 0.5));
        long own = (long)(pages * memory.OwnDestination + 0.5);
        var runs = new List<SourceRun>();
        Cut(runs, pages - own, length, ownDestination: false);
        Cut(runs, own, length, ownDestination: true);
        return runs;
    }

    private static void Cut(List<SourceRun> runs, long pages, long length, bool ownDestination)
    {
        for (long left = pages; left > 0; left -= length)
        {
            runs.Add(new SourceRun(Math.Min(left, length), ownDestination));
        }
    }
}
