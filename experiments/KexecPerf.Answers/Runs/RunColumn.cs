using KexecPerf.Model.Dma;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Runs;

/// <summary>One thing recorded of every simulated kexec.</summary>
/// <param name="Name">Of its column in parts and in the view <c>runs</c>.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Of">Its 64 bits.</param>
internal sealed record RunColumn(OutcomeName Name, RunColumnKind Kind, Func<RunResult, long> Of)
{
    /// <summary>Unit of recorded times: whole, so that nothing is lost.</summary>
    private const string Ps = "ps";

    /// <summary>A time for each phase.</summary>
    public static IReadOnlyList<RunColumn> Phases { get; } =
    [.. PhaseNames.All.Select(p => Time(OutcomeName.Of(p), r => r.Outcome[p]))];

    /// <summary>A time for each step of the load; they add up to all of it.</summary>
    public static IReadOnlyList<RunColumn> LoadSteps { get; } =
    [
        .. LoadOutcome.Parts.Select(step =>
            Time(OutcomeName.LoadStep(step.Key), r => step.Of(r.Outcome.Load))
        ),
    ];

    public static RunColumn LoadZeroing { get; } =
        Time(OutcomeName.LoadZeroing, r => r.Outcome.Load.Zeroing);

    public static RunColumn NotZeroed { get; } =
        Count(OutcomeName.NotZeroed, r => r.Outcome.Load.NotZeroed.Bytes);

    public static RunColumn OwnDestination { get; } =
        Count(new("own_destination", "pages"), r => r.Outcome.Load.OwnDestination);

    public static RunColumn FailedCandidates { get; } =
        Count(new("failed_candidates"), r => r.Outcome.Load.FailedCandidates);

    public static RunColumn Migrated { get; } =
        Count(new("migrated", "pages"), r => r.Outcome.Load.Migrated);

    /// <summary>Pages of files dropped from the area.</summary>
    public static RunColumn Dropped { get; } =
        Count(new("dropped", "pages"), r => r.Outcome.Load.Dropped);

    /// <summary>Pages reclaimed for the load.</summary>
    public static RunColumn Reclaimed { get; } =
        Count(new("reclaimed", "pages"), r => r.Outcome.Load.Reclaimed);

    public static RunColumn AllInCma { get; } = Flag(new("all_in_cma"), r => r.Outcome.AllInCma);

    public static RunColumn CpuStopHang { get; } =
        Flag(new("cpu_stop_hang"), r => r.Outcome.CpuStopHang);

    public static RunColumn OutOfMemory { get; } =
        Flag(new("out_of_memory"), r => r.Outcome.Load.OutOfMemory);

    public static RunColumn Refused { get; } = Flag(new("refused"), r => r.Outcome.Load.Refused);

    /// <summary>Set where the load found no memory or was refused.</summary>
    public static RunColumn LoadFails { get; } = Flag(new("load_fails"), r => r.Outcome.Load.Fails);

    /// <summary>Set where there was no kexec to time.</summary>
    public static IReadOnlyList<RunColumn> NotTimed { get; } = [CpuStopHang, LoadFails];

    public static RunColumn Boots { get; } = Flag(OutcomeName.Boots, r => r.Outcome.Boots);

    public static RunColumn BootUncertain { get; } =
        Flag(new("boot_uncertain"), r => r.Outcome.IsUncertain);

    /// <summary>Of every run: phases, load, counts, what became of it.</summary>
    public static IReadOnlyList<RunColumn> Always { get; } =
    [
        .. Phases,
        .. LoadSteps,
        LoadZeroing,
        Count(new("zeroed", "bytes"), r => r.Outcome.Load.Zeroed.Bytes),
        NotZeroed,
        OwnDestination,
        Count(new("source_runs"), r => r.Outcome.Load.SourceRuns),
        Count(new("parked_steps"), r => r.Outcome.Load.ParkedSteps),
        Count(new("entry_steps"), r => r.Outcome.Load.EntrySteps),
        FailedCandidates,
        Migrated,
        Dropped,
        Reclaimed,
        Count(new("initrd_pages_overwritten"), r => r.Outcome.InitrdPagesOverwritten),
        Flag(new("any_in_cma"), r => r.Outcome.AnyInCma),
        AllInCma,
        Flag(new("no_room_to_migrate"), r => r.Outcome.Load.NoRoomToMigrate),
        OutOfMemory,
        Refused,
        LoadFails,
        CpuStopHang,
        Flag(new("purgatory_hang"), r => r.Outcome.PurgatoryHang),
        Flag(new("kernel_too_low"), r => r.Outcome.KernelTooLow),
        BootUncertain,
        Boots,
    ];

    public static RunColumn AnyDamage { get; } = Stray(OutcomeName.AnyDamage, r => r.Any);

    public static RunColumn DetectedDamage { get; } =
        Stray(OutcomeName.DetectedDamage, r => r.Detected);

    public static RunColumn SilentDamage { get; } = Stray(OutcomeName.SilentDamage, r => r.Silent);

    /// <summary>Of runs with devices that go on writing: probabilities given the run, all devices together.</summary>
    public static IReadOnlyList<RunColumn> OfStrayWrites { get; } =
    [AnyDamage, DetectedDamage, SilentDamage, Stray(new("writes_elsewhere"), r => r.Elsewhere)];

    /// <summary>The columns of a study's runs.</summary>
    public static IReadOnlyList<RunColumn> For(bool stray) =>
        stray ? [.. Always, .. OfStrayWrites] : Always;

    /// <summary>The phases of a span, which add up to it.</summary>
    public static IReadOnlyList<RunColumn> PhasesOf(PhaseSpan span) =>
        [.. PhaseNames.All.Zip(Phases).Where(p => span.Has(p.First)).Select(p => p.Second)];

    /// <summary>Whether it holds picoseconds.</summary>
    public bool IsTime => Name.Unit == Ps;

    private static RunColumn Time(OutcomeName name, Func<RunResult, SimTime> of) =>
        new(name.In(Ps), RunColumnKind.Count, r => of(r).Picoseconds);

    private static RunColumn Count(OutcomeName name, Func<RunResult, long> of) =>
        new(name, RunColumnKind.Count, of);

    private static RunColumn Flag(OutcomeName name, Func<RunResult, bool> of) =>
        new(name, RunColumnKind.Flag, r => of(r) ? 1 : 0);

    private static RunColumn Stray(OutcomeName name, Func<StrayRisk, double> of) =>
        new(
            name.Under("stray"),
            RunColumnKind.Real,
            r => BitConverter.DoubleToInt64Bits(of(r.Stray!.Value))
        );
}
