using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Scenarios;

/// <summary>Sets single numbers of a scenario: <c>--set PATH=VALUE</c>.</summary>
internal static class ScenarioPaths
{
    private const string DevicePrefix = "device.";

    private static readonly (string Path, Func<Scenario, string, Scenario> Set)[] OtherPaths =
    [
        ("memory.cma_fill", (s, v) => Memory(s, m => m with { CmaFill = ParseFill(v) })),
        (
            "memory.cma_taken",
            (s, v) => Memory(s, m => m with { CmaTaken = Counts.Parse(v, 0, 1L << 34) })
        ),
        ("memory.cma_pins", (s, v) => Memory(s, m => m with { CmaPins = ParsePages(v) })),
        (
            "memory.reclaimable",
            (s, v) => Memory(s, m => m with { Reclaimable = Counts.ParsePercent(v) })
        ),
        (
            "memory.area_below_4g",
            (s, v) => Memory(s, m => m with { AreaBelow4G = Counts.ParsePercent(v) })
        ),
        ("cache.incoherent", (s, v) => s with { Machine = SetIncoherent(s.Machine, v) }),
        (
            "cpu_stop.ignoring_ipi",
            (s, v) => s with { CpusIgnoringIpi = (int)Counts.Parse(v, 0, 8191) }
        ),
        ("cpu_stop.dead", (s, v) => s with { CpusDead = (int)Counts.Parse(v, 0, 8191) }),
    ];

    /// <exception cref="InputException">No such path, or a value that does not fit it.</exception>
    public static Scenario Apply(Scenario scenario, Setting setting)
    {
        string[] parts = setting.Value.Split('=', 2);
        string path = parts[0].Trim();
        if (parts.Length < 2)
        {
            throw new InputException(setting.Place, "no value; write PATH=VALUE");
        }

        var place = setting.Place.Path is null ? setting.Place with { Path = path } : setting.Place;
        return (setting with { Value = parts[1].Trim(), Place = place }).Read(v =>
            Apply(scenario, path, v)
        );
    }

    private static Scenario Apply(Scenario s, string path, string value)
    {
        int other = Array.FindIndex(OtherPaths, p => p.Path == path);
        return other >= 0 ? OtherPaths[other].Set(s, value)
            : path.StartsWith(DmaPaths.Prefix, StringComparison.Ordinal)
                ? DmaPaths.Apply(s, path, value)
            : s with { Machine = SetMachine(s.Machine, path, value) };
    }

    private static Scenario Memory(Scenario s, Func<MemoryState, MemoryState> change) =>
        s with
        {
            Memory = change(s.Memory),
        };

    private static MachineProfile SetIncoherent(MachineProfile machine, string value) =>
        machine with
        {
            Cache = machine.Cache with { Incoherent = Counts.ParseSwitch(value) },
        };

    private static MovableKind ParseFill(string text) =>
        text switch
        {
            "anonymous" => MovableKind.Anonymous,
            "file" => MovableKind.File,
            "huge" => MovableKind.HugePage,
            _ => throw new InputException(
                $"'{(text.Length <= 40 ? text : text[..37] + "...")}' is no kind of memory; write anonymous, file or huge"
            ),
        };

    /// <summary>Pages of the area, separated by blanks.</summary>
    private static long[] ParsePages(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(t => Counts.Parse(t, 0, 1L << 34)),
        ];

    private static MachineProfile SetMachine(MachineProfile machine, string path, string value)
    {
        if (path.StartsWith(DevicePrefix, StringComparison.Ordinal))
        {
            return SetDevice(machine, path[DevicePrefix.Length..], value);
        }

        MachineParameter? parameter = MachineParameters.All.FirstOrDefault(p => p.Path == path);
        if (parameter is null || !parameter.AppliesTo(machine.Architecture))
        {
            throw new InputException("no such path; " + Nearest.Hint(path, Known(machine)));
        }

        return machine.With(parameter, Exactly(value, parameter.Kind));
    }

    private static MachineProfile SetDevice(MachineProfile machine, string name, string value)
    {
        int at = machine.Devices.ToList().FindIndex(d => d.Name == name);
        if (at < 0)
        {
            throw new InputException(
                "no such device; " + Nearest.Hint(name, [.. machine.Devices.Select(d => d.Name)])
            );
        }

        Device[] devices = [.. machine.Devices];
        devices[at] = devices[at] with { Shutdown = Exactly(value, ParameterKind.Duration) };
        return machine with { Devices = devices };
    }

    private static Quantity Exactly(string value, ParameterKind kind) =>
        Quantity.Exactly(Quantity.ReadNumber(value, kind), "set by the user");

    private static List<string> Known(MachineProfile machine) =>
        [
            .. MachineParameters
                .All.Where(p => p.AppliesTo(machine.Architecture))
                .Select(p => p.Path),
            .. OtherPaths.Select(p => p.Path),
            .. DmaPaths.Known(machine.Architecture),
            .. machine.Devices.Select(d => DevicePrefix + d.Name),
        ];
}
