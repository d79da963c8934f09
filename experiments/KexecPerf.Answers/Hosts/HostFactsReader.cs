using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Reads a host's facts, formats as in <c>Documentation/filesystems/proc.rst</c> and <c>Documentation/ABI/testing/</c>. A file or
/// field that is missing, malformed or out of range is a fact not found; only an unknown architecture is an error.
/// </summary>
internal static class HostFactsReader
{
    private const string CpusOnline = "sys/devices/system/cpu/online";
    private const string Caches = "sys/devices/system/cpu/cpu0/cache";
    private const string Kernel = "sys/kernel";
    private const string Dmi = "sys/class/dmi/id";
    private const string NvmeTimeout = "sys/module/nvme_core/parameters/shutdown_timeout";
    private const string ImaList = "sys/kernel/security/ima/binary_runtime_measurements";
    private const string Virtio = "sys/bus/virtio/devices";

    /// <summary>VIRTIO_ID_BALLOON as sysfs writes it.</summary>
    private const string Balloon = "0x0005";

    /// <summary>VIRTIO_BALLOON_F_REPORTING (include/uapi/linux/virtio_balloon.h).</summary>
    private const int Reporting = 5;

    /// <summary>Files of /proc on memory: all, else those that are least likely at fault.</summary>
    private static readonly string[][] Trusted =
    [
        ["meminfo", "zoneinfo", "pagetypeinfo", "buddyinfo"],
        ["meminfo", "zoneinfo"],
        ["meminfo"],
    ];

    /// <summary>All facts.</summary>
    /// <exception cref="InputException">The architecture is unknown or not modelled, or files are
    /// of two kernels.</exception>
    public static HostFacts Read(IHostFiles files)
    {
        HostFacts machine = ReadMachine(files);
        string? release = ReadRelease(files);
        (KernelFile? kernel, string? fault) = ReadKernel(files, release);
        MemoryFacts memory = ReadMemory(files, machine.Architecture);
        KernelConfig? config = KernelConfig.Of(files.ReadConfig(release ?? ""));
        return machine with
        {
            Memory = memory,
            PageSize = KernelPages.Of(machine.Architecture, release, config, memory),
            Release = release,
            KexecTools = Line(files, "kexec-version") is { } tool ? Word(tool) : null,
            Config = config,
            CommandLine = files.Read("proc/cmdline") is { } line
                ? new KernelCommandLine(line)
                : null,
            Kernel = kernel,
            KernelFault = fault,
            KernelSize = release is null ? null : Loadable(files.KernelSize(release)),
            InitrdSize = release is null ? null : Loadable(files.InitrdSize(release)),
            ImaLog = ReadImaLog(files),
            Systemd = LastRebootReader.Systemd(files) is { } version ? Word(version) : null,
            LastReboot = LastRebootReader.Read(files),
        };
    }

    /// <summary>What does not hang on the kernel's image and configuration, nor on free memory by zone.</summary>
    /// <param name="files">The host's.</param>
    /// <param name="known">Architecture, where it need not be read.</param>
    /// <exception cref="InputException">The architecture is unknown or not modelled.</exception>
    public static HostFacts ReadMachine(IHostFiles files, Architecture? known = null)
    {
        string? cpuinfo = files.Read("proc/cpuinfo");
        CpuIdentity? cpu = CpuIdentity.Of(cpuinfo);
        string? meminfo = files.Read("proc/meminfo");
        ByteSize? ram = Kilobytes(meminfo, "MemTotal");
        (int? cpus, string? fault) = CountCpus(Line(files, CpusOnline), cpuinfo);
        return new HostFacts
        {
            Architecture = known ?? ReadArchitecture(files, cpu),
            Cpu = cpu,
            IsGuest = cpu?.IsGuest ?? (HasHypervisor(files) ? true : null),
            ReportsFreePages = ReportsFreePages(files),
            OffersSme = files.OffersSme ?? cpu?.OffersSme,
            CpusOnline = cpus,
            CpusFault = fault,
            Caches = ReadCaches(files),
            Ram = ram >= ByteSize.FromMiB(64) && ram <= ByteSize.FromGiB(65536) ? ram : null,
            Available = Kilobytes(meminfo, "MemAvailable"),
            CmaTotal = Kilobytes(meminfo, "CmaTotal") ?? (ram is null ? null : ByteSize.Zero),
            CmaFree = Kilobytes(meminfo, "CmaFree"),
            CmaAreas = new CmaAreasReader(files).Read(),
            Devices = new HostDevices(files).Read(),
            NvmeShutdownSeconds = (int?)HostNumber.Of(files.Read(NvmeTimeout), byte.MaxValue),
            Disks = new HostDevices(files).Disks(),
            Pmus = new HostDevices(files).Pmus(),
            Frequency = CpuFrequency.Read(files),
            CmaLogged = CmaLog.DefaultArea(files.Read(CmaLog.File)),
            Kexec =
            [
                .. files
                    .List(Kernel)
                    .Where(n => n.StartsWith("kexec", StringComparison.Ordinal))
                    .Select(n => (n, UserText.Shorten(Line(files, $"{Kernel}/{n}") ?? ""))),
            ],
        };
    }

    /// <summary>
    /// Counts that the kernel did not write, or that contradict one another, are counts not found;
    /// what RAM is used for still is.
    /// </summary>
    private static MemoryFacts ReadMemory(IHostFiles files, Architecture architecture)
    {
        InputException? fault = null;
        foreach (string[] names in Trusted)
        {
            try
            {
                MemoryFacts facts = new MemoryFactsReader(
                    n => names.Contains(n) ? files.Read("proc/" + n) : null,
                    n => "/proc/" + n
                ).Read(architecture);
                return fault is null ? facts : facts with { Missing = [Left(fault)] };
            }
            catch (InputException e)
            {
                fault ??= e;
            }
        }

        return new MemoryFacts { Missing = [Left(fault!)] };

        static string Left(InputException e) => $"counts of free memory ({e.Line.Split(';')[0]})";
    }

    /// <summary>As collect.sh counted it, or the list itself; only root may read either.</summary>
    private static ByteSize? ReadImaLog(IHostFiles files) =>
        HostNumber.Of(files.Read("ima-size"), 1 << 30) is { } size ? new ByteSize(size)
        : files.Read(ImaList) is { } list ? new ByteSize(list.Length)
        : null;

    private static string? Word(string text) => text.Length > 0 ? UserText.Shorten(text) : null;

    /// <summary>A size that kexec can load.</summary>
    private static ByteSize? Loadable(ByteSize? size) => size <= KexecImage.FileMax ? size : null;

    private static Architecture ReadArchitecture(IHostFiles files, CpuIdentity? cpu)
    {
        if ((Line(files, "machine") ?? Line(files, "proc/sys/kernel/arch")) is { } name)
        {
            return Architectures.Parse(name);
        }

        return cpu?.Architecture
            ?? throw new InputException(
                "neither uname -m nor /proc/cpuinfo of x86_64 or arm64 is there; only Linux on these is modelled"
            );
    }

    /// <summary>The release, only if it can be part of a file name.</summary>
    private static string? ReadRelease(IHostFiles files)
    {
        string release = Line(files, "release") ?? Line(files, "proc/sys/kernel/osrelease") ?? "";
        bool plain =
            release.Length is > 0 and <= 64
            && release.All(c => char.IsAsciiLetterOrDigit(c) || "-_.+~".Contains(c));
        return plain && char.IsAsciiDigit(release[0]) ? release : null;
    }

    private static (KernelFile?, string? Fault) ReadKernel(IHostFiles files, string? release)
    {
        try
        {
            return (release is null ? null : files.ReadKernel(release), null);
        }
        catch (InputException e)
        {
            return (null, e.Message.Split(';')[0]);
        }
    }

    /// <summary>By the list of CPUs online, else by the processors in cpuinfo.</summary>
    private static (int?, string? Fault) CountCpus(string? online, string? cpuinfo)
    {
        if (online is not null && CpuList.Count(online) is { } listed)
        {
            return (listed, null);
        }

        int processors = (cpuinfo ?? "")
            .Split('\n')
            .Count(l => l.StartsWith("processor", StringComparison.Ordinal) && l.Contains(':'));
        int? count = processors is >= 1 and <= CpuList.Most ? processors : null;
        string instead = count is null ? "" : ": those of /proc/cpuinfo counted";
        return (
            count,
            online is null
                ? null
                : $"'{UserText.Shorten(online)}' is no list of CPUs online{instead}"
        );
    }

    /// <summary>
    /// What the firmware of virtual machines calls itself or its maker, as
    /// <c>systemd-detect-virt</c> has them, and clouds that it knows by other signs.
    /// </summary>
    private static readonly string[] Hypervisors =
    [
        "KVM",
        "QEMU",
        "OpenStack",
        "KubeVirt",
        "VMware",
        "VMW",
        "innotek GmbH",
        "VirtualBox",
        "Xen",
        "Bochs",
        "Parallels",
        "BHYVE",
        "Apple Virtualization",
        "Google Compute Engine",
        "Alibaba Cloud",
        "DigitalOcean",
        "Scaleway",
        "vServer",
    ];

    /// <summary>
    /// Where arm64 guests are known by, whose CPU does not say: Xen, the device tree, and the
    /// firmware's names. None of them makes it bare metal.
    /// </summary>
    private static bool HasHypervisor(IHostFiles files)
    {
        string product = Line(files, $"{Dmi}/product_name") ?? "";
        string vendor = Line(files, $"{Dmi}/sys_vendor") ?? "";
        return files.Read("sys/hypervisor/type") is not null
            || files.Read("proc/device-tree/hypervisor/compatible") is not null
            || files.Read("proc/device-tree/compatible")?.Contains("linux,dummy-virt") == true
            || product.Contains("Virtual", StringComparison.Ordinal)
            || Hypervisors.Any(h =>
                product.StartsWith(h, StringComparison.Ordinal)
                || vendor.StartsWith(h, StringComparison.Ordinal)
            )
            || (vendor == "Amazon EC2" && !product.Contains(".metal", StringComparison.Ordinal));
    }

    /// <summary>By the features that a virtio balloon's driver took: a digit each, bit 0 first.</summary>
    private static bool ReportsFreePages(IHostFiles files) =>
        files
            .List(Virtio)
            .Any(d =>
                Line(files, $"{Virtio}/{d}/device") == Balloon
                && Line(files, $"{Virtio}/{d}/features") is { Length: > Reporting } features
                && features[Reporting] == '1'
            );

    /// <summary>Those that hold data, innermost first; the kernel writes sizes as <c>32768K</c>.</summary>
    private static List<CacheLevel> ReadCaches(IHostFiles files)
    {
        var caches = new List<CacheLevel>();
        foreach (string index in files.List(Caches).Where(n => n.StartsWith("index")))
        {
            string? Read(string name) => Line(files, $"{Caches}/{index}/{name}");
            if (
                Read("type") != "Instruction"
                && Number(Read("level")) is > 0 and var level
                && Read("size") is [.. var digits, 'K']
                && Number(digits) is >= 1 and <= 4 << 20 and var kib
            )
            {
                string sharedBy = UserText.Shorten(Read("shared_cpu_list") ?? "");
                caches.Add(new CacheLevel(level, ByteSize.FromKiB(kib), sharedBy));
            }
        }

        return [.. caches.OrderBy(c => c.Level)];
    }

    /// <summary>A line such as <c>MemTotal:  24 kB</c>.</summary>
    private static ByteSize? Kilobytes(string? meminfo, string name)
    {
        string? line = meminfo
            ?.Split('\n')
            .FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.Ordinal));
        string[] words = (line ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            words is [_, var digits, "kB"]
            && digits.Length <= 15
            && long.TryParse(
                digits,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out long kilobytes
            )
            ? ByteSize.FromKiB(kilobytes)
            : null;
    }

    private static string? Line(IHostFiles files, string path) => files.Read(path)?.Trim();

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
