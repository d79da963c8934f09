using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>Turns one reboot's log into devices, CPU numbers and early boot of a profile.</summary>
internal static class LogEntries
{
    /// <summary>A kind gets an entry of its own from this share of the whole shutdown; the others are one entry, <c>rest</c>.</summary>
    private const double LeastShare = 0.02;
    private const int MostKinds = 12;

    /// <summary>One reboot says nothing about the next: the least range around its times.</summary>
    private const double Spread = 1.25;

    /// <summary>Share of a kernel's start that is taken off for a console at most.</summary>
    private const double MostPrinting = 0.9;

    private const double PicosecondsPerMicrosecond = 1e6;
    private const string Rest = "rest";

    /// <summary>Drivers of disks and networks: what the proposals for asynchronous shutdown take out of the serial loop.</summary>
    private static readonly HashSet<string> Asynchronous =
    [
        .. (
            "nvme virtio_blk sd ahci mpt3sas megaraid_sas virtio_net ena gve "
            + "mlx4_core mlx5_core igb igc ixgbe i40e ice e1000e tg3 bnxt_en r8169 hns3"
        ).Split(' '),
    ];

    /// <summary>Devices by driver, in the order of registration: the last shut down stands first.</summary>
    public static IReadOnlyList<Device> Devices(RebootLog log)
    {
        double total = log.Devices.Sum(d => (double)d.Microseconds);
        List<IGrouping<string, DeviceLine>> kinds = [.. log.Devices.GroupBy(d => d.Driver)];
        HashSet<string> own =
        [
            .. kinds
                .Where(k => k.Sum(d => d.Microseconds) >= LeastShare * total && total > 0)
                .OrderByDescending(k => k.Sum(d => d.Microseconds))
                .Take(MostKinds)
                .Select(k => k.Key),
        ];
        List<Device> devices = [.. kinds.Where(k => own.Contains(k.Key)).Select(Kind)];
        List<DeviceLine> others = [.. log.Devices.Where(d => !own.Contains(d.Driver))];
        if (others.Count > 0)
        {
            double sum = others.Sum(d => (double)d.Microseconds);
            devices.Add(
                new Device(
                    Rest,
                    1,
                    Time(
                        sum,
                        others.Sum(d => (double)d.Printing),
                        $"{others.Count} devices of {kinds.Count - own.Count} drivers together"
                    ),
                    false
                )
            );
        }

        devices.Reverse();
        return devices;
    }

    /// <summary>Numbers on CPUs; none where the log has no word on them.</summary>
    public static IReadOnlyList<ProfileEntry> Cpus(RebootLog log)
    {
        if (log.CpusOff.Count == 0)
        {
            return [];
        }

        Interval teardown = Interval.Of([
            .. log.CpusOff.Select(c => (double)c.TeardownMicroseconds),
        ]);
        List<double> firmware =
        [
            .. log
                .CpusOff.Where(c => c.FirmwareMicroseconds is not null)
                .Select(c => (double)c.FirmwareMicroseconds!),
        ];
        string parted = firmware.Count > 0 ? "" : ", its firmware time included";
        var entries = new List<ProfileEntry>
        {
            new(
                MachineParameters.CpuOffTeardown,
                Time(
                    teardown.Median,
                    log.CpusOff.Average(c => (double)c.Printing),
                    $"median of {log.CpusOff.Count} CPUs{parted}"
                )
            ),
        };
        if (teardown.Median > 0)
        {
            // A profile holds ratios up to 10000 %.
            double low = Math.Min(1, teardown.Low / teardown.Median);
            double high = Math.Clamp(teardown.High / teardown.Median, 1, 100);
            entries.Add(
                new ProfileEntry(
                    MachineParameters.CpuOffSpread,
                    new Quantity(
                        low,
                        1,
                        high,
                        Evidence.Measured,
                        $"kexec log: {log.CpusOff.Count} CPUs of one reboot",
                        null
                    )
                )
            );
        }

        if (firmware.Count > 0)
        {
            Interval time = Interval.Of(firmware);
            double printing = log.CpusOff.Average(c => (double)c.Printing);
            entries.Add(
                new ProfileEntry(
                    MachineParameters.CpuOffFirmware,
                    new Quantity(
                        Math.Max(0, time.Low - printing) * PicosecondsPerMicrosecond,
                        time.Median * PicosecondsPerMicrosecond,
                        time.High * PicosecondsPerMicrosecond,
                        Evidence.Measured,
                        $"kexec log: from the shutdown message to killed, {firmware.Count} CPUs of one reboot",
                        null
                    )
                )
            );
        }

        return entries;
    }

    /// <summary>Early boot; none where the log holds no kernel's start.</summary>
    public static IReadOnlyList<ProfileEntry> EarlyBoot(RebootLog log)
    {
        if (log.Start is not { Microseconds: { } whole } start)
        {
            return [];
        }

        // A start that seems to be all printing is a start nevertheless.
        double printing = Math.Min(start.Printing, MostPrinting * whole);
        double alone = (whole - printing) * PicosecondsPerMicrosecond;
        string which = log.StartIsNext ? "the next kernel" : "this kernel";
        return
        [
            new ProfileEntry(
                MachineParameters.EarlyBoot,
                new Quantity(
                    alone / Spread,
                    alone,
                    whole * PicosecondsPerMicrosecond * Spread,
                    Evidence.Measured,
                    $"kexec log: {which} from its clock's start to '{start.EndedBy}', one boot"
                        + (printing > 0 ? ", a console's time taken off" : ""),
                    null
                )
            ),
        ];
    }

    private static Device Kind(IGrouping<string, DeviceLine> kind)
    {
        List<double> times = [.. kind.Select(d => (double)d.Microseconds)];
        double printing = kind.Average(d => (double)d.Printing);
        double mean = times.Average();
        int count = Math.Min(times.Count, 4096);
        string what = count == 1 ? "1 device" : $"mean of {times.Count} devices";
        return new Device(
            HostProfile.NameOf(kind.Key),
            count,
            Time(mean, printing, what, 1.645 * Deviation(times, mean) / Math.Sqrt(times.Count)),
            Asynchronous.Contains(kind.Key)
        );
    }

    private static double Deviation(List<double> times, double mean) =>
        Math.Sqrt(times.Sum(t => (t - mean) * (t - mean)) / times.Count);

    /// <summary>A time with the range of the next reboot; what may be printing may not be there at all.</summary>
    private static Quantity Time(
        double microseconds,
        double printing,
        string what,
        double error = 0
    ) =>
        new(
            Math.Max(0, Math.Min(microseconds / Spread, microseconds - error) - printing)
                * PicosecondsPerMicrosecond,
            microseconds * PicosecondsPerMicrosecond,
            Math.Max(microseconds * Spread, microseconds + error) * PicosecondsPerMicrosecond,
            Evidence.Measured,
            $"kexec log: {what}, one reboot; range at least 0.8-1.25 of it",
            null
        );
}
