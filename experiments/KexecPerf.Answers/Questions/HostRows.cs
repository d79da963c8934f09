using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// What a host's owner can do, step by step: the host as it is, the system call, release and area
/// that placement needs, what makes it boot, and the release that saves the hash. A step is there
/// only where this kernel and its configuration allow it.
/// </summary>
internal sealed class HostRows
{
    /// <summary>Runs that tell whether a step boots.</summary>
    private const int Looks = 64;

    /// <summary>Settings that make it another host than the one collected.</summary>
    private static readonly ScenarioKey[] Changing =
    [
        ScenarioKeys.Cma,
        ScenarioKeys.CmaAlignment,
        ScenarioKeys.KernelVersion,
        ScenarioKeys.Distro,
        ScenarioKeys.Kho,
        ScenarioKeys.Syscall,
        ScenarioKeys.InitOnAlloc,
    ];

    private readonly AnswerRequest _request;
    private readonly List<ScenarioRow> _rows;

    private HostRows(AnswerRequest request, bool isRebuilt)
    {
        _request = request;
        bool changed = request.Settings.Any(s => Changing.Contains(s.Key));
        _rows = [new ScenarioRow(changed ? "as asked" : "as it is", request.Scenario)];
        IsBuiltWithout = request.Lacks.Count > 0;
        if (IsBuiltWithout && !isRebuilt)
        {
            // Under KHO a release alone saves the hash, whatever the kernel is built without.
            AddHashless();
            return;
        }

        AddSystemCall();
        AddPlacement();
        AddArea();
        AddOrder();
        AddHashless();
        AddZeroing();
    }

    /// <summary>The steps, the host as it is first.</summary>
    public IReadOnlyList<ScenarioRow> All => _rows;

    /// <summary>Whether more than a setting is missing.</summary>
    public bool IsBuiltWithout { get; }

    private Scenario Now => _rows[^1].Scenario;

    /// <summary>What this kernel allows.</summary>
    public static HostRows Of(AnswerRequest request) => new(request, isRebuilt: false);

    /// <summary>What it would allow, were it built with what placement needs.</summary>
    public static HostRows Rebuilt(AnswerRequest request) => new(request, isRebuilt: true);

    /// <summary>The step that both saves most and surely boots; null where none does.</summary>
    public ScenarioRow? Best()
    {
        Scenario list = _request.Scenario.PageListSide();
        PairedOutcomes outcomes = Look([list, .. _rows.Select(r => r.Scenario)]);
        return _rows
            .Select(r => (Row: r, Saved: outcomes.Pair(list, r.Scenario)))
            .Where(r =>
                BootOutcome.Of(outcomes, r.Row.Scenario).Ok >= 1
                && r.Saved.SavedMs.Median > Savings.WorthwhileMs
            )
            .OrderByDescending(r => r.Saved.SavedMs.Median)
            .Select(r => r.Row)
            .FirstOrDefault();
    }

    private void AddSystemCall()
    {
        if (Now.ClassicSyscall)
        {
            Add(
                "+ kexec -s",
                Now with
                {
                    ClassicSyscall = false,
                },
                "load with kexec -s (kexec_file_load)",
                "--syscall file"
            );
        }
    }

    /// <summary>
    /// The first release that places at all; on x86 the one that saves the hash, too.
    /// </summary>
    private void AddPlacement()
    {
        if (!Now.Kernel.CmaPlacement && !Now.Kernel.Version.Has(6, 17))
        {
            AddRelease(Now.Machine.Architecture.HasPurgatory() ? "7.3" : "6.17");
        }
    }

    private void AddHashless()
    {
        bool isHashed =
            Now.Machine.Architecture.HasPurgatory()
            && !Now.Kernel.SkipDigest
            && !Now.ClassicSyscall
            && (Now.Kho || CmaPlacementRules.Decide(Now).All);
        if (isHashed)
        {
            AddRelease("7.3");
        }
    }

    /// <summary>Another release with the same overlays and build.</summary>
    private void AddRelease(string version)
    {
        int plus = Now.Kernel.Name.IndexOf('+');
        string name = version + (plus < 0 ? "" : Now.Kernel.Name[plus..]);
        KernelFeatures later = KernelFeatures.For(name, Now.Machine.Architecture);
        bool blocks = Now.Kernel.Version.Has(5, 16) && !Now.Kernel.CopiesLinearMap;
        Add(
            "+ " + version,
            Now with
            {
                Kernel = later with { CopiesLinearMap = later.CopiesLinearMap && !blocks },
            },
            $"run kernel {version} or later",
            $"--kernel-version {name}"
        );
    }

    private void AddArea()
    {
        if (
            CmaSize.IsEnough(_request, Now)
            || CmaSize.LeastWithCure(_request, Now) is not { } area
            || area <= Now.Memory.CmaArea
        )
        {
            return;
        }

        string size = Sizes.Mebibytes(area);
        Add(
            $"+ cma={size}",
            Now with
            {
                Memory = Now.Memory with { CmaArea = area },
            },
            $"boot with cma={size}",
            $"--cma {size}iB"
        );
    }

    private void AddOrder()
    {
        if (Boot().InitrdOverwritten <= 0)
        {
            return;
        }

        Scenario cured = BootReasons.Cured(Now);
        if (cured.CmaAlignment > Now.CmaAlignment)
        {
            Add(
                $"+ order {cured.CmaAlignment}",
                cured,
                "",
                FormattableString.Invariant($"--cma-alignment {cured.CmaAlignment}"),
                $"CONFIG_CMA_ALIGNMENT={cured.CmaAlignment}"
            );
        }
    }

    /// <summary>Clean padding, where old content may keep the purgatory for ever.</summary>
    private void AddZeroing()
    {
        if (!Now.InitOnAlloc && Boot() is { Ok: < 1 })
        {
            Scenario zeroed = Now with { InitOnAlloc = true };
            if (BootOutcome.Of(Look([zeroed]), zeroed).Ok > Boot().Ok)
            {
                Add("+ init_alloc", zeroed, "boot with init_on_alloc=1", "--init-on-alloc on");
            }
        }
    }

    private void Add(
        string name,
        Scenario scenario,
        string change,
        string options,
        string build = ""
    ) => _rows.Add(new ScenarioRow(name, scenario, change, options, build));

    private BootOutcome Boot() => BootOutcome.Of(Look([Now]), Now);

    private PairedOutcomes Look(Scenario[] scenarios) =>
        _request.Run(_request.Plan with { Replications = Looks }, scenarios);
}
