using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// What keeps the new kernel from booting, or may: a clause each, what is certain first.
/// </summary>
internal static class BootReasons
{
    /// <summary>CONFIG_CMA_ALIGNMENT is at most this (mm/Kconfig).</summary>
    private const int MostAlignment = 12;

    public static IEnumerable<string> Of(
        PairedOutcomes outcomes,
        ScenarioRun run,
        Scenario scenario
    )
    {
        bool Any(Func<HotPhaseOutcome, bool> holds) => outcomes.Share(run, holds) > 0;
        if (LoadFails(Any, scenario) is { } load)
        {
            yield return load;
        }

        if (Any(o => o.CpuStopHang))
        {
            yield return "a CPU never answers and kexec waits for it without limit";
        }

        if (Any(o => o.PurgatoryHang))
        {
            yield return "old content in the padding of a CMA segment fails the digest, and the "
                + "purgatory loops (init_on_alloc=1 or tail zeroing cures it)";
        }

        if (Any(o => o.KernelTooLow))
        {
            yield return $"the kernel's text_offset of {scenario.Image.Kernel.TextOffset} is added "
                + "to its address, but CMA placement writes it from the start of its range, so its "
                + "entry is beside its code (KEXEC_FILE_NO_CMA, or a kernel from 5.8 on, cures it)";
        }

        long pages = Enumerable
            .Range(0, outcomes.Count)
            .Select(r => run[r].InitrdPagesOverwritten)
            .DefaultIfEmpty(0)
            .Max();
        if (pages > 0)
        {
            yield return $"initrd pages 0-{pages - 1} overwritten (CONFIG_CMA_ALIGNMENT="
                + $"{scenario.CmaAlignment}; {Cure(scenario)})";
        }

        foreach (string open in Open(Any, scenario))
        {
            yield return open;
        }
    }

    private static string? LoadFails(Func<Func<HotPhaseOutcome, bool>, bool> any, Scenario scenario)
    {
        if (any(o => o.Load.ScratchTooSmall))
        {
            return $"KHO scratch of {scenario.KhoScratch?.Largest} is too small: with KHO every "
                + "segment must fit one hole of a scratch area (kho_locate_mem_hole), else "
                + "kexec_file_load fails with -EADDRNOTAVAIL, so the old kernel runs on "
                + $"({Needs(scenario)})";
        }

        if (any(o => o.Load.Refused))
        {
            string leak = any(o => o.Load.CmaLeaked > 0)
                ? ", and the CMA ranges it tried stay taken"
                : "";
            bool tooLarge = scenario.Image.Memsz.Bytes > scenario.Memory.Ram.Bytes / 2;
            string rule = tooLarge
                ? "the kernel refuses an image of more than half of RAM (-EINVAL)"
                : "kexec_file_load finds no place for a segment (-EADDRNOTAVAIL)";
            return $"{rule}, so the old kernel runs on{leak}";
        }

        return any(o => o.Load.Fails)
            ? "the load needs more memory than is free, cached or swappable: the OOM killer "
                + "ends processes until there is enough, or ends the loader (-ENOMEM)"
            : null;
    }

    private static IEnumerable<string> Open(
        Func<Func<HotPhaseOutcome, bool>, bool> any,
        Scenario scenario
    )
    {
        if (any(o => o.Load.NeedsMoreScratch))
        {
            ByteSize least = KhoScratch.Least(scenario.Memory).Largest;
            yield return "the size of KHO scratch is not known (--kho-scratch; by default twice "
                + $"what memblock had reserved at boot, at least {least} here for the memory map); "
                + $"{Needs(scenario)}, else kexec_file_load fails with -EADDRNOTAVAIL";
        }

        if (any(o => o.PaddingIsUnknown))
        {
            yield return "what the padding of CMA segments holds is not known: old content, also "
                + "from before this boot, fails the digest and the purgatory loops for ever "
                + "(--cma-dirty on); zeros boot (off); init_on_alloc=1 or tail zeroing cures it";
        }

        if (any(o => o.IsNotCleaned))
        {
            yield return "segments in CMA beside a page list are never cleaned to the point of "
                + "coherency (machine_kexec_post_load), and the new kernel reads them with caches "
                + "off: it boots if the cache had evicted them (all in CMA, or none, cures it)";
        }
    }

    /// <summary>The same with the order that keeps the initrd whole, where there is one.</summary>
    public static Scenario Cured(Scenario scenario) =>
        Order(scenario) is var order && order <= MostAlignment && order > scenario.CmaAlignment
            ? scenario with
            {
                CmaAlignment = order,
            }
            : scenario;

    /// <summary>
    /// The order that keeps the initrd whole: that of the kernel's own alignment.
    /// </summary>
    private static int Order(Scenario scenario) =>
        scenario.Image.Segments.First(s => s.Role == SegmentRole.Kernel).AlignOrder;

    private static string Cure(Scenario scenario)
    {
        int order = Order(scenario);
        return order <= MostAlignment
            ? $"{order} cures it"
            : $"no order up to {MostAlignment} cures it, kernel_alignment is "
                + $"{scenario.Image.Kernel.Alignment}";
    }

    private static string Needs(Scenario scenario)
    {
        Segment largest = scenario.Image.Segments.MaxBy(s => s.PlacePages)!;
        return $"the {largest.Name} needs a hole of {largest.Memsz}, the whole image "
            + $"{scenario.Image.Memsz}";
    }
}
