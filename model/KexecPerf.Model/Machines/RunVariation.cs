using System.Collections.Immutable;

namespace KexecPerf.Model.Machines;

/// <summary>
/// What differs from one kexec of a machine to the next: factors on times, 1 being the machine's
/// median run, with 5, 50 and 95 % quantiles over its runs. <see cref="VaryCore"/> is shared by all
/// that the reboot CPU copies and computes, so that a slow run is slow in every phase of it; the
/// others are noise of one kind of work. A rate is divided by them, a duration multiplied.
/// </summary>
public static class RunVariation
{
    /// <summary>
    /// Those before these in the list, so that the order is the same whoever asks first.
    /// </summary>
    private static readonly IReadOnlyList<MachineParameter> Before = LoadParameters.WithOthers;

    /// <summary>Speed of the reboot CPU.</summary>
    public static readonly MachineParameter VaryCore = MachineParameters.Ratio(
        "vary.core",
        "a run's time over the median run's of all that the reboot CPU does itself: "
            + "frequency, neighbours; not devices, nor the load, done at another time"
    );

    /// <summary>Noise of the relocation.</summary>
    public static readonly MachineParameter VaryCopy = Of(
        "copy",
        "the relocation, beyond vary.core"
    );

    /// <summary>Noise of the purgatory.</summary>
    public static readonly MachineParameter VaryHash = Of(
        "hash",
        "the purgatory, beyond vary.core"
    );

    /// <summary>Noise of boot stub and early boot.</summary>
    public static readonly MachineParameter VaryBoot = Of(
        "boot",
        "boot stub and early boot, beyond vary.core"
    );

    /// <summary>Noise of device shutdown.</summary>
    public static readonly MachineParameter VaryDevices = Of("devices", "device shutdown");

    /// <summary>Noise of CPU shutdown.</summary>
    public static readonly MachineParameter VaryCpus = Of(
        "cpus",
        "CPU shutdown, beyond vary.core, all CPUs alike; each CPU's own part is drawn besides"
    );

    /// <summary>Noise of the rest of the hot phase.</summary>
    public static readonly MachineParameter VaryOther = Of(
        "other",
        "other and handover, beyond vary.core"
    );

    /// <summary>Noise of the load.</summary>
    public static readonly MachineParameter VaryLoad = Of("load", "the load, done at another time");

    /// <summary>Speed at the lowest frequency.</summary>
    public static readonly MachineParameter CoreIdle = MachineParameters.OnDemand(
        "core.idle",
        "speed of the reboot CPU at its lowest frequency over that at its usual one",
        ParameterKind.Ratio
    );

    /// <summary>All lists; the last field, so that all others are in it.</summary>
    internal static readonly IReadOnlyList<MachineParameter> WithOthers = MachineParameters.Known;

    private static readonly Dictionary<string, MachineParameter[]> BySection = new()
    {
        ["copy"] = [VaryCore, VaryCopy],
        ["clean"] = [VaryCore, VaryCopy],
        ["relocation"] = [VaryCore, VaryCopy],
        ["hash"] = [VaryCore, VaryHash],
        ["purgatory"] = [VaryCore, VaryHash],
        ["boot_stub"] = [VaryCore, VaryBoot],
        ["early_boot"] = [VaryCore, VaryBoot],
        ["fault"] = [VaryCore],
        ["device"] = [VaryDevices],
        ["cpu_stop"] = [VaryCore, VaryCpus],
        ["cpu_off"] = [VaryCore, VaryCpus],
        ["other"] = [VaryCore, VaryOther],
        ["handover"] = [VaryCore, VaryOther],
        ["load"] = [VaryLoad],
        ["walk"] = [VaryLoad],
        ["cma"] = [VaryLoad],
        ["migrate"] = [VaryLoad],
        ["reclaim"] = [VaryLoad],
    };

    private static readonly ImmutableArray<MachineParameter>[] ByIndex =
    [
        .. WithOthers.Select(p =>
            p.Kind is ParameterKind.Duration or ParameterKind.Rate ? OfSection(p.Section) : []
        ),
    ];

    /// <summary>By index: asked of each number in each draw.</summary>
    private static readonly bool[] OfCore =
    [
        .. WithOthers.Select(p =>
            p.Section is "hash" or "purgatory" or "relocation"
            || p == MachineParameters.CopyHot
            || (p.Section == "boot_stub" && p != MachineParameters.BootStubMove)
        ),
    ];

    /// <summary>Whether a path is that of a factor of runs.</summary>
    public static bool Has(string path) => path.StartsWith("vary.", StringComparison.Ordinal);

    /// <summary>
    /// Whether a number is the core's own work, which its frequency sets; memory, firmware and the
    /// new kernel, which soon has a driver of its own, set the others.
    /// </summary>
    public static bool IsOfCore(MachineParameter parameter) => OfCore[parameter.Index];

    /// <summary>
    /// The factors that a number varies by from run to run; none for what is no time.
    /// </summary>
    public static ImmutableArray<MachineParameter> Of(MachineParameter parameter) =>
        ByIndex[parameter.Index];

    private static ImmutableArray<MachineParameter> OfSection(string section) =>
        BySection.TryGetValue(section, out MachineParameter[]? factors) ? [.. factors] : [];

    private static MachineParameter Of(string key, string what) =>
        MachineParameters.Ratio("vary." + key, "a run's time over the median run's of " + what);
}
