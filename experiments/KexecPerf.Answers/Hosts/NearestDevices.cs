using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// A host's own counts of devices, each kind with the shutdown time of the profile nearest to it
/// that has the kind. What no profile tells apart stays its "rest".
/// </summary>
internal static class NearestDevices
{
    /// <summary>Names that profiles have for a kind, the most telling first.</summary>
    private static readonly Dictionary<DeviceKind, string[]> Names = new()
    {
        [DeviceKind.Nvme] = ["nvme", "nvme-ebs", "disk"],
        [DeviceKind.VirtualDisk] = ["virtio-blk", "disk"],
        [DeviceKind.Nic] = ["nic", "net"],
        [DeviceKind.VirtualNic] = ["virtio-net", "net"],
    };

    /// <summary>Drivers whose devices take the same time in any machine.</summary>
    private static readonly Dictionary<string, (string Profile, string Device)> OfDriver = new()
    {
        ["ena"] = ("graviton3-64c", "ena"),
        ["virtio_blk"] = ("zen4-vm", "virtio-blk"),
        ["virtio_scsi"] = ("zen4-vm", "virtio-blk"),
        ["virtio_net"] = ("zen4-vm", "virtio-net"),
    };

    /// <summary>
    /// The devices of the host, those that profiles have one time for together last.
    /// </summary>
    /// <param name="near">The profile whose other times are the host's.</param>
    /// <param name="found">What the host has.</param>
    public static IReadOnlyList<Device> Of(MachineProfile near, IReadOnlyList<DeviceGroup> found)
    {
        IEnumerable<Device> own = found
            .Where(g => g.Kind != DeviceKind.Rest)
            .OrderBy(g => g.Kind)
            .Select(g => Law(near, g) with { Count = g.Count })
            .GroupBy(d => (d.Name, d.Shutdown))
            .Select(same =>
                same.First() with
                {
                    Count = Math.Min(Device.MostOfAKind, same.Sum(d => d.Count)),
                }
            );
        string[] counted =
        [
            .. Names.Values.SelectMany(n => n),
            .. OfDriver.Values.Select(d => d.Device),
        ];
        return [.. own, .. near.Devices.Where(d => !counted.Contains(d.Name))];
    }

    /// <summary>Counts for reading, such as <c>4 nvme, 2 mlx5_core</c>.</summary>
    public static string Words(IReadOnlyList<DeviceGroup> found)
    {
        string[] kinds =
        [
            .. found
                .Where(g => g.Kind != DeviceKind.Rest)
                .OrderBy(g => g.Kind)
                .GroupBy(g => g.Driver!)
                .Select(same => $"{same.Sum(g => g.Count)} {same.Key}"),
        ];
        return kinds.Length > 0 ? string.Join(", ", kinds) : "neither NVMe nor network devices";
    }

    private static Device Law(MachineProfile near, DeviceGroup group)
    {
        if (OfDriver.TryGetValue(group.Driver!, out (string Profile, string Device) own))
        {
            return MachineProfiles.Get(own.Profile).Devices.First(d => d.Name == own.Device);
        }

        string[] profiles =
        [
            NearestProfile.GuestOf(near.Architecture),
            NearestProfile.ClassOf(near.Architecture),
        ];
        return Names[group.Kind]
                .Select(n => near.Devices.FirstOrDefault(d => d.Name == n))
                .FirstOrDefault(d => d is not null)
            ?? profiles
                .SelectMany(p => MachineProfiles.Get(p).Devices)
                .First(d => Names[group.Kind].Contains(d.Name));
    }
}
