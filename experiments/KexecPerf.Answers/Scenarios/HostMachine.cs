using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// The machine of a host: times of the nearest profile, its own cache, its own devices by count,
/// and whether its reboot CPU stays at its lowest frequency.
/// </summary>
internal sealed class HostMachine
{
    private readonly HostFacts _facts;
    private readonly List<string> _found = [];
    private readonly List<Remark> _remarks = [];

    private HostMachine(HostFacts facts)
    {
        _facts = facts;
        Profile = WithDevices(WithCache(Nearest()));
        StaysIdle = FindFrequency();
    }

    /// <summary>The machine.</summary>
    public MachineProfile Profile { get; }

    /// <summary>Whether CPU 0 stays at its lowest frequency.</summary>
    public bool StaysIdle { get; }

    /// <summary>What was found, as clauses.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>What is missing and what is assumed.</summary>
    public IReadOnlyList<Remark> Remarks => _remarks;

    /// <summary>The machine of a host.</summary>
    public static HostMachine Of(HostFacts facts) => new(facts);

    private MachineProfile Nearest()
    {
        string cpu = _facts.Cpu is { } c
            ? $" ({c.Name}{(_facts.IsGuest == true ? ", a guest" : "")})"
            : "";
        _found.Add(_facts.Architecture.Name() + cpu);
        (MachineProfile machine, string? firmware) = NearestProfile.MachineOf(_facts);
        string missing = cpu.Length == 0 ? "missing CPU model: " : "";
        Say(
            ScenarioKeys.Machine,
            firmware is null
                ? $"{missing}times assumed as {machine.Name}'s"
                : $"{missing}rates assumed as {machine.Name}'s, devices, CPU off and early boot of "
                    + $"a guest as {firmware}'s"
        );
        return machine;
    }

    private MachineProfile WithCache(MachineProfile machine)
    {
        ByteSize cache = machine.Cache.Size;
        if (_facts.LastLevelCache is { } known)
        {
            cache = known;
            _found.Add($"{known} last-level cache");
        }
        else
        {
            Say(ScenarioKeys.Machine, $"missing cache sizes: assumed {cache}");
        }

        if (_facts.OffersSme == true)
        {
            Say(ScenarioKeys.Machine, "SME in CPUID, in use or not: WBINVD on kexec");
        }

        return machine with
        {
            Cache = machine.Cache with
            {
                Size = cache,
                Instances = _facts.LastLevelCaches ?? machine.Cache.Instances,
                Incoherent = _facts.OffersSme ?? machine.Cache.Incoherent,
            },
        };
    }

    private MachineProfile WithDevices(MachineProfile machine)
    {
        if (_facts.Devices is not { } devices)
        {
            string assumed = string.Join(", ", machine.Devices.Select(d => $"{d.Count} {d.Name}"));
            Say(ScenarioKeys.Machine, $"missing devices: assumed {assumed}");
            return machine;
        }

        _found.Add(NearestDevices.Words(devices));
        return machine with { Devices = NearestDevices.Of(machine, devices) };
    }

    /// <summary>Nothing is said where nobody but the CPU or a guest's host chooses.</summary>
    private bool FindFrequency()
    {
        if (_facts.Frequency is not { } frequency)
        {
            return false;
        }

        if (frequency.StaysIdle == true)
        {
            Say(
                ScenarioKeys.CpuFrequency,
                $"CPU 0 stays at its lowest frequency ({frequency.Words})"
            );
        }
        else if (frequency.StaysIdle is null)
        {
            Say(
                ScenarioKeys.CpuFrequency,
                $"CPU 0 keeps what its governor asked for last ({frequency.Words}): assumed full; "
                    + "--cpu-frequency idle is the other end"
            );
        }

        return frequency.StaysIdle == true;
    }

    private void Say(ScenarioKey key, string text) => _remarks.Add(new Remark("host", text, key));
}
