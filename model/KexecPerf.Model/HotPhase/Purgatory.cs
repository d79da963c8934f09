using KexecPerf.Model.Caches;
using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// x86 <c>verify_sha256_digest()</c>: SHA-256 over the memsz of every segment but the purgatory, in the scalar C code the purgatory
/// is built with; 4096 B over its rate for each page, plus a wait for memory in proportion to what is not cached. Where the digest
/// is skipped the purgatory still runs, over nothing. No purgatory on arm64. One event a page.
/// </summary>
internal static class Purgatory
{
    private const int PageEnd = 1;

    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        if (run.Scenario.Image.Architecture != Architecture.X86_64)
        {
            yield break;
        }

        yield return run.Sim.Delay(run.Picoseconds(MachineParameters.PurgatoryCall));
        if (!run.Loaded.IsHashed)
        {
            yield break;
        }

        long[] costs = Costs(run);
        long[] starts = run.Pages.SegmentStarts();
        for (int s = 0; s < starts.Length; s++)
        {
            Segment segment = run.Loaded.Segments[s].Segment;
            if (segment.Role == SegmentRole.Purgatory)
            {
                continue;
            }

            for (long page = starts[s]; page < starts[s] + segment.Pages.Pages; page++)
            {
                long cost = costs[run.Cache.Level(page)];
                run.Cache.Touch(page);
                yield return run.Sim.Delay(cost, PageEnd);
            }
        }
    }

    private static long[] Costs(HotPhaseRun run)
    {
        MachineParameter rate = run.Scenario.Kernel.AcceleratedHash
            ? MachineParameters.HashAccelerated
            : MachineParameters.HashScalar;
        long hash = run.Picoseconds(rate, new PageCount(1).Size);
        double miss = run.Picoseconds(MachineParameters.HashMiss);
        long[] costs = new long[HitLaw.Levels + 1];
        for (int level = 0; level <= HitLaw.Levels; level++)
        {
            costs[level] = hash + (long)(miss * (HitLaw.Levels - level) / HitLaw.Levels + 0.5);
        }

        return costs;
    }
}
