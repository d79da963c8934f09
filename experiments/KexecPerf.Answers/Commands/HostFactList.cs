using System.Globalization;
using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// Every fact that is read of a host, once, in the order of <c>doctor --host</c>.
/// </summary>
internal static class HostFactList
{
    private const string Cpuinfo = "proc/cpuinfo";
    private const string Meminfo = "proc/meminfo";
    private const string Zoneinfo = "proc/zoneinfo";
    private const string Cmdline = "proc/cmdline";
    private const string Virtio = "sys/bus/virtio/devices";
    private const string Dmi = "sys/class/dmi/id/product_name";
    private const string Module = "sys/module/nvme_core/parameters/shutdown_timeout";
    private const string ImaList = "sys/kernel/security/ima/binary_runtime_measurements";

    /// <summary>Parameters of the kernel that decide.</summary>
    private static readonly string[] Parameters = ["cma", "kho", "init_on_alloc", "rodata"];

    private static readonly string[] Config = ["config", "config.gz", "proc/config.gz", "boot"];
    private static readonly string[] Devices = [HostDevices.File, "sys/bus/pci/devices"];
    private static readonly string[] Reboot =
    [
        LastRebootReader.Loader,
        LastRebootReader.Mark,
        LastRebootReader.File,
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostFact> All { get; } =
    [
        new("architecture", ["machine", "proc/sys/kernel/arch"], f => f.Architecture.Name()),
        new("kernel release", ["release", "proc/sys/kernel/osrelease"], f => f.Release),
        .. Machine(),
        .. Memory(),
        .. Cma(),
        .. Kernel(),
        .. AllDevices(),
        .. Programs(),
    ];

    private static IEnumerable<HostFact> Machine() =>
        [
            new("CPU", [Cpuinfo], f => f.Cpu?.Name),
            new("guest", [Cpuinfo, Dmi], f => YesNo(f.IsGuest)),
            new("SME", [Cpuinfo], f => YesNo(f.OffersSme)),
            new("nearest profile", [Cpuinfo], f => NearestProfile.MachineOf(f).Machine.Name),
            new(
                "CPUs online",
                ["sys/devices/system/cpu/online", Cpuinfo],
                f => Number(f.CpusOnline)
            ),
            new(
                "caches",
                ["sys/devices/system/cpu/cpu0/cache"],
                f => Joined(f.Caches.Select(c => $"L{c.Level} {c.Size}"))
            ),
            new("frequency by", [CpuFrequency.Folder], f => f.Frequency?.Words),
            new("frequencies", [CpuFrequency.Folder], f => Range(f.Frequency)),
        ];

    private static IEnumerable<HostFact> Memory() =>
        [
            new("RAM", [Meminfo], f => f.Ram?.ToString()),
            new("available", [Meminfo], f => f.Available?.ToString(), IsUsed: false),
            new("page size", [Zoneinfo, "config", "release"], f => f.PageSize?.ToString()),
            new("NUMA nodes", [Zoneinfo], f => Number(f.Memory.Nodes)),
            new(
                "zones taken as",
                [Zoneinfo],
                f => Joined((f.Memory.Zones ?? []).Select(z => z.Name))
            ),
            new(
                "free outside CMA",
                ["proc/pagetypeinfo", "proc/buddyinfo"],
                f => Free(f.Memory.Zones, f.PageSize)
            ),
            new("what RAM holds", [Meminfo, Zoneinfo], f => f.Memory.Mix?.ToString()),
            new("free page reporting", [Virtio], f => f.ReportsFreePages ? "yes" : null),
        ];

    private static IEnumerable<HostFact> Cma() =>
        [
            new("CmaTotal", [Meminfo], f => f.CmaTotal?.ToString()),
            new("CmaFree", [Meminfo], f => f.CmaFree?.ToString()),
            new("CMA areas", ["sys/kernel/mm/cma"], Areas),
            new("CMA area of the log", [CmaLog.File], f => f.CmaLogged?.ToString()),
            Switch("CONFIG_DMA_CMA", "DMA_CMA"),
            new(
                "CMA_SIZE_MBYTES",
                Config,
                f => Number(f.Config?.Number("CMA_SIZE_MBYTES", 0, 1 << 20))
            ),
            new("CMA_ALIGNMENT", Config, f => Number(f.Config?.Number("CMA_ALIGNMENT", 2, 12))),
        ];

    private static IEnumerable<HostFact> Kernel() =>
        [
            Switch("CONFIG_KEXEC", "KEXEC"),
            Switch("CONFIG_KEXEC_FILE", "KEXEC_FILE"),
            Switch("KEXEC_HANDOVER", "KEXEC_HANDOVER"),
            Switch("INIT_ON_ALLOC", "INIT_ON_ALLOC_DEFAULT_ON"),
            Switch("CONFIG_IMA_KEXEC", "IMA_KEXEC"),
            .. Parameters.Select(p => new HostFact(
                p + "=",
                [Cmdline],
                f => f.CommandLine?.Value(p)
            )),
            new("console=", [Cmdline], f => Consoles(f.CommandLine), IsUsed: false),
            new("kernel image", ["kernel-head", "boot"], f => f.Kernel?.MemorySize.ToString()),
            new("kernel file", ["kernel-size", "boot"], f => f.KernelSize?.ToString()),
            new("initrd", ["initrd-size", "boot"], f => f.InitrdSize?.ToString()),
            new("IMA list", ["ima-size", ImaList], f => f.ImaLog?.ToString()),
            new(
                "kexec now",
                ["sys/kernel"],
                f => Joined(f.Kexec.Select(k => $"{k.File} {k.Content}")),
                IsUsed: false
            ),
        ];

    private static IEnumerable<HostFact> AllDevices() =>
        [
            Group("NVMe", DeviceKind.Nvme),
            Group("network", DeviceKind.Nic),
            Group("virtual disks", DeviceKind.VirtualDisk),
            Group("virtual network", DeviceKind.VirtualNic),
            Group("other devices", DeviceKind.Rest),
            new("NVMe shutdown limit", [Module], f => Seconds(f.NvmeShutdownSeconds), false),
            new("disks", ["disks"], f => f.Disks, IsUsed: false),
            new("PMUs", ["pmus", "sys/bus/event_source/devices"], f => Number(f.Pmus), false),
        ];

    private static IEnumerable<HostFact> Programs() =>
        [
            new("kexec-tools", ["kexec-version"], f => f.KexecTools),
            new("systemd", [LastRebootReader.File], f => f.Systemd, IsUsed: false),
            new(
                "last reboot",
                Reboot,
                f =>
                    f.LastReboot is { WasKexec: { } kexec } last
                        ? $"{(kexec ? "a kexec" : "no kexec")}: {last.Why}"
                        : null
            ),
            new("kernel to user space", [LastRebootReader.File], f => Time(f.LastReboot?.Kernel)),
            new("last downtime", [LastRebootReader.File], f => Time(f.LastReboot?.Whole)),
        ];

    private static HostFact Switch(string name, string option) =>
        new(name, Config, f => YesNo(f.Config?.Has(option)));

    private static HostFact Group(string name, DeviceKind kind) =>
        new(
            name,
            Devices,
            f =>
                f.Devices is null
                    ? null
                    : Joined(
                        f.Devices.Where(g => g.Kind == kind).Select(g => $"{g.Count} {g.Words}")
                    ) ?? "none",
            kind != DeviceKind.Rest
        );

    private static string? YesNo(bool? fact) =>
        fact switch
        {
            true => "yes",
            false => "no",
            null => null,
        };

    private static string? Number(int? fact) => fact?.ToString(CultureInfo.InvariantCulture);

    private static string? Seconds(int? fact) => fact is null ? null : Number(fact) + " s";

    private static string? Time(SimTime? time) =>
        time is { } t ? FormattableString.Invariant($"{t.TotalMilliseconds / 1e3:0.###} s") : null;

    private static string? Joined(IEnumerable<string> parts) =>
        string.Join(", ", parts) is { Length: > 0 } text ? text : null;

    private static string? Range(CpuFrequency? frequency) =>
        frequency is { MinKHz: { } min, MaxKHz: { } max }
            ? FormattableString.Invariant(
                $"{min / 1000} to {max / 1000} MHz, now {frequency.CurrentKHz / 1000} MHz"
            )
            : null;

    private static string? Free(IReadOnlyList<ZoneCounts>? zones, PageSize? size)
    {
        long Pages(IReadOnlyList<long> counts) => counts.Select((n, order) => n << order).Sum();
        return zones is not null && size is { } page
            ? page.Of(new PageCount(zones.Sum(z => Pages(z.Unmovable) + Pages(z.Others))))
                .ToString()
            : null;
    }

    private static string? Areas(HostFacts facts) =>
        Joined(
            facts.CmaAreas.All.Select(a =>
                a.Pages is { } pages && facts.PageSize is { } size
                    ? $"{a.Name} {size.Of(new PageCount(pages))}"
                    : a.Name
            )
        );

    private static string? Consoles(KernelCommandLine? line) =>
        line is null ? null : Joined(line.Values("console"));
}
