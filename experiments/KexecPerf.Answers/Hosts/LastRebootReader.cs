using System.Globalization;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Reads whether the last reboot was a kexec, and what of it was measured. It is told, in this
/// order, by
/// <list type="bullet">
/// <item>x86: who loaded the kernel. 0xD is kexec's number
/// (Documentation/arch/x86/boot.rst, <c>type_of_loader</c>; kexec-bzimage64.c writes it), which
/// /proc/sys/kernel/bootloader_type shows with the loader's version in the low four bits;</item>
/// <item>arm64: <c>/chosen/linux,booted-from-kexec</c> in the device tree, which
/// <c>of_kexec_alloc_and_setup_fdt()</c> (drivers/of/kexec.c, since 5.13) sets for
/// kexec_file_load(2) alone, so that its absence tells nothing;</item>
/// <item>systemd: it counts kexecs, and keeps the stamps of the shutdown before, where the kernel
/// hands them over (Live Update Orchestrator);</item>
/// <item>the journal: the target that systemd reached before this boot.</item>
/// </list>
/// Times of firmware and loader tell nothing: EFI's variables and ACPI's table, which systemd
/// takes them from, are still there after a kexec.
/// </summary>
internal sealed class LastRebootReader
{
    /// <summary>What systemd and journal say, in a tar: name and value a line.</summary>
    public const string File = "boots";

    /// <summary>Of x86.</summary>
    public const string Loader = "proc/sys/kernel/bootloader_type";

    /// <summary>Of arm64, in a tar: yes or no.</summary>
    public const string Mark = "booted-from-kexec";

    private const string Property = "linux,booted-from-kexec";
    private const int KexecLoader = 0xD;

    /// <summary>An hour.</summary>
    private const long LongestUs = 3_600_000_000;

    /// <summary>The year 2300: beyond it is no clock's.</summary>
    private const long StampMostUs = 10_413_792_000_000_000;

    private readonly IHostFiles _files;
    private readonly Dictionary<string, string> _boots = [];

    private LastRebootReader(IHostFiles files)
    {
        _files = files;
        foreach (string line in (files.Read(File) ?? "").Split('\n').Take(64))
        {
            if (line.Split(' ', 2) is [var name, var value])
            {
                _boots.TryAdd(name, value.Trim());
            }
        }
    }

    /// <summary>All that is told.</summary>
    public static LastReboot Read(IHostFiles files) => new LastRebootReader(files).Read();

    /// <summary>Version as systemd itself says it; null where there is none.</summary>
    public static string? Systemd(IHostFiles files) =>
        new LastRebootReader(files)._boots.GetValueOrDefault("Version")?.Trim('"');

    private LastReboot Read()
    {
        (bool? kexec, string why) = Tell();
        (long wall, long kernel) = FirstUserSpace();
        long end = Stamp("PreviousShutdownLateFinishTimestamp");
        long start = end > 0 ? end : JournalEnd();
        long whole = start > 0 && wall > 0 ? wall - start : 0;
        return new LastReboot(kexec, why)
        {
            Kernel = Time(kernel),
            // A clock of whole seconds may make it shorter than its own part: then it is no
            // measure.
            Whole = whole >= kernel ? Time(whole) : null,
            FromSystemCall = end > 0,
        };
    }

    private (bool?, string) Tell()
    {
        if (HostNumber.Of(_files.Read(Loader), 1 << 20) is > 0 and var loader)
        {
            string type = FormattableString.Invariant($"its loader's type is 0x{loader:X2}");
            return loader >> 4 == KexecLoader
                ? (true, type + ", kexec's")
                : (false, type + ", kexec's are 0xD0 to 0xDF");
        }

        bool? mark = ReadMark();
        if (mark == true)
        {
            return (true, $"its device tree has {Property}");
        }

        if (Count("KexecsCount") > 0 || Count("KExecsCount") > 0)
        {
            return (true, "systemd counts it");
        }

        if (Stamp("PreviousShutdownLateFinishTimestamp") > 0)
        {
            return (true, "systemd has the stamps of the kernel before");
        }

        string? target = _boots.GetValueOrDefault("PreviousTarget");
        return target switch
        {
            "kexec" or "reboot" or "poweroff" or "halt" => (
                target == "kexec",
                $"the journal before it ends in {target}.target"
            ),
            _ when mark == false => (
                null,
                "no mark in the device tree, as after kexec_load(2) too, and no journal before it"
            ),
            _ => (null, "no type of loader, mark in the device tree or journal before it"),
        };
    }

    private bool? ReadMark() =>
        _files.Read(Mark)?.Trim() switch
        {
            "yes" => true,
            "no" => false,
            _ when _files.Read($"proc/device-tree/chosen/{Property}") is not null => true,
            _ => _files.Read("sys/firmware/fdt")?.Contains(Property, StringComparison.Ordinal),
        };

    /// <summary>
    /// The initrd's systemd where there is one. A soft reboot overwrites the stamps of the other.
    /// </summary>
    private (long Wall, long Kernel) FirstUserSpace()
    {
        string first = Stamp("InitRDTimestampMonotonic") > 0 ? "InitRD" : "Userspace";
        return first == "Userspace" && Count("SoftRebootsCount") > 0
            ? (0, 0)
            : (Stamp($"{first}Timestamp"), Stamp($"{first}TimestampMonotonic"));
    }

    /// <summary>
    /// The journal writes seconds and six digits; microseconds, 0 where there are none.
    /// </summary>
    private long JournalEnd() =>
        decimal.TryParse(
            _boots.GetValueOrDefault("PreviousJournalEnd"),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out decimal seconds
        )
        && seconds < StampMostUs / 1_000_000
            ? (long)(seconds * 1_000_000)
            : 0;

    private long Stamp(string name) =>
        HostNumber.Of(_boots.GetValueOrDefault(name), StampMostUs) ?? 0;

    private long Count(string name) => HostNumber.Of(_boots.GetValueOrDefault(name), 1 << 20) ?? 0;

    private static SimTime? Time(long microseconds) =>
        microseconds is > 0 and < LongestUs ? SimTime.FromMicroseconds(microseconds) : null;
}
