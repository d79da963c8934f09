using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>
/// Turns one reboot's log into devices, CPU numbers and early boot of a profile. Values are those
/// of the log; ranges are those of the machine's median run, seen in this one (<see
/// cref="MedianFromOneRun"/>), with the class of machines as what was known before.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="typical">The class of machines that the profile will extend.</param>
internal sealed class LogEntries(RebootLog log, MachineProfile typical)
{
    /// <summary>
    /// A kind gets an entry of its own from this share of the whole shutdown; the others are one
    /// entry, <c>rest</c>.
    /// </summary>
    private const double LeastShare = 0.02;
    private const int MostKinds = 12;

    /// <summary>With fewer CPUs the class knows more of how they differ.</summary>
    private const int LeastCpusOfSpread = 20;

    /// <summary>Share of a kernel's start that is taken off for a console at most.</summary>
    private const double MostPrinting = 0.9;

    private const double PicosecondsPerMicrosecond = 1e6;
    private const string Rest = "rest";

    /// <summary>Devices of one run were slow or fast together.</summary>
    private const string Group = "devices-of-log";

    /// <summary>
    /// Drivers of disks and networks: what the proposals for asynchronous shutdown take out of the
    /// serial loop.
    /// </summary>
    private static readonly HashSet<string> Asynchronous =
    [
        .. (
            "nvme virtio_blk sd ahci mpt3sas megaraid_sas virtio_net ena gve "
            + "mlx4_core mlx5_core igb igc ixgbe i40e ice e1000e tg3 bnxt_en r8169 hns3"
        ).Split(' '),
    ];

    /// <summary>
    /// Devices by driver, in the order of registration: the last shut down stands first.
    /// </summary>
    public IReadOnlyList<Device> Devices()
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
            double printing = others.Sum(d => (double)d.Printing);
            string what = $"{others.Count} devices of {kinds.Count - own.Count} drivers together";
            devices.Add(new Device(Rest, 1, DeviceTime(sum, printing, what), false));
        }

        devices.Reverse();
        return devices;
    }

    /// <summary>Numbers on CPUs; none where the log has no word on them.</summary>
    public IReadOnlyList<ProfileEntry> Cpus()
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
        double printing = log.CpusOff.Average(c => (double)c.Printing);
        var entries = new List<ProfileEntry> { Teardown(teardown.Median, printing, firmware) };
        if (teardown.Median > 0 && log.CpusOff.Count >= LeastCpusOfSpread)
        {
            // A profile holds ratios up to 10000 %.
            double low = Math.Min(1, teardown.Low / teardown.Median);
            double high = Math.Clamp(teardown.High / teardown.Median, 1, 100);
            string source = $"kexec log: {log.CpusOff.Count} CPUs of one reboot";
            entries.Add(
                new ProfileEntry(
                    MachineParameters.CpuOffSpread,
                    new Quantity(low, 1, high, Evidence.Measured, source, null)
                )
            );
        }

        entries.Add(Firmware(firmware, printing));
        return entries;
    }

    /// <summary>Early boot; none where the log holds no kernel's start.</summary>
    public IReadOnlyList<ProfileEntry> EarlyBoot()
    {
        if (log.Start is not { Microseconds: { } whole } start)
        {
            return [];
        }

        // A start that seems to be all printing is a start nevertheless.
        double printing = Math.Min(start.Printing, MostPrinting * whole);
        string which = log.StartIsNext ? "the next kernel" : "this kernel";
        Quantity alone = Time(
            whole - printing,
            0,
            $"{which} from its clock's start to '{start.EndedBy}', one boot"
                + (printing > 0 ? ", a console's time taken off" : ""),
            Factors(MachineParameters.EarlyBoot),
            typical[MachineParameters.EarlyBoot]
        );
        double high = Math.Max(alone.High, whole * PicosecondsPerMicrosecond);
        return [new ProfileEntry(MachineParameters.EarlyBoot, alone with { High = high })];
    }

    private ProfileEntry Teardown(double median, double printing, List<double> firmware)
    {
        // The median of n CPUs is as uncertain as 1.25 means of them.
        double share = Math.Sqrt(Math.PI / 2 / log.CpusOff.Count);
        Quantity spread = typical[MachineParameters.CpuOffSpread];
        Quantity ofMedian = spread with
        {
            Low = Math.Pow(spread.Low, share),
            High = Math.Pow(spread.High, share),
        };
        string parted = firmware.Count > 0 ? "" : ", its firmware time included";
        return new ProfileEntry(
            MachineParameters.CpuOffTeardown,
            Time(
                median,
                printing,
                $"median of {log.CpusOff.Count} CPUs{parted}, one reboot",
                [.. Factors(MachineParameters.CpuOffTeardown), ofMedian],
                typical[MachineParameters.CpuOffTeardown]
            )
        );
    }

    private static ProfileEntry Firmware(List<double> firmware, double printing)
    {
        if (firmware.Count == 0)
        {
            const string why = "kexec log: in cpu_off.teardown, since no message parts the two";
            return new ProfileEntry(
                MachineParameters.CpuOffFirmware,
                new Quantity(0, 0, 0, Evidence.Measured, why, null)
            );
        }

        Interval time = Interval.Of(firmware);
        return new ProfileEntry(
            MachineParameters.CpuOffFirmware,
            new Quantity(
                Math.Max(0, time.Low - printing) * PicosecondsPerMicrosecond,
                time.Median * PicosecondsPerMicrosecond,
                time.High * PicosecondsPerMicrosecond,
                Evidence.Measured,
                "kexec log: from the shutdown message to killed, "
                    + $"{firmware.Count} CPUs of one reboot",
                null
            )
        );
    }

    private Device Kind(IGrouping<string, DeviceLine> kind)
    {
        int count = Math.Min(kind.Count(), Device.MostOfAKind);
        string what = count == 1 ? "1 device" : $"mean of {kind.Count()} devices";
        return new Device(
            HostProfile.NameOf(kind.Key),
            count,
            DeviceTime(
                kind.Average(d => (double)d.Microseconds),
                kind.Average(d => (double)d.Printing),
                what
            ),
            Asynchronous.Contains(kind.Key)
        );
    }

    /// <summary>No device of a class is the one of a log: nothing was known before.</summary>
    private Quantity DeviceTime(double microseconds, double printing, string what) =>
        Time(
            microseconds,
            printing,
            what + ", one reboot",
            [typical[RunVariation.VaryDevices]],
            null
        ) with
        {
            Group = Group,
        };

    private IReadOnlyList<Quantity> Factors(MachineParameter parameter) =>
        [.. RunVariation.Of(parameter).Select(v => typical[v])];

    /// <summary>A time; what may be printing may not be there at all.</summary>
    private static Quantity Time(
        double microseconds,
        double printing,
        string what,
        IReadOnlyList<Quantity> factors,
        Quantity? prior
    )
    {
        double value = Math.Max(0, microseconds) * PicosecondsPerMicrosecond;
        (double low, double high) =
            value > 0 ? MedianFromOneRun.Of(value, factors, prior) : (value, value);
        return new Quantity(
            Math.Max(0, Math.Min(value, low) - printing * PicosecondsPerMicrosecond),
            value,
            Math.Max(value, high),
            Evidence.Measured,
            $"kexec log: {what}; range of the median run, from one that varies",
            null
        );
    }
}
