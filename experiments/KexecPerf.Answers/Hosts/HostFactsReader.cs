using System.Globalization;
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
    private const int CacheIndexes = 8;
    private const int CpusMax = 8192;

    /// <exception cref="InputException">The architecture is unknown or not modelled.</exception>
    public static HostFacts Read(IHostFiles files)
    {
        string? cpuinfo = files.Read("proc/cpuinfo");
        CpuIdentity? cpu = CpuIdentity.Of(cpuinfo);
        string? meminfo = files.Read("proc/meminfo");
        ByteSize? ram = Kilobytes(meminfo, "MemTotal");
        string? release = ReadRelease(files);
        (KernelFile? kernel, string? fault) = ReadKernel(files, release);
        Architecture architecture = ReadArchitecture(files, cpu);
        return new HostFacts
        {
            Architecture = architecture,
            Memory = ReadMemory(files, architecture),
            Cpu = cpu,
            CpusOnline = CountCpus(files.Read("sys/devices/system/cpu/online"), cpuinfo),
            LastLevelCache = ReadCache(files),
            Ram = ram >= ByteSize.FromMiB(64) && ram <= ByteSize.FromGiB(65536) ? ram : null,
            CmaTotal = Kilobytes(meminfo, "CmaTotal") ?? (ram is null ? null : ByteSize.Zero),
            CmaFree = Kilobytes(meminfo, "CmaFree"),
            CmaDefaultArea = ReadDefaultArea(files),
            Release = release,
            Config = KernelConfig.Of(files.ReadConfig(release ?? "")),
            CommandLine = files.Read("proc/cmdline") is { } line
                ? new KernelCommandLine(line)
                : null,
            Kernel = kernel,
            KernelFault = fault,
            KernelSize = release is null ? null : Loadable(files.KernelSize(release)),
            InitrdSize = release is null ? null : Loadable(files.InitrdSize(release)),
        };
    }

    /// <summary>Counts that the kernel did not write are counts not found.</summary>
    private static MemoryFacts ReadMemory(IHostFiles files, Architecture architecture)
    {
        try
        {
            return new MemoryFactsReader(n => files.Read("proc/" + n), n => "/proc/" + n).Read(
                architecture
            );
        }
        catch (InputException e)
        {
            return new MemoryFacts
            {
                Missing = [$"counts of free memory ({e.Message.Split(';')[0]})"],
            };
        }
    }

    /// <summary>A size that kexec can load.</summary>
    private static ByteSize? Loadable(ByteSize? size) => size <= KexecImage.FileMax ? size : null;

    private static Architecture ReadArchitecture(IHostFiles files, CpuIdentity? cpu)
    {
        string? name = files.Read("machine") ?? files.Read("proc/sys/kernel/arch");
        if (name is not null)
        {
            return Architectures.Parse(name.Trim());
        }

        return cpu?.Architecture
            ?? throw new InputException(
                "neither uname -m nor /proc/cpuinfo of x86_64 or arm64 is there; only Linux on these is modelled"
            );
    }

    /// <summary>The release, only if it can be part of a file name.</summary>
    private static string? ReadRelease(IHostFiles files)
    {
        string release = (
            files.Read("release") ?? files.Read("proc/sys/kernel/osrelease") ?? ""
        ).Trim();
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

    /// <summary>By the list of CPUs online (<c>0-3,8</c>), else by the processors in cpuinfo.</summary>
    private static int? CountCpus(string? online, string? cpuinfo)
    {
        int count = 0;
        foreach (string range in (online ?? "").Trim().Split(','))
        {
            string[] ends = range.Split('-');
            int first = Number(ends[0]) ?? -1;
            int last = Number(ends[^1]) ?? -1;
            bool good = ends.Length <= 2 && first >= 0 && last >= first && last < CpusMax;
            count = good ? count + last - first + 1 : CpusMax + 1;
            if (count > CpusMax)
            {
                break;
            }
        }

        if (count > CpusMax)
        {
            count = (cpuinfo ?? "")
                .Split('\n')
                .Count(l => l.StartsWith("processor", StringComparison.Ordinal));
        }

        return count is >= 1 and <= CpusMax ? count : null;
    }

    /// <summary>The highest level that CPU 0 names.</summary>
    private static ByteSize? ReadCache(IHostFiles files)
    {
        int highest = 0;
        ByteSize? size = null;
        for (int i = 0; i < CacheIndexes; i++)
        {
            string index = FormattableString.Invariant(
                $"sys/devices/system/cpu/cpu0/cache/index{i}/"
            );
            string text = files.Read(index + "size")?.Trim() ?? "";
            int level = Number(files.Read(index + "level")?.Trim()) ?? 0;
            long bytes = 1024L * (text.EndsWith('K') ? Number(text[..^1]) ?? 0 : 0);
            if (level > highest && bytes is >= 65_536 and <= 4L << 30)
            {
                (highest, size) = (level, new ByteSize(bytes));
            }
        }

        return size;
    }

    /// <summary>The area made by <c>cma=</c> or the configuration is called reserved, that of a device tree linux,cma.</summary>
    private static ByteSize? ReadDefaultArea(IHostFiles files)
    {
        foreach (string area in (string[])["reserved", "linux,cma"])
        {
            if (Number(files.Read($"sys/kernel/mm/cma/{area}/total_pages")?.Trim()) is { } pages)
            {
                return new PageCount(pages).Size;
            }
        }

        return null;
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

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
