using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// What the load leaves in the last-level cache: <c>kimage_load_segment</c> goes through the segments in order and touches, for each
/// page, the page it fills and, while content lasts, the buffer it reads. Then other work goes on until the exec.
/// </summary>
internal static class LoadResidue
{
    public static void Leave(HotPhaseRun run)
    {
        long[] starts = run.Pages.SegmentStarts();
        using IEnumerator<(long Source, long Destination, bool Sequential)> entries = run
            .Pages.Entries()
            .GetEnumerator();
        for (int s = 0; s < starts.Length; s++)
        {
            PlacedSegment placed = run.Loaded.Segments[s];
            for (long i = 0; i < placed.Segment.Pages.Pages; i++)
            {
                if (i < placed.Segment.ContentPages.Pages)
                {
                    run.Cache.TouchOthers(1);
                }

                bool listed = placed.IsListed && entries.MoveNext();
                run.Cache.Touch(listed ? entries.Current.Source : starts[s] + i);
            }
        }

        run.Cache.Age(run.Draw.Rate(MachineParameters.CacheEviction), run.Scenario.ExecAfter);
    }
}
