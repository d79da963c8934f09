using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Machines;

/// <summary>
/// Reads machine profiles. A profile may extend another (<c>"extends"</c>), usually the class of its architecture, and then states
/// only what it knows better; each quantity is taken whole from one of the two.
/// </summary>
public static class MachineProfileReader
{
    private static readonly string[] FixedKeys =
    [
        "name",
        "description",
        "extends",
        "architecture",
        "guest",
        "cpus",
        "nodes",
        "ram",
        "last_level_cache",
        "devices",
    ];

    private static readonly string[] CacheKeys =
    [
        "size",
        "effective_ways",
        "incoherent",
        "instances",
    ];

    /// <summary>Of one machine; each is simulated.</summary>
    private const int MostDevices = 4 * Device.MostOfAKind;

    private static readonly string[] DeviceKeys = ["name", "count", "shutdown", "async"];

    /// <summary>Keys a profile may have at its top level.</summary>
    public static IReadOnlyCollection<string> TopKeys { get; } =
    [.. FixedKeys, .. MachineParameters.All.Select(p => p.Path.Split('.')[0]).Distinct()];

    /// <summary>Reads one profile; <paramref name="find"/> gives the profile it extends, by name.</summary>
    /// <exception cref="InputException">Anything missing, unknown or out of range.</exception>
    public static MachineProfile Read(
        string file,
        ReadOnlySpan<byte> utf8,
        Func<string, MachineProfile> find
    )
    {
        InputObject root = InputDocument.Parse(file, utf8);
        root.RefuseOthers(TopKeys);
        MachineProfile? parent = root.Optional("extends")?.As(find);
        Architecture architecture = ReadArchitecture(root, parent);
        InputObject? cache = root.Optional("last_level_cache")?.AsObject();
        return new MachineProfile
        {
            Name = root.Required("name").As(ReadName),
            Description = root.Required("description").AsText(),
            Architecture = architecture,
            IsGuest = root.Optional("guest")?.AsFlag() ?? parent?.IsGuest ?? false,
            Cpus = (int)(
                root.Optional("cpus")?.AsCount(1, 8192) ?? Inherit(parent, root, "cpus").Cpus
            ),
            Nodes = (int)(root.Optional("nodes")?.AsCount(1, 1024) ?? parent?.Nodes ?? 1),
            Ram = root.Optional("ram")?.As(ReadRam) ?? Inherit(parent, root, "ram").Ram,
            Cache = cache is null
                ? Inherit(parent, root, "last_level_cache").Cache
                : ReadCache(cache),
            Devices = root.Optional("devices") is { } devices
                ? ReadDevices(devices)
                : Inherit(parent, root, "devices").Devices,
            Quantities =
            [
                .. MachineParameters.All.Select(p => ReadQuantity(root, parent, architecture, p)),
            ],
        };
    }

    private static MachineProfile Inherit(MachineProfile? parent, InputObject root, string key) =>
        parent
        ?? throw new InputException(
            root.Place,
            $"the key \"{key}\" is missing; add it, or extend a profile that has it"
        );

    private static Quantity? ReadQuantity(
        InputObject root,
        MachineProfile? parent,
        Architecture architecture,
        MachineParameter parameter
    )
    {
        string[] keys = parameter.Path.Split('.');
        InputNode? node = root.Optional(keys[0]);
        if (node is not null && keys.Length == 2)
        {
            InputObject group = node.AsObject();
            group.RefuseOthers(KeysOf(keys[0]));
            node = group.Optional(keys[1]);
        }

        if (!parameter.AppliesTo(architecture))
        {
            return node is null
                ? null
                : throw new InputException(
                    node.Place,
                    $"no such parameter on {architecture.Name()}; remove it"
                );
        }

        if (node is not null)
        {
            return Quantity.Read(node, parameter.Kind);
        }

        MachineProfile inherited = Inherit(parent, root, parameter.Path);
        return RateRatio.All.FirstOrDefault(r => r.Rate == parameter) is { } ratio
            ? RateRatio.Moved(
                inherited[parameter],
                inherited[ratio.Anchor],
                ReadQuantity(root, parent, architecture, ratio.Anchor)!
            )
            : inherited[parameter];
    }

    private static List<string> KeysOf(string group) =>
        [
            .. MachineParameters
                .All.Select(p => p.Path.Split('.'))
                .Where(k => k[0] == group && k.Length == 2)
                .Select(k => k[1]),
        ];

    private static Architecture ReadArchitecture(InputObject root, MachineProfile? parent)
    {
        InputNode? node = root.Optional("architecture");
        Architecture architecture =
            node?.As(Architectures.Parse) ?? Inherit(parent, root, "architecture").Architecture;
        return parent is null || parent.Architecture == architecture
            ? architecture
            : throw new InputException(
                node!.Place,
                $"{architecture.Name()} cannot extend {parent.Name}, which is {parent.Architecture.Name()}"
            );
    }

    private static string ReadName(string text)
    {
        bool plain =
            text.Length is > 0 and <= 40
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return plain
            ? text
            : throw new InputException(
                "no name; write letters, digits, '-', '_' and '.', at most 40"
            );
    }

    private static ByteSize ReadRam(string text)
    {
        ByteSize ram = ByteSize.Parse(text);
        return ram >= ByteSize.FromMiB(64) && ram <= ByteSize.FromGiB(64 * 1024)
            ? ram
            : throw new InputException($"{ram} of RAM is out of range; write 64 MiB to 64 TiB");
    }

    private static LastLevelCache ReadCache(InputObject cache)
    {
        cache.RefuseOthers(CacheKeys);
        InputNode ways = cache.Required("effective_ways");
        int count = (int)ways.AsCount(1, 16);
        return LastLevelCache.KnowsWays(count)
            ? new LastLevelCache(
                cache.Required("size").As(ReadCacheSize),
                count,
                cache.Optional("incoherent")?.AsFlag() ?? false,
                (int)(cache.Optional("instances")?.AsCount(1, 8192) ?? 1)
            )
            : throw new InputException(ways.Place, "write 1, 2, 4, 8 or 16");
    }

    private static ByteSize ReadCacheSize(string text)
    {
        ByteSize size = ByteSize.Parse(text);
        return size >= ByteSize.FromKiB(64) && size <= ByteSize.FromGiB(4)
            ? size
            : throw new InputException($"{size} of cache is out of range; write 64 KiB to 4 GiB");
    }

    private static List<Device> ReadDevices(InputNode node)
    {
        List<Device> devices = [.. node.AsArray().Items.Select(ReadDevice)];
        int all = devices.Sum(d => d.Count);
        return all <= MostDevices
            ? devices
            : throw new InputException(
                node.Place,
                FormattableString.Invariant(
                    $"{all:N0} devices in all; at most {MostDevices:N0}, each simulated"
                )
            );
    }

    private static Device ReadDevice(InputNode node)
    {
        InputObject o = node.AsObject();
        o.RefuseOthers(DeviceKeys);
        return new Device(
            o.Required("name").As(ReadName),
            (int)(o.Optional("count")?.AsCount(1, Device.MostOfAKind) ?? 1),
            Quantity.Read(o.Required("shutdown"), ParameterKind.Duration),
            o.Optional("async")?.AsFlag() ?? false
        );
    }
}
