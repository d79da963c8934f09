using System.Globalization;

namespace KexecPerf.Answers.Hosts;

/// <summary>Devices of a host that are alike.</summary>
/// <param name="Count">How many, 1 to 65536.</param>
/// <param name="Bus">As in <c>/sys/bus</c>.</param>
/// <param name="Class">PCI class code of 24 bits; null on other buses.</param>
/// <param name="Driver">Bound driver; null where none is, so that nothing shuts it down.</param>
internal sealed record DeviceGroup(int Count, string Bus, int? Class, string? Driver)
{
    private const int Network = 0x02;
    private const int Nvme = 0x0108;

    /// <summary>
    /// What of a host it counts as. A PCI function behind which a virtio device sits is counted
    /// there, and one passed on to a guest (vfio-pci) has a driver without a shutdown of its own.
    /// </summary>
    public DeviceKind Kind =>
        (Bus, Driver) switch
        {
            (_, null or "virtio-pci" or "vfio-pci" or "pci-stub" or "xen-pciback") =>
                DeviceKind.Rest,
            ("pci", "nvme") when Class >> 8 == Nvme => DeviceKind.Nvme,
            ("pci", _) when Class >> 16 == Network => DeviceKind.Nic,
            ("virtio", "virtio_blk" or "virtio_scsi") => DeviceKind.VirtualDisk,
            ("virtio", "virtio_net") => DeviceKind.VirtualNic,
            ("vmbus", "hv_storvsc") or ("xen", "vbd") => DeviceKind.VirtualDisk,
            ("vmbus", "hv_netvsc") or ("xen", "vif") => DeviceKind.VirtualNic,
            _ => DeviceKind.Rest,
        };

    /// <summary>Its class and driver for reading.</summary>
    public string Words =>
        (Class is { } code ? FormattableString.Invariant($"{code >> 8:x4} ") : "")
        + (Driver ?? "without driver");

    /// <summary>One of these rows; null where it is malformed.</summary>
    public static DeviceGroup? Parse(string row) =>
        row.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var n, var bus, var c, var driver]
        && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
        && count is > 0 and <= 1 << 16
        && IsWord(bus)
        && IsWord(driver)
            ? new(count, bus, ClassOf(c), driver == "-" ? null : driver)
            : null;

    private static int? ClassOf(string hex) =>
        int.TryParse(
            hex,
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out int code
        ) && code is >= 0 and <= 0xFFFFFF
            ? code
            : null;

    private static bool IsWord(string name) =>
        name.Length <= 48 && name.All(c => char.IsAsciiLetterOrDigit(c) || "-_.+:".Contains(c));
}
