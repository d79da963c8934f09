using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;
using Architecture = KexecPerf.Model.Machines.Architecture;
using ProcessArchitecture = System.Runtime.InteropServices.Architecture;

namespace KexecPerf.Answers.Calibration;

/// <summary>Reads <see cref="HostFacts"/> from /proc and /sys; whatever is missing is left out.</summary>
internal static class HostFactsReader
{
    private const string CacheFolder = "sys/devices/system/cpu/cpu0/cache";

    /// <exception cref="InputException">Not Linux, or an architecture that is not modelled.</exception>
    public static HostFacts Read(HostFiles files)
    {
        Architecture architecture = ReadArchitecture();
        string cpuinfo = files.Read("proc/cpuinfo") ?? "";
        string meminfo = files.Read("proc/meminfo") ?? "";
        var runtime = new ByteSize(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        ByteSize available = MemInfo(meminfo, "MemAvailable") ?? runtime;
        return new HostFacts(
            architecture,
            CpuModel(cpuinfo, architecture),
            CountCpus(files.Read("sys/devices/system/cpu/online")) ?? CountProcessors(cpuinfo),
            MemInfo(meminfo, "MemTotal"),
            available < runtime ? available : runtime,
            MemInfo(meminfo, "CmaTotal"),
            MemInfo(meminfo, "CmaFree"),
            ReadCaches(files),
            IsGuest(files, cpuinfo, architecture),
            HasMemoryEncryption(),
            [
                .. files
                    .List("sys/kernel")
                    .Where(n => n.StartsWith("kexec", StringComparison.Ordinal))
                    .Select(n => (n, Line(files.Read("sys/kernel/" + n)))),
            ]
        );
    }

    /// <summary>Counts CPUs in a list such as <c>0-3,8,10-11</c>; null for anything else.</summary>
    internal static int? CountCpus(string? list)
    {
        int count = 0;
        foreach (string part in (list ?? "").Split(','))
        {
            string[] ends = part.Split('-');
            bool valid =
                ends.Length <= 2
                && int.TryParse(ends[0], out int first)
                && int.TryParse(ends[^1], out int last)
                && first >= 0
                && last >= first
                && last < 8192;
            if (!valid)
            {
                return null;
            }

            count += int.Parse(ends[^1]) - int.Parse(ends[0]) + 1;
        }

        return count is > 0 and <= 8192 ? count : null;
    }

    private static Architecture ReadArchitecture()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new InputException(
                InputPlace.Of("calibrate"),
                "measures Linux hosts only; run it on the machine that is to kexec"
            );
        }

        return RuntimeInformation.ProcessArchitecture switch
        {
            ProcessArchitecture.X64 => Architecture.X86_64,
            ProcessArchitecture.Arm64 => Architecture.Arm64,
            _ => throw new InputException(
                InputPlace.Of("calibrate"),
                $"{RuntimeInformation.ProcessArchitecture} is not modelled; run it on x86_64 or arm64"
            ),
        };
    }

    private static ByteSize? MemInfo(string meminfo, string key)
    {
        string? value = Field(meminfo, key);
        return
            value?.EndsWith(" kB", StringComparison.Ordinal) == true
            && long.TryParse(value[..^3].Trim(), out long kib)
            && kib is >= 0 and < 1L << 48
            ? ByteSize.FromKiB(kib)
            : null;
    }

    private static int? CountProcessors(string cpuinfo)
    {
        int count = cpuinfo
            .Split('\n')
            .Count(l => l.StartsWith("processor", StringComparison.Ordinal) && l.Contains(':'));
        return count is > 0 and <= 8192 ? count : null;
    }

    /// <summary>arm64 kernels give numbers, not names.</summary>
    private static string CpuModel(string cpuinfo, Architecture architecture)
    {
        if (Field(cpuinfo, "model name") is { } name)
        {
            return Line(name);
        }

        return Field(cpuinfo, "CPU part") is { } part
            ? Line($"CPU implementer {Field(cpuinfo, "CPU implementer")} part {part}")
            : $"unnamed {architecture.Name()} CPU";
    }

    private static bool? IsGuest(HostFiles files, string cpuinfo, Architecture architecture)
    {
        if (architecture == Architecture.X86_64 && Field(cpuinfo, "flags") is { } flags)
        {
            return flags.Split(' ').Contains("hypervisor");
        }

        return files.Read("sys/hypervisor/type") is null ? null : true;
    }

    /// <summary>CPUID 8000001f, EAX bit 0: what the kernel looks at (<c>early_detect_mem_encrypt()</c>). TDX hosts are not seen.</summary>
    private static bool HasMemoryEncryption()
    {
        unchecked
        {
            const int leaf = (int)0x8000_001f;
            const int mostLeaf = (int)0x8000_0000;
            return X86Base.IsSupported
                && (uint)X86Base.CpuId(mostLeaf, 0).Eax >= (uint)leaf
                && (X86Base.CpuId(leaf, 0).Eax & 1) != 0;
        }
    }

    private static List<CacheLevel> ReadCaches(HostFiles files)
    {
        var caches = new List<CacheLevel>();
        foreach (string index in files.List(CacheFolder).Where(n => n.StartsWith("index")))
        {
            string folder = $"{CacheFolder}/{index}/";
            bool data = files.Read(folder + "type") is "Data" or "Unified";
            if (
                data
                && int.TryParse(files.Read(folder + "level"), out int level)
                && ReadSize(files.Read(folder + "size")) is { } size
            )
            {
                caches.Add(
                    new CacheLevel(level, size, Line(files.Read(folder + "shared_cpu_list")))
                );
            }
        }

        return [.. caches.OrderBy(c => c.Level)];
    }

    /// <summary>The kernel writes <c>32768K</c>. More than 4 GiB, which no profile may hold: as if not said.</summary>
    private static ByteSize? ReadSize(string? text) =>
        text?.EndsWith('K') == true
        && long.TryParse(text[..^1], out long kib)
        && kib is >= 1 and <= 4L << 20
            ? ByteSize.FromKiB(kib)
            : null;

    private static string? Field(string text, string key) =>
        text.Split('\n')
            .Where(l => l.Contains(':') && l[..l.IndexOf(':')].Trim() == key)
            .Select(l => l[(l.IndexOf(':') + 1)..].Trim())
            .FirstOrDefault(v => v.Length > 0);

    private static string Line(string? text) => UserText.Shorten((text ?? "").Trim());
}
