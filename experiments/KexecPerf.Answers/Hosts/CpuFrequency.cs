namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Who chooses CPU 0's frequency, which is the reboot CPU's. <c>device_shutdown()</c> first calls
/// <c>cpufreq_suspend()</c>, which stops the governor of a driver with <c>->target()</c> or
/// <c>->target_index()</c> (<c>has_target()</c> in drivers/cpufreq/cpufreq.c): acpi-cpufreq,
/// cppc_cpufreq, scmi, intel_cpufreq and amd-pstate in passive mode. From there on the CPU keeps
/// the frequency that was last asked for.
/// </summary>
/// <param name="Driver">scaling_driver.</param>
/// <param name="Governor">scaling_governor.</param>
/// <param name="MinKHz">cpuinfo_min_freq.</param>
/// <param name="MaxKHz">cpuinfo_max_freq.</param>
/// <param name="CurrentKHz">scaling_cur_freq.</param>
/// <param name="Status">Of the driver's own folder: active, passive, guided or off.</param>
internal sealed record CpuFrequency(
    string Driver,
    string? Governor,
    long? MinKHz,
    long? MaxKHz,
    long? CurrentKHz,
    string? Status
)
{
    private const string Cpu = "sys/devices/system/cpu";

    /// <summary>Where it is read.</summary>
    public const string Folder = Cpu + "/cpu0/cpufreq";

    /// <summary>1 THz.</summary>
    private const long KHzMost = 1_000_000_000;

    /// <summary>Within a twentieth of the lowest is the lowest.</summary>
    private const double Near = 1.05;

    /// <summary>
    /// Whether the CPU chooses by itself, so that no governor is there to be stopped.
    /// </summary>
    public bool ChoosesItself =>
        Driver is "intel_pstate" or "amd-pstate-epp"
        || (Driver == "amd-pstate" && Status == "guided");

    /// <summary>
    /// Whether it stays at its lowest through the hot phase; null: what the governor asked for last
    /// hangs on the load at that moment.
    /// </summary>
    public bool? StaysIdle =>
        ChoosesItself || (MinKHz is { } least && MinKHz == MaxKHz)
            ? false
            : Governor switch
            {
                "powersave" => true,
                "performance" => false,
                "userspace" when MinKHz is { } min && CurrentKHz is { } now => now <= min * Near,
                _ => null,
            };

    /// <summary>For reading.</summary>
    public string Words => Governor is null ? Driver : $"{Driver}, {Governor}";

    /// <summary>Null where no driver sets frequencies, as in most guests.</summary>
    public static CpuFrequency? Read(IHostFiles files)
    {
        string? Word(string path) =>
            files.Read(path)?.Trim() is { Length: > 0 and <= 32 } word
            && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                ? word
                : null;
        long? KHz(string name) => HostNumber.Of(files.Read($"{Folder}/{name}"), KHzMost);
        return Word($"{Folder}/scaling_driver") is { } driver
            ? new CpuFrequency(
                driver,
                Word($"{Folder}/scaling_governor"),
                KHz("cpuinfo_min_freq"),
                KHz("cpuinfo_max_freq"),
                KHz("scaling_cur_freq"),
                Word(
                    driver.StartsWith("amd", StringComparison.Ordinal)
                        ? $"{Cpu}/amd_pstate/status"
                        : $"{Cpu}/intel_pstate/status"
                )
            )
            : null;
    }
}
