using KexecPerf.Model.Collections;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Machines;

/// <summary>A kind of machine: what is fixed, and every uncertain number with its quantiles and source.</summary>
public sealed record MachineProfile
{
    /// <summary>Name used with <c>--machine</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence: which machine, measured how.</summary>
    public required string Description { get; init; }

    /// <summary>Architecture.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Whether it is a virtual machine, whose host need not have backed its memory.</summary>
    public bool IsGuest { get; init; }

    /// <summary>Online CPUs, 1 to 8192.</summary>
    public required int Cpus { get; init; }

    /// <summary>NUMA nodes, 1 to 1024.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>
    /// Whether CPU 0, which reboots, stays at its lowest frequency: <c>device_shutdown()</c> first
    /// calls <c>cpufreq_suspend()</c>, which stops the governor where it chooses frequencies
    /// (drivers with ->target(), such as acpi-cpufreq and cppc_cpufreq), so that CPU 0 keeps the
    /// one it had. Where the CPU or a guest's host chooses (intel_pstate and amd-pstate, active)
    /// nothing changes.
    /// </summary>
    public bool StaysIdle { get; init; }

    /// <summary>RAM.</summary>
    public required ByteSize Ram { get; init; }

    /// <summary>Last-level cache.</summary>
    public required LastLevelCache Cache { get; init; }

    /// <summary>Devices in the order of registration; shutdown goes from the last to the first.</summary>
    public required IReadOnlyList<Device> Devices
    {
        get;
        init => field = ValueList.Of(value);
    }

    /// <summary>By <see cref="MachineParameter.Index"/>; null where the parameter does not apply to the architecture.</summary>
    public required IReadOnlyList<Quantity?> Quantities
    {
        get;
        init => field = ValueList.Of(value);
    }

    /// <summary>The quantity of a parameter that applies to this architecture.</summary>
    /// <exception cref="ArgumentException">It does not apply.</exception>
    public Quantity this[MachineParameter parameter] =>
        Quantities[parameter.Index]
        ?? throw new ArgumentException(
            $"{parameter.Path} does not apply to {Name}.",
            nameof(parameter)
        );

    /// <summary>Evidence of the page-copy rate, which is what a profile is first of all for.</summary>
    public Evidence Evidence => this[MachineParameters.CopySequential].Evidence;

    /// <summary>
    /// The same machine with so many nodes; with one there is no other whose memory is far.
    /// </summary>
    public MachineProfile OnNodes(int nodes) =>
        nodes > 1
            ? this with
            {
                Nodes = nodes,
            }
            : MachineParameters
                .All.Where(p => p.IsOfNodes)
                .Aggregate(
                    this with
                    {
                        Nodes = nodes,
                    },
                    (machine, p) =>
                        p.AppliesTo(Architecture)
                            ? machine.With(p, Quantity.Exactly(1, "one node"))
                            : machine
                );

    /// <summary>
    /// The same machine with another number; rates that are drawn as ratios to it move with it.
    /// </summary>
    public MachineProfile With(MachineParameter parameter, Quantity quantity)
    {
        Quantity?[] quantities = [.. Quantities];
        quantities[parameter.Index] = quantity;
        foreach (RateRatio ratio in RateRatio.All.Where(r => r.Anchor == parameter))
        {
            if (quantities[ratio.Rate.Index] is { } rate)
            {
                quantities[ratio.Rate.Index] = RateRatio.Moved(rate, this[parameter], quantity);
            }
        }

        return this with
        {
            Quantities = quantities,
        };
    }
}
