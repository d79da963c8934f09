using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Sets single numbers of a scenario: <c>--set PATH=VALUE</c>.</summary>
internal static class ScenarioPaths
{
    private const string DevicePrefix = "device.";

    /// <summary>Makes new devices, of which other paths set numbers.</summary>
    private const string DmaDevices = DmaPaths.Prefix + "devices";

    /// <summary>
    /// Sets numbers, of one path the later over the earlier; the order of two paths does not
    /// matter, as that of keys in a file does not.
    /// </summary>
    /// <exception cref="InputException">No such path, or a value that does not fit it.</exception>
    public static Scenario Apply(Scenario scenario, IReadOnlyList<Setting> settings) =>
        settings.OrderByDescending(s => Split(s).Path == DmaDevices).Aggregate(scenario, Apply);

    private static Scenario Apply(Scenario scenario, Setting setting)
    {
        (string path, string? value) = Split(setting);
        if (value is null)
        {
            throw new InputException(setting.Place, "no value; write PATH=VALUE");
        }

        var place = setting.Place.Path is null ? setting.Place with { Path = path } : setting.Place;
        return (setting with { Value = value, Place = place }).Read(v => Apply(scenario, path, v));
    }

    private static (string Path, string? Value) Split(Setting setting) =>
        setting.Value.Split('=', 2) is [var path, var value]
            ? (path.Trim(), value.Trim())
            : (setting.Value, null);

    private static Scenario Apply(Scenario s, string path, string value) =>
        ScenarioPath.All.FirstOrDefault(p => p.Path == path) is { } known ? known.With(s, value)
        : path.StartsWith(DmaPaths.Prefix, StringComparison.Ordinal)
            ? DmaPaths.Apply(s, path, value)
        : s with { Machine = SetMachine(s.Machine, path, value) };

    private static MachineProfile SetMachine(MachineProfile machine, string path, string value)
    {
        if (path.StartsWith(DevicePrefix, StringComparison.Ordinal))
        {
            return SetDevice(machine, path[DevicePrefix.Length..], value);
        }

        MachineParameter? parameter = MachineParameters.All.FirstOrDefault(p => p.Path == path);
        if (parameter is { Only: { } only } && only != machine.Architecture)
        {
            throw new InputException($"of {only.Name()} machines alone; {machine.Name} is none");
        }

        if (parameter is null)
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
            .. ScenarioPath.All.Select(p => p.Path),
            .. DmaPaths.Known(machine.Architecture),
            .. machine.Devices.Select(d => DevicePrefix + d.Name),
        ];
}
