using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// What a number is and which command measures it, for a reader who knows no paths.
/// </summary>
internal static class HowToMeasure
{
    /// <summary>What <c>calibrate</c> may measure, on one machine or another.</summary>
    internal static readonly IReadOnlyList<MachineParameter> Calibrated =
    [
        MachineParameters.CopySequential,
        MachineParameters.CopyScattered,
        MachineParameters.CopyCached,
        MachineParameters.CopyBatched,
        MachineParameters.CacheShare,
        MachineParameters.BootStubMove,
        MachineParameters.HashScalar,
        MachineParameters.HashAccelerated,
        MachineParameters.CleanLine,
        MachineParameters.CleanBarrier,
        LoadParameters.WalkEntry,
        LoadParameters.Fault4k,
        LoadParameters.Fault2m,
    ];

    /// <summary>What a reboot's log may tell.</summary>
    internal static readonly IReadOnlyList<MachineParameter> Logged =
    [
        MachineParameters.CpuOffTeardown,
        MachineParameters.CpuOffFirmware,
        MachineParameters.CpuOffSpread,
        MachineParameters.EarlyBoot,
    ];

    /// <summary>Such as <c>copy.sequential (page copy ...): kexecperf calibrate</c>.</summary>
    /// <param name="path">Of a number; behind it <c>of MACHINE</c> where there are two.</param>
    public static string Words(string path)
    {
        string alone = path.Split(' ')[0];
        MachineParameter? number = MachineParameters.All.FirstOrDefault(p => p.Path == alone);
        string meaning = number is null ? "" : $" ({number.Meaning.Split([',', ';', ':'])[0]})";
        string how =
            number is null || Logged.Contains(number)
                ? ": kexecperf calibrate --from-dmesg, a reboot's log"
            : Calibrated.Contains(number) ? ": kexecperf calibrate"
            : "";
        return path + meaning + how;
    }
}
