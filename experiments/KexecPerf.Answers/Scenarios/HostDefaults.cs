using KexecPerf.Answers.Distributions;
using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Turns a host's facts into the defaults of a scenario, and says what was found, what was missing and what is assumed.</summary>
internal sealed class HostDefaults
{
    private readonly HostFacts _facts;
    private readonly List<string> _found = [];
    private readonly List<Remark> _remarks = [];

    private readonly LoadingTool _tool;

    private HostDefaults(HostFacts facts)
    {
        _facts = facts;
        _tool = LoadingTool.Of(
            facts.Config?.Has("KEXEC"),
            facts.Config?.Has("KEXEC_FILE"),
            facts.KexecTools
        );
    }

    /// <summary>The defaults for one host.</summary>
    public static ScenarioDraft From(HostFacts facts) => new HostDefaults(facts).Make();

    private ScenarioDraft Make()
    {
        HostMachine machine = HostMachine.Of(_facts);
        _found.AddRange(machine.Found);
        _remarks.AddRange(machine.Remarks);
        if (_facts.CpusFault is { } fault)
        {
            Say(ScenarioKeys.Cpus, fault);
        }

        int cpus = Known(
            ScenarioKeys.Cpus,
            "CPUs online",
            _facts.CpusOnline,
            machine.Profile.Cpus,
            n => $"{n} CPUs"
        );
        ByteSize ram = Known(
            ScenarioKeys.Ram,
            "RAM",
            _facts.Ram,
            ScenarioDraft.DefaultRam,
            r => $"{r} RAM"
        );
        HostCma cma = HostCma.Of(_facts, ram);
        _found.Add(cma.Found);
        _remarks.AddRange(cma.Remarks);
        var defaults = new ScenarioDraft
        {
            Machine = machine.Profile,
            StaysIdle = machine.StaysIdle,
            ImaLog = ImaLog(),
            LastReboot = _facts.LastReboot,
            Architecture = _facts.Architecture,
            Cpus = cpus,
            Numa = new NumaNodes(Nodes()),
            PageSize = Known(
                ScenarioKeys.PageSize,
                "page size",
                _facts.PageSize,
                PageSize.Of4KiB,
                p => $"pages of {p}"
            ),
            Ram = ram,
            Running = RunningKernel(),
            Memory = Memory() with { CmaOccupancy = cma.Occupancy },
            Cma = cma.Area,
            CmaDirty = cma.Used ? true : null,
            CmaHeldAt = cma.HeldAt,
            CmaAlignment = _facts.Config?.Number("CMA_ALIGNMENT", 2, 12) ?? Alignment(),
            ClassicSyscall = IsClassic(),
            IsSyscallKnown = _tool.Classic is not null,
            Lacks = PlacementSwitches.LackedBy(_facts.Config),
            Kho = Kho(),
            InitOnAlloc = InitOnAlloc(),
            Backing = Backing(),
            PageGranular = PageGranular(),
            Kernel = Kernel(),
            Initrd = Known(
                ScenarioKeys.Initrd,
                "initrd",
                _facts.InitrdSize,
                ScenarioDraft.Shipped.Initrd,
                s => $"initrd {s}"
            ),
        };
        return defaults with
        {
            Remarks = [new Remark("host", "found " + string.Join(", ", _found)), .. _remarks],
        };
    }

    private KernelFeatures? RunningKernel()
    {
        if (_facts.Release is not { } release)
        {
            string shipped = ScenarioDraft.Shipped.KernelVersion;
            Say(ScenarioKeys.KernelVersion, $"missing kernel release: assumed {shipped}");
            return null;
        }

        HostRelease host = HostRelease.Of(release, _facts.Architecture);
        _found.Add("kernel " + release);
        if (host.Difference is { } difference)
        {
            Say(
                ScenarioKeys.KernelVersion,
                $"kernel {release} {difference}: assumed as {host.Release.Version}"
            );
        }

        _remarks.AddRange(
            KernelRemarks.Of(host.Release, _facts.Architecture, ScenarioKeys.KernelVersion)
        );
        return KernelFeatures.For(host.Release, _facts.Architecture);
    }

    private MemoryFacts Memory()
    {
        if (_facts.Memory.Missing.Count > 0)
        {
            Say(ScenarioKeys.MemoryFrom, "missing " + string.Join(", ", _facts.Memory.Missing));
        }

        foreach (string remark in _facts.Memory.Remarks)
        {
            Say(ScenarioKeys.MemoryFrom, remark);
        }

        return _facts.Memory;
    }

    /// <summary>One where nothing says how many.</summary>
    private int Nodes()
    {
        int nodes = _facts.Memory.Nodes ?? 1;
        if (nodes > 1)
        {
            _found.Add($"{nodes} NUMA nodes");
            Say(ScenarioKeys.Nodes, $"{nodes} nodes: assumed equal, in the order of addresses");
        }

        return nodes;
    }

    private int Alignment()
    {
        int shipped = ScenarioDraft.Shipped.CmaAlignment;
        Say(ScenarioKeys.CmaAlignment, $"missing CONFIG_CMA_ALIGNMENT: assumed {shipped}");
        return shipped;
    }

    private bool IsClassic()
    {
        if (_facts.Config is not { } config)
        {
            Say(ScenarioKeys.Syscall, "missing kernel configuration: assumed CONFIG_KEXEC_FILE=y");
            return IsToolClassic();
        }

        bool classic = config.Has("KEXEC") && !config.Has("KEXEC_FILE");
        if (classic)
        {
            Say(
                ScenarioKeys.Syscall,
                "CONFIG_KEXEC_FILE is off: kexec_load(2) assumed, which never uses CMA"
            );
        }
        else if (!config.Has("KEXEC_FILE"))
        {
            Say(
                ScenarioKeys.Syscall,
                "the kernel was built without kexec: one with CONFIG_KEXEC_FILE assumed"
            );
        }

        return classic || IsToolClassic();
    }

    private bool IsToolClassic()
    {
        if (_tool.Classic is not null)
        {
            Say(ScenarioKeys.Syscall, _tool.Why);
        }

        return _tool.Classic == true;
    }

    private bool Kho()
    {
        bool? state = _facts.CommandLine?.Switch("kho");
        state ??= _facts.Config?.Has("KEXEC_HANDOVER_ENABLE_DEFAULT");
        if (state is null)
        {
            Say(ScenarioKeys.Kho, "missing state of KHO: assumed off");
        }
        else if (_facts.Config?.Has("KEXEC_HANDOVER") == false)
        {
            state = false;
        }

        if (state == true)
        {
            _found.Add("KHO on");
        }

        return state ?? false;
    }

    private bool InitOnAlloc()
    {
        bool? state = _facts.CommandLine?.Switch("init_on_alloc");
        state ??= _facts.Config?.Has("INIT_ON_ALLOC_DEFAULT_ON");
        if (state is null)
        {
            Say(ScenarioKeys.InitOnAlloc, "missing state of init_on_alloc: assumed on");
            return true;
        }

        _found.Add("init_on_alloc " + (state.Value ? "on" : "off"));
        return state.Value;
    }

    /// <summary>Handed over only where the kernel was built to (CONFIG_IMA_KEXEC).</summary>
    private ByteSize ImaLog()
    {
        if (_facts.Config?.Has("IMA_KEXEC") != true)
        {
            return ByteSize.Zero;
        }

        if (_facts.ImaLog is null)
        {
            Say(ScenarioKeys.ImaLog, "missing size of IMA's list (needs root): assumed none");
        }
        else
        {
            _found.Add($"IMA list {_facts.ImaLog}");
        }

        return _facts.ImaLog ?? ByteSize.Zero;
    }

    /// <summary>How large the host's pages are nobody tells a guest.</summary>
    private HostBacking Backing()
    {
        if (!_facts.ReportsFreePages)
        {
            return HostBacking.All;
        }

        Say(
            ScenarioKeys.GuestBacked,
            "free pages are reported, so the host takes free memory back; the size of its pages is "
                + "not known: 4KiB assumed"
        );
        return HostBacking.Pages4KiB;
    }

    /// <summary>
    /// <c>arch_parse_debug_rodata</c> (arm64): rodata=on is page-granular in 7.2 and not in 6.12,
    /// which has a configuration for it; the change is taken as that of 6.18 [I].
    /// </summary>
    private bool? PageGranular()
    {
        if (!_facts.Architecture.CleansLines())
        {
            return null;
        }

        bool isLater =
            _facts.Release is not { } release
            || HostRelease.Of(release, _facts.Architecture).Release.Version.Has(6, 18);
        bool isDefault = isLater || _facts.Config?.Has("RODATA_FULL_DEFAULT_ENABLED") != false;
        bool pages = _facts.CommandLine?.Value("rodata") switch
        {
            "full" => true,
            "off" or "noalias" => false,
            "on" => isLater,
            _ => isDefault,
        };
        _found.Add("linear map in " + (pages ? "pages" : "blocks"));
        return pages;
    }

    private KernelPayload Kernel()
    {
        if (_facts.Kernel is { } file && file.Architecture == _facts.Architecture)
        {
            _found.Add("kernel image " + file.MemorySize);
            return KernelPayload.Of(file, "the running kernel");
        }

        string fault = _facts.KernelFault is { } f ? $" ({f})" : "";
        KernelPayload shipped = DefaultKernels.For(_facts.Architecture);
        // A compressed kernel's file is hardly larger than its content; arm64 files may be packed or not.
        bool compressed = _facts.Architecture switch
        {
            Architecture.X86_64 => true,
            Architecture.Arm64 => false,
        };
        long memsz = (long)((_facts.KernelSize?.Bytes ?? 0) / ImageInputs.AssumedContentShare);
        if (compressed && memsz > 0 && memsz <= KexecImage.FileMax.Bytes)
        {
            Say(
                ScenarioKeys.Kernel,
                $"kernel image not readable{fault}: memsz assumed from its file size"
            );
            return ImageInputs.FromSizes(_facts.Architecture, $"{memsz} B") with
            {
                Source = "memsz assumed from the file size of the running kernel",
            };
        }

        Say(ScenarioKeys.Kernel, $"missing kernel image{fault}: assumed {shipped.Source}");
        return shipped;
    }

    private T Known<T>(ScenarioKey key, string what, T? fact, T otherwise, Func<T, string> show)
        where T : struct
    {
        if (fact is { } known)
        {
            _found.Add(show(known));
            return known;
        }

        Say(key, $"missing {what}: assumed {otherwise}");
        return otherwise;
    }

    private void Say(ScenarioKey? key, string text) => _remarks.Add(new Remark("host", text, key));
}
