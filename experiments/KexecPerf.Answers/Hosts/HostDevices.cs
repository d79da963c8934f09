namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Reads which devices a host has: the counts of collect.sh, or those of its own sysfs. Addresses
/// and names of single devices are not kept.
/// </summary>
internal sealed class HostDevices(IHostFiles files)
{
    /// <summary>Counts in a tar: number, bus, PCI class and driver a line.</summary>
    public const string File = "devices";

    private static readonly string[] Buses = ["pci", "virtio", "vmbus", "xen"];

    /// <summary>
    /// Of a server with a thousand virtual functions, a row each in its own sysfs.
    /// </summary>
    private const int RowsMost = 16_384;

    /// <summary>Groups, each once; null where nothing tells.</summary>
    public IReadOnlyList<DeviceGroup>? Read()
    {
        DeviceGroup[] groups =
        [
            .. (files.Read(File)?.Split('\n') ?? Buses.SelectMany(Rows))
                .Take(RowsMost)
                .Select(DeviceGroup.Parse)
                .OfType<DeviceGroup>()
                .GroupBy(g => (g.Bus, g.Class, g.Driver))
                .Select(same => same.First() with { Count = same.Sum(g => g.Count) }),
        ];
        return groups.Length > 0 ? groups : null;
    }

    /// <summary>A row a device, by <c>DRIVER=</c> and <c>PCI_CLASS=</c> of its uevent.</summary>
    private IEnumerable<string> Rows(string bus)
    {
        string folder = $"sys/bus/{bus}/devices";
        foreach (string device in files.List(folder))
        {
            if (files.Read($"{folder}/{device}/uevent") is { } uevent)
            {
                yield return $"1 {bus} {Of(uevent, "PCI_CLASS")} {Of(uevent, "DRIVER")}";
            }
        }
    }

    private static string Of(string uevent, string key) =>
        uevent
            .Split('\n')
            .FirstOrDefault(l => l.StartsWith(key + "=", StringComparison.Ordinal))
            ?[(key.Length + 1)..].Trim()
            is { Length: > 0 } value
            ? value
            : "-";

    /// <summary>PMUs that perf could use; null: not known.</summary>
    public int? Pmus() =>
        files.Read("pmus") is { } text ? (int?)HostNumber.Of(text, 1 << 16)
        : files.List("sys/bus/event_source/devices") is { Count: > 0 } own ? own.Count
        : null;

    /// <summary>Disks by kind and whether they turn, for reading; null: not known.</summary>
    public string? Disks()
    {
        if (files.Read("disks") is not { } text)
        {
            return null;
        }

        string[] kinds =
        [
            .. text.Split('\n')
                .Take(RowsMost)
                .Select(r => r.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(r => r is [_, _, "0" or "1"] && HostNumber.Of(r[0], 1 << 16) is > 0)
                .Select(r => $"{r[0]} {r[1]}{(r[2] == "1" ? ", rotating" : "")}"),
        ];
        return kinds.Length > 0 ? string.Join("; ", kinds) : null;
    }
}
