using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>What a scenario is where neither options nor scenario file say otherwise: the shipped defaults, or a host's facts.</summary>
internal sealed record ScenarioDefaults
{
    /// <summary>Without a host: a small VM whose rates were measured, and Debian's kernel.</summary>
    public static ScenarioDefaults Shipped { get; } =
        new() { Machine = MachineProfiles.Get("zen4-vm") };

    /// <summary>The machine's rates, cache and devices.</summary>
    public required MachineProfile Machine { get; init; }

    /// <summary>A host's architecture, which no other machine's may contradict; null without a host.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>CPUs online; null: those of the machine.</summary>
    public int? Cpus { get; init; }

    /// <summary>RAM; null: that of a machine given, else <see cref="ScenarioBuilder.DefaultRam"/>.</summary>
    public ByteSize? Ram { get; init; }

    /// <summary>The default CMA area, at most RAM.</summary>
    public ByteSize Cma { get; init; } = ByteSize.FromMiB(256);

    /// <summary>Whether the area was used.</summary>
    public bool CmaDirty { get; init; }

    /// <summary>CONFIG_CMA_ALIGNMENT.</summary>
    public int CmaAlignment { get; init; } = Scenario.DefaultCmaAlignment;

    /// <summary>The running kernel's release.</summary>
    public string KernelVersion { get; init; } = "7.2";

    /// <summary>The kernel to load; null: <see cref="DefaultKernels"/>.</summary>
    public KernelPayload? Kernel { get; init; }

    /// <summary>Size of the initial RAM disk.</summary>
    public ByteSize Initrd { get; init; } = ByteSize.FromMiB(64);

    /// <summary>Whether kexec_load(2) loads.</summary>
    public bool ClassicSyscall { get; init; }

    /// <summary>Whether KHO is on, where the kernel has it.</summary>
    public bool Kho { get; init; }

    /// <summary>Whether pages are zeroed when allocated.</summary>
    public bool InitOnAlloc { get; init; } = true;

    /// <summary>A host's memory; null without a host.</summary>
    public MemoryFacts? Memory { get; init; }

    /// <summary>What was found, what was missing and what is assumed instead.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>The defaults under these settings; remarks that a setting makes moot are left out.</summary>
    /// <exception cref="Model.Inputs.InputException">A host that cannot be read.</exception>
    public static ScenarioDefaults For(IReadOnlyList<Setting> settings)
    {
        if (settings.LastOrDefault(s => s.Key == ScenarioKeys.Host) is not { } host)
        {
            return Shipped;
        }

        ScenarioDefaults defaults = HostDefaults.From(HostInput.Read(host));
        return defaults with
        {
            Remarks = [.. defaults.Remarks.Where(r => !settings.Any(s => s.Key == r.Key))],
        };
    }
}
