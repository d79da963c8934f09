namespace KexecPerf.Answers.Scenarios;

/// <summary>Every key of a scenario, once: options, file reader, schema and help all read this list.</summary>
internal static class ScenarioKeys
{
    public const string Set = "set";

    /// <summary>Where memory's counts are read from.</summary>
    public const string MemoryFrom = "memory-from";

    /// <summary>The host whose facts are the defaults of all other keys.</summary>
    public const string Host = "host";

    public static IReadOnlyList<ScenarioKey> All { get; } =
    [
        new(
            Host,
            "TAR|here",
            "the machine to answer for: made by collect.sh, or this one; all else overrides it"
        ),
        new("machine", "NAME|FILE", "machine profile (see: machines list)"),
        new(
            "kernel-version",
            "V[+OVERLAY...]",
            "running kernel, such as 7.2+skip-digest (see: kernels list)"
        ),
        new("kernel", "FILE|BUFSZ/MEMSZ|MEMSZ", "kernel to load: bzImage, arm64 Image, or sizes"),
        new("initrd", "FILE|SIZE|none", "initial RAM disk"),
        new(
            "image",
            "SIZE",
            "kernel and initrd together: the kernel as it is, scaled down to half where it is more; the rest initrd"
        ),
        new("syscall", "file|classic", "kexec_file_load(2) or kexec_load(2)"),
        new("cpus", "N", "online CPUs"),
        new("ram", "SIZE", "RAM"),
        new("cma", "SIZE", "default CMA area; 0MiB for none"),
        new("cma-alignment", "ORDER", "CONFIG_CMA_ALIGNMENT, 2 to 12 (default 8)"),
        new("cma-occupancy", "PCT", "share of the area in use by movable pages (default 0%)"),
        new("cma-pinned", "PAGES", "pages of the area under short-term pins (default 0)"),
        new("cma-dirty", "on|off", "the area was used since boot"),
        new("pressure", "PCT", "share of RAM outside the area in use beyond boot (default 0%)"),
        new(
            MemoryFrom,
            "DIR",
            "folder with a host's meminfo, buddyinfo, pagetypeinfo and zoneinfo; --pressure overrides it"
        ),
        new("fragmentation", "PCT", "free memory: 0% as after boot, 100% single pages"),
        new("kho", "on|off", "Kexec HandOver"),
        new("init-on-alloc", "on|off", "pages zeroed when allocated (default on, as in Debian)"),
        new("source-cache", "simulated|cold|warm", "last-level cache at relocation"),
        new("exec-after", "DURATION", "time from load to exec (default 60 s)"),
    ];

    /// <summary>The key of a name, with hyphens or underscores.</summary>
    public static ScenarioKey? Find(string name) =>
        All.FirstOrDefault(k => k.Name == name.Replace('_', '-'));
}
