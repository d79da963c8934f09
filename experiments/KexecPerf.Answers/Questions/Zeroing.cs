using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// "Would it be more efficient to zero the remainder after performing the copy?": the three policies the patch had or was asked for, what each
/// stores and takes at load, and what follows from padding that nobody zeroed, in an area that was used before.
/// </summary>
internal sealed class Zeroing
{
    public const string Question = "zeroing";

    private readonly Scenario _scenario;
    private readonly Scenario _memsetFirst;
    private readonly Scenario _zeroTail;
    private readonly Scenario _asMerged;
    private readonly Scenario _initOnAlloc;
    private readonly Scenario _pageList;

    private Zeroing(Scenario scenario)
    {
        _scenario = AmpleArea.WhereNone(scenario);
        Scenario dirty = _scenario with
        {
            InitOnAlloc = false,
            Memory = _scenario.Memory with { CmaDirty = true },
        };
        _memsetFirst = With(k => k with { MemsetFirst = true });
        _zeroTail = With(k => k with { TailZeroing = true });
        _asMerged = With(k => k);
        _initOnAlloc = _asMerged with { InitOnAlloc = true };
        _pageList = _asMerged.PageListSide();

        Scenario With(Func<KernelFeatures, KernelFeatures> change) =>
            dirty with
            {
                Kernel = change(dirty.Kernel with { TailZeroing = false, MemsetFirst = false }),
            };
    }

    public static ZeroingAnswer Answer(AnswerRequest request) =>
        new Zeroing(request.Scenario).AnswerTo(request);

    private ZeroingAnswer AnswerTo(AnswerRequest request)
    {
        PairedOutcomes outcomes = request.Run(
            _memsetFirst,
            _zeroTail,
            _asMerged,
            _initOnAlloc,
            _pageList,
            _scenario
        );
        ZeroingPolicy first = Policy("memset-first", "memset first (v1)", _memsetFirst);
        ZeroingPolicy tail = Policy("zero-tail", "zero the remainder", _zeroTail);
        ZeroingPolicy merged = Policy("as-merged", "as merged", _asMerged);
        Interval saved = outcomes.Difference(
            outcomes[_memsetFirst],
            outcomes[_zeroTail],
            o => o.Load.Zeroing
        );
        bool isUnchecked =
            request.Scenario.Kernel.SkipDigest
            || outcomes[_asMerged][0][Phase.Purgatory] == SimTime.Zero;
        return new ZeroingAnswer(
            request.BasisOf(_scenario, outcomes),
            [
                first,
                tail,
                merged,
                Policy("init-on-alloc", "merged, init_on_alloc", _initOnAlloc),
                Policy("page-list", "page list", _pageList),
            ],
            saved,
            Verdict(first, tail, merged, outcomes.HasTimes ? saved : null, isUnchecked)
        );

        ZeroingPolicy Policy(string name, string title, Scenario scenario) =>
            new(name, title, scenario, outcomes);
    }

    private string Verdict(
        ZeroingPolicy first,
        ZeroingPolicy tail,
        ZeroingPolicy merged,
        Interval? saved,
        bool isUnchecked
    )
    {
        if (!merged.AnyInCma)
        {
            PlacementDecision decision = CmaPlacementRules.Decide(_asMerged);
            return "It makes no difference here: no segment gets into CMA"
                + $"{(decision.Any ? "" : $", for {decision.Rule}")}.";
        }

        double fewer = ZeroingLayout.MiB(first.ZeroedBytes) - ZeroingLayout.MiB(tail.ZeroedBytes);
        string gain =
            FormattableString.Invariant($"Yes: {fewer:0.0} MiB less to zero, ")
            + (
                saved is { } ms
                    ? $"{Numbers.WithRange(ms)} ms of load, never of downtime. "
                    : "but no run has a kexec to time. "
            );
        string stale = FormattableString.Invariant(
            $"What was merged zeroes nothing: {ZeroingLayout.MiB(merged.StaleBytes):0.0} MiB stay stale"
        );
        string consequence =
            merged.BootOutcome.PurgatoryHang > 0
                ? ", and in an area used before the purgatory hangs"
            : isUnchecked
                ? ", which reach the next kernel unchecked (harmless where it clears its own bss)"
            : "";
        return gain + stale + consequence + ".";
    }
}
