using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Builds a scenario from settings, later ones over earlier ones, and from the defaults for what nobody said.</summary>
internal static class ScenarioBuilder
{
    public static readonly ByteSize DefaultRam = ByteSize.FromGiB(16);

    /// <exception cref="InputException">Anything that cannot be.</exception>
    public static Scenario Build(IReadOnlyList<Setting> settings) =>
        BuildWithRemarks(settings).Scenario;

    /// <summary>The scenario, with what is to be said of a host's facts.</summary>
    /// <exception cref="InputException">Anything that cannot be.</exception>
    public static BuiltScenario BuildWithRemarks(IReadOnlyList<Setting> settings)
    {
        ScenarioDefaults defaults = ScenarioDefaults.For(settings);
        Scenario scenario = Build(settings, defaults);
        MemoryFacts? facts = MemoryFacts(settings, scenario.Machine.Architecture);
        IEnumerable<Remark> missing = facts is { Missing.Count: > 0 }
            ? [new Remark("memory", "missing " + string.Join(", ", facts.Missing))]
            : [];
        return new BuiltScenario(scenario, [.. defaults.Remarks, .. missing]);
    }

    /// <summary>The scenario over other defaults.</summary>
    /// <exception cref="InputException">Anything that cannot be.</exception>
    public static Scenario Build(IReadOnlyList<Setting> settings, ScenarioDefaults defaults)
    {
        Setting? Last(string key) => settings.LastOrDefault(s => s.Key == key);
        T Read<T>(string key, Func<string, T> parse, T otherwise) =>
            Last(key) is { } s ? s.Read(parse) : otherwise;

        MachineProfile machine = Last("machine") is { } m
            ? FindMachine(m, defaults)
            : defaults.Machine;
        int cpus = Read("cpus", t => (int)Counts.Parse(t, 1, 8192), defaults.Cpus ?? machine.Cpus);
        Architecture architecture = machine.Architecture;
        KernelFeatures kernel = Read(
            "kernel-version",
            t => KernelFeatures.For(t, architecture),
            KernelFeatures.For(defaults.KernelVersion, architecture)
        );
        MemoryFacts? facts = MemoryFacts(settings, architecture) ?? defaults.Memory;
        ByteSize ram = Read(
            "ram",
            ParseRam,
            MemoryFacts(settings, architecture)?.Ram
                ?? defaults.Ram
                ?? (Last("machine") is null ? DefaultRam : machine.Ram)
        );
        var scenario = new Scenario
        {
            Machine = machine with { Cpus = cpus },
            Kernel = kernel,
            Image = ImageInputs.Read(
                architecture,
                Last("kernel"),
                Last("initrd"),
                Last("image"),
                defaults
            ),
            Memory = Counted(
                facts,
                Last("pressure") is not null,
                new MemoryState
                {
                    Ram = ram,
                    CmaArea = Read("cma", t => ParseCma(t, ram), Min(defaults.Cma, ram)),
                    CmaDirty = Read("cma-dirty", Counts.ParseSwitch, defaults.CmaDirty),
                    CmaOccupancy = Read(
                        "cma-occupancy",
                        Counts.ParsePercent,
                        facts?.CmaOccupancy ?? 0
                    ),
                    CmaPinned = Read("cma-pinned", t => Counts.Parse(t, 0, CmaArea.MostPins), 0),
                    Pressure = Read("pressure", Counts.ParsePercent, 0),
                    Fragmentation = Read("fragmentation", Counts.ParsePercent, 0),
                }
            ),
            ClassicSyscall = Read("syscall", ParseSyscall, defaults.ClassicSyscall),
            Kho = Read("kho", t => ParseKho(t, kernel), defaults.Kho && kernel.KexecHandover),
            InitOnAlloc = Read("init-on-alloc", Counts.ParseSwitch, defaults.InitOnAlloc),
            CmaAlignment = Read(
                "cma-alignment",
                t => (int)Counts.Parse(t, 2, 12),
                defaults.CmaAlignment
            ),
            SourceCache = Read("source-cache", ParseSourceCache, SourceCache.Simulated),
            ExecAfter = Read("exec-after", ParseExecAfter, Scenario.DefaultExecAfter),
        };
        return settings
            .Where(s => s.Key == ScenarioKeys.Set)
            .Aggregate(
                Checked(scenario, Last("image") ?? Last("initrd") ?? Last("kernel")),
                ScenarioPaths.Apply
            );
    }

    /// <summary>Counts of <c>--memory-from</c>, which go before a host's own.</summary>
    private static MemoryFacts? MemoryFacts(
        IReadOnlyList<Setting> settings,
        Architecture architecture
    ) =>
        settings.LastOrDefault(s => s.Key == ScenarioKeys.MemoryFrom) is { } folder
            ? HostInput.ReadMemory(folder, architecture)
            : null;

    /// <summary>A pressure said outright goes before counts.</summary>
    private static MemoryState Counted(MemoryFacts? facts, bool pressureSaid, MemoryState memory) =>
        facts is null || pressureSaid ? memory : facts.ApplyTo(memory);

    private static MachineProfile FindMachine(Setting setting, ScenarioDefaults defaults)
    {
        MachineProfile machine = MachineFile.Find(setting);
        return defaults.Architecture is { } host && host != machine.Architecture
            ? throw new InputException(
                setting.Place,
                $"{machine.Name} is {machine.Architecture.Name()}, but the host is {host.Name()}; "
                    + "give a machine of that architecture"
            )
            : machine;
    }

    /// <summary>The kernel refuses images above half of RAM (<c>sanity_check_segment_list</c>).</summary>
    private static Scenario Checked(Scenario s, Setting? cause)
    {
        ByteSize image = s.Image.Memsz;
        return image.Bytes <= s.Memory.Ram.Bytes / 2
            ? s
            : throw new InputException(
                cause?.Place ?? InputPlace.Nowhere,
                $"an image of {image} is more than half of {s.Memory.Ram} of RAM, which kexec refuses; "
                    + "make it smaller or give more --ram"
            );
    }

    private static ByteSize Min(ByteSize a, ByteSize b) => a < b ? a : b;

    private static ByteSize ParseRam(string text)
    {
        ByteSize ram = ByteSize.Parse(text);
        return ram >= ByteSize.FromMiB(64) && ram <= ByteSize.FromGiB(65536)
            ? ram
            : throw new InputException($"{ram} of RAM is out of range; write 64 MiB to 64 TiB");
    }

    private static ByteSize ParseCma(string text, ByteSize ram)
    {
        ByteSize area = ByteSize.Parse(text);
        return area <= ram
            ? area
            : throw new InputException(
                $"an area of {area} does not fit in {ram} of RAM; write less"
            );
    }

    private static bool ParseSyscall(string text) =>
        text switch
        {
            "file" => false,
            "classic" => true,
            _ => throw new InputException(
                $"'{UnitText(text)}' is no system call; write file (kexec_file_load) or classic (kexec_load)"
            ),
        };

    private static bool ParseKho(string text, KernelFeatures kernel) =>
        !Counts.ParseSwitch(text) || kernel.KexecHandover
            ? Counts.ParseSwitch(text)
            : throw new InputException(
                $"kernel {kernel.Version} has no KHO, which came with 6.16; write off"
            );

    private static SourceCache ParseSourceCache(string text) =>
        text switch
        {
            "simulated" => SourceCache.Simulated,
            "cold" => SourceCache.Cold,
            "warm" => SourceCache.Warm,
            _ => throw new InputException(
                $"'{UnitText(text)}' is no cache state; write simulated, cold or warm"
            ),
        };

    private static SimTime ParseExecAfter(string text)
    {
        SimTime time = SimTime.Parse(text);
        return time <= SimTime.FromMilliseconds(86_400_000)
            ? time
            : throw new InputException(
                "more than a day makes no difference; write at most 86400 s"
            );
    }

    private static string UnitText(string text) => text.Length <= 40 ? text : text[..37] + "...";
}
