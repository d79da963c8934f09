using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Runs;

/// <summary>What a column holds, hence its type in Parquet; in memory every cell is 64 bits.</summary>
internal enum RunColumnKind
{
    /// <summary>A whole number; of picoseconds where the name ends in <c>_ps</c>.</summary>
    Count,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A probability or an expected number, the bits of a double.</summary>
    Real,
}

/// <summary>One thing recorded of every simulated kexec.</summary>
/// <param name="Name">Column in parts and in the view <c>runs</c>.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Of">Its 64 bits.</param>
internal sealed record RunColumn(string Name, RunColumnKind Kind, Func<RunResult, long> Of)
{
    /// <summary>Of every run: phases, load, counts, what became of it. Times are whole picoseconds, so that nothing is lost.</summary>
    public static IReadOnlyList<RunColumn> Always { get; } =
    [
        .. PhaseNames.All.Select(p => Time(p.Key(), r => r.Outcome[p])),
        Time("load_read", r => r.Outcome.Load.Read),
        Time("load_cma", r => r.Outcome.Load.CmaAllocation),
        Time("load_prepare", r => r.Outcome.Load.Prepare),
        Time("load_digest", r => r.Outcome.Load.Digest),
        Time("load_copy", r => r.Outcome.Load.Copy),
        Time("load_flush", r => r.Outcome.Load.Flush),
        Time("load_zeroing", r => r.Outcome.Load.Zeroing),
        Count("zeroed_bytes", r => r.Outcome.Load.Zeroed.Bytes),
        Count("not_zeroed_bytes", r => r.Outcome.Load.NotZeroed.Bytes),
        Count("own_destination_pages", r => r.Outcome.Load.OwnDestination),
        Count("source_runs", r => r.Outcome.Load.SourceRuns),
        Count("parked_steps", r => r.Outcome.Load.ParkedSteps),
        Count("entry_steps", r => r.Outcome.Load.EntrySteps),
        Count("failed_candidates", r => r.Outcome.Load.FailedCandidates),
        Count("migrated_pages", r => r.Outcome.Load.Migrated),
        Count("initrd_pages_overwritten", r => r.Outcome.InitrdPagesOverwritten),
        Flag("any_in_cma", r => r.Outcome.AnyInCma),
        Flag("all_in_cma", r => r.Outcome.AllInCma),
        Flag("no_room_to_migrate", r => r.Outcome.Load.NoRoomToMigrate),
        Flag("out_of_memory", r => r.Outcome.Load.OutOfMemory),
        Flag("refused", r => r.Outcome.Load.Refused),
        Flag("cpu_stop_hang", r => r.Outcome.CpuStopHang),
        Flag("purgatory_hang", r => r.Outcome.PurgatoryHang),
        Flag("boots", r => r.Outcome.Boots),
    ];

    /// <summary>Of runs with devices that go on writing: probabilities given the run, all devices together.</summary>
    public static IReadOnlyList<RunColumn> OfStrayWrites { get; } =
    [
        Real("stray_any_probability", r => r.Stray!.Value.Any),
        Real("stray_detected_probability", r => r.Stray!.Value.Detected),
        Real("stray_silent_probability", r => r.Stray!.Value.Silent),
        Real("stray_writes_elsewhere", r => r.Stray!.Value.Elsewhere),
    ];

    /// <summary>The columns of a study's runs.</summary>
    public static IReadOnlyList<RunColumn> For(bool stray) =>
        stray ? [.. Always, .. OfStrayWrites] : Always;

    private static RunColumn Time(string name, Func<RunResult, SimTime> of) =>
        new(name + "_ps", RunColumnKind.Count, r => of(r).Picoseconds);

    private static RunColumn Count(string name, Func<RunResult, long> of) =>
        new(name, RunColumnKind.Count, of);

    private static RunColumn Flag(string name, Func<RunResult, bool> of) =>
        new(name, RunColumnKind.Flag, r => of(r) ? 1 : 0);

    private static RunColumn Real(string name, Func<RunResult, double> of) =>
        new(name, RunColumnKind.Real, r => BitConverter.DoubleToInt64Bits(of(r)));
}
