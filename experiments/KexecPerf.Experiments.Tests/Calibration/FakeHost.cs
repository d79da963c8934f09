using KexecPerf.Answers.Calibration;

namespace KexecPerf.Experiments.Tests.Calibration;

/// <summary>A folder that stands for <c>/</c>, with a small two-CPU host's files unless they are left out.</summary>
internal sealed class FakeHost : IDisposable
{
    public FakeHost(params string[] without)
    {
        Write(
            "proc/cpuinfo",
            "processor\t: 0\nmodel name\t: Fake CPU\nflags\t\t: fpu hypervisor\n\nprocessor\t: 1\n"
        );
        Write(
            "proc/meminfo",
            "MemTotal:        2048000 kB\nMemAvailable:     262144 kB\nCmaTotal:         65536 kB\nCmaFree:          32768 kB\n"
        );
        Write("sys/devices/system/cpu/online", "0-1\n");
        Cache("index0", "1", "Data", "32K");
        Cache("index1", "1", "Instruction", "32K");
        Cache("index2", "2", "Unified", "256K");
        Write("sys/kernel/kexec_loaded", "0\n");
        Write("sys/kernel/kexec_crash_size", "0\n");
        foreach (string path in without)
        {
            string full = Path.Combine(Root, path);
            if (Directory.Exists(full))
            {
                Directory.Delete(full, recursive: true);
            }
            else
            {
                File.Delete(full);
            }
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("kexecperf-host").FullName;

    public HostFiles Files => new(Root);

    public void Write(string path, string text)
    {
        string full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Cache(string index, string level, string type, string size)
    {
        string folder = "sys/devices/system/cpu/cpu0/cache/" + index + "/";
        Write(folder + "level", level + "\n");
        Write(folder + "type", type + "\n");
        Write(folder + "size", size + "\n");
        Write(folder + "shared_cpu_list", "0-1\n");
    }
}
