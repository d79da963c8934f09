using KexecPerf.Answers.Distributions;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// Reads <c>--distro</c>: what a distribution ships goes over a host's facts and the defaults; what
/// is not known of it leaves them, and is said.
/// </summary>
internal sealed class DistributionDefaults
{
    /// <summary>Facts that no option gives alone.</summary>
    private static readonly string[] WithoutKey =
    [
        DistributionKernel.DmaCma,
        DistributionKernel.CmaPerNode,
        DistributionKernel.Kho,
        DistributionKernel.PageSize,
        DistributionKernel.PhysicalAlign,
    ];

    private readonly DistributionKernel _kernel;
    private readonly List<string> _found = [];
    private readonly List<Remark> _remarks = [];

    private DistributionDefaults(DistributionKernel kernel) => _kernel = kernel;

    /// <summary>A draft with what the distribution of a setting ships.</summary>
    /// <exception cref="Model.Inputs.InputException">No such distribution.</exception>
    public static ScenarioDraft Over(ScenarioDraft draft, Setting said)
    {
        Distribution distribution = said.Read(Distributions.Distributions.Get);
        DistributionKernel kernel = distribution.On(draft.Machine.Architecture);
        var defaults = new DistributionDefaults(kernel);
        ScenarioDraft made = defaults.Make(draft);
        string found =
            $"{distribution.Title} on {kernel.Architecture.Name()}: "
            + string.Join(", ", defaults._found);
        return made with
        {
            Remarks = [.. draft.Remarks, new Remark("distro", found), .. defaults._remarks],
        };
    }

    private ScenarioDraft Make(ScenarioDraft draft)
    {
        KernelRelease release = _kernel.Release;
        var features = KernelFeatures.For(release, _kernel.Architecture);
        _found.Add("kernel " + release.Name);
        _found.Add(_kernel[DistributionKernel.Tool] ?? "loading tool not known");
        var tool = LoadingTool.Of(
            _kernel.Has(DistributionKernel.Kexec),
            _kernel.Has(DistributionKernel.KexecFile),
            _kernel[DistributionKernel.Tool]
        );
        if (tool.Classic is not null)
        {
            Say(ScenarioKeys.Syscall, tool.Why);
        }

        _remarks.AddRange(
            KernelRemarks.Of(release, _kernel.Architecture, ScenarioKeys.KernelVersion)
        );
        string[] unknown =
        [
            .. _kernel
                .All.Where(f => f.Fact is null && WithoutKey.Contains(f.Name))
                .Select(f => f.Name),
        ];
        if (unknown.Length > 0)
        {
            Say(null, $"not known, as elsewhere assumed: {string.Join(", ", unknown)}");
        }

        return draft with
        {
            Running = features with
            {
                CmaPerNode = _kernel.Has(DistributionKernel.CmaPerNode) ?? features.CmaPerNode,
            },
            ClassicSyscall = tool.Classic ?? false,
            IsSyscallKnown = tool.Classic is not null,
            Lacks =
            [
                .. _kernel.Has(DistributionKernel.KexecFile) == false
                    ? [PlacementSwitches.KexecFile]
                    : (string[])[],
                .. _kernel.HasCma == false ? [PlacementSwitches.DmaCma] : (string[])[],
            ],
            Cma = CmaArea(draft),
            CmaAlignment = Alignment(draft),
            Kho = Switch(ScenarioKeys.Kho, DistributionKernel.KhoDefault, "KHO", draft.Kho),
            InitOnAlloc = Switch(
                ScenarioKeys.InitOnAlloc,
                DistributionKernel.InitOnAlloc,
                "init_on_alloc",
                draft.InitOnAlloc
            ),
            PageSize = Pages(draft),
            Kernel = Payload(draft),
        };
    }

    private ByteSize CmaArea(ScenarioDraft draft)
    {
        if (_kernel.HasCma == false)
        {
            _found.Add("no CMA");
            return ByteSize.Zero;
        }

        if (_kernel.Number(DistributionKernel.CmaSize) is not { } mib)
        {
            Say(ScenarioKeys.Cma, $"{DistributionKernel.CmaSize} not known: no area assumed");
            return ByteSize.Zero;
        }

        ByteSize area = ByteSize.FromMiB(mib);
        _found.Add(mib == 0 ? "no CMA area" : $"CMA area {area}");
        return area;
    }

    private int Alignment(ScenarioDraft draft)
    {
        if (_kernel.Number(DistributionKernel.CmaAlignment) is { } order)
        {
            return order;
        }

        if (_kernel.HasCma != false)
        {
            Say(
                ScenarioKeys.CmaAlignment,
                $"{DistributionKernel.CmaAlignment} not known: assumed {draft.CmaAlignment}"
            );
        }

        return draft.CmaAlignment;
    }

    /// <summary>A switch; of one that does not apply to its kernel nothing is said.</summary>
    private bool Switch(ScenarioKey key, string name, string words, bool otherwise)
    {
        if (!_kernel.All.Any(f => f.Name == name))
        {
            return false;
        }

        if (_kernel.Has(name) is { } on)
        {
            _found.Add($"{words} {Word(on)}");
            return on;
        }

        Say(key, $"{name} not known: {words} assumed {Word(otherwise)}");
        return otherwise;
    }

    private PageSize Pages(ScenarioDraft draft) =>
        _kernel[DistributionKernel.PageSize] is { } pages ? PageSize.Parse(pages) : draft.PageSize;

    /// <summary>The kernel loaded is taken to be built as the running one is.</summary>
    private Model.Images.KernelPayload? Payload(ScenarioDraft draft) =>
        _kernel.Number(DistributionKernel.PhysicalAlign) is { } bytes
            ? (draft.Kernel ?? DefaultKernels.For(_kernel.Architecture)) with
            {
                Alignment = new ByteSize(bytes),
            }
            : draft.Kernel;

    private static string Word(bool on) => on ? "on" : "off";

    private void Say(ScenarioKey? key, string text) =>
        _remarks.Add(new Remark("distro", text, key));
}
