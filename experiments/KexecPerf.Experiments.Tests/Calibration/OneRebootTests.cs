using System.Text;
using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Experiments.Tests.Hosts.Logs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Calibration;

/// <summary>
/// Hosts drawn from the tool's own laws, what is not known of them and what varies from kexec to
/// kexec apart. Each writes the log of its first reboot; the range made of it meets its later ones.
/// </summary>
public class OneRebootTests(ITestOutputHelper output)
{
    /// <summary>Seed of the hosts, and of the answers, which know nothing of them.</summary>
    private const ulong Hosts = 91;
    private const ulong Answers = 17;

    private const int Later = 60;
    private const int Draws = 300;

    private static readonly int HostCount = Effort.IsFull ? 1000 : 150;

    /// <summary>What the log tells of, together: the sum is what one waits for.</summary>
    private static readonly Dictionary<string, Phase[]> Parts = new()
    {
        ["devices"] = [Phase.DeviceShutdown],
        ["CPUs"] = [Phase.CpuShutdown],
        ["early boot"] = [Phase.EarlyBoot],
        ["all three"] = [Phase.DeviceShutdown, Phase.CpuShutdown, Phase.EarlyBoot],
    };

    [Theory]
    [InlineData("arm64-class", 16)]
    [InlineData("arm64-class", 64)]
    [InlineData("x86_64-class", 16)]
    public void The_range_after_one_log_holds_nine_of_ten_later_reboots_and_is_narrow(
        string name,
        int cpus
    )
    {
        MachineProfile kind = MachineProfiles.Get(name) with { Cpus = cpus };
        Dictionary<string, Interval> without = Ranges(Outcomes(kind, Answers, Draws * 4));
        var after = Parts.Keys.ToDictionary(p => p, _ => new Tally());
        var before = Parts.Keys.ToDictionary(p => p, _ => new Tally());
        for (int host = 0; host < HostCount; host++)
        {
            MachineProfile learnt = Learn(kind, host) with { Cpus = cpus };
            Dictionary<string, Interval> range = Ranges(Outcomes(learnt, Answers, Draws));
            List<HotPhaseOutcome> later =
            [
                .. Enumerable.Range(1, Later).Select(run => Run(kind, At(host, run), null)),
            ];
            Dictionary<string, Interval> law = Ranges(later);
            foreach (string part in Told(kind))
            {
                after[part].Add(later.Select(o => Of(o, part)), range[part], law[part]);
                before[part].Add(later.Select(o => Of(o, part)), without[part], law[part]);
            }
        }

        foreach (string part in Told(kind))
        {
            output.WriteLine($"{name} {cpus} {part}: with {after[part]}; without {before[part]}");
        }

        foreach (string part in Told(kind))
        {
            Assert.InRange(after[part].Covered, 0.85, 0.95);
            Assert.InRange(after[part].Width, 1, 1.5);
            Assert.InRange(before[part].Covered, 0.87, 1);
        }
    }

    /// <summary>x86 has no word on its CPUs.</summary>
    private static IEnumerable<string> Told(MachineProfile kind) =>
        kind.Architecture == Architecture.Arm64 ? Parts.Keys : ["devices", "early boot"];

    /// <summary>Reads the log of a host's first reboot as <c>calibrate</c> does.</summary>
    private static MachineProfile Learn(MachineProfile kind, int host)
    {
        var timeline = new List<TimelineSlice>();
        HotPhaseOutcome first = Run(kind, At(host, 0), timeline);
        RebootLog log = LogBuilder.Of(Log(kind, timeline, first));
        Assert.Empty(log.Missing);
        HostProfile profile = HostProfileBuilder.Build(null, null, log, null);
        return MachineProfileReader.Read(
            "learnt",
            Encoding.UTF8.GetBytes(ProfileText.Write(profile)),
            MachineProfiles.Get
        );
    }

    private static string Log(
        MachineProfile kind,
        List<TimelineSlice> timeline,
        HotPhaseOutcome run
    )
    {
        const double up = 300e6;
        bool isArm = kind.Architecture == Architecture.Arm64;
        LogBuilder log = new LogBuilder()
            .Add(0, isArm ? "Booting Linux on physical CPU 0x0000000000 [0x41]" : "tsc: x")
            .Add(2e5, $"smp: Brought up 1 node, {kind.Cpus} CPUs")
            .Add(3e5, "Run /init as init process");
        foreach (TimelineSlice s in timeline.Where(s => s.Actor.StartsWith("device ")))
        {
            log.Add(up + Us(s.Start), s.Actor["device ".Length..] + ": shutdown");
        }

        double down = up + Us(run[Phase.DeviceShutdown]);
        log.Add(down, "kexec_core: Starting new kernel");
        foreach (TimelineSlice s in timeline.Where(s => isArm && s.Name == "off"))
        {
            log.Add(up + Us(s.End), $"psci: CPU{s.Actor[4..]} killed (polled 0 ms)");
        }

        return (isArm ? log.Add(down + Us(run[Phase.CpuShutdown]), "Bye!") : log)
            .Add(0, "Linux version 7.3.1")
            .Add(Us(run[Phase.EarlyBoot]), "Run /init as init process")
            .Text;
    }

    /// <summary>No two hosts share a run, which would be slow for both.</summary>
    private static Replication At(int host, int run) => new(Hosts, host, host * (Later + 1L) + run);

    private static IEnumerable<HotPhaseOutcome> Outcomes(MachineProfile m, ulong seed, int n) =>
        Enumerable.Range(0, n).Select(i => Run(m, new Replication(seed, i, i), null));

    private static HotPhaseOutcome Run(
        MachineProfile machine,
        Replication at,
        List<TimelineSlice>? timeline
    )
    {
        Scenario scenario = ScenarioOf(machine);
        MachineDraw draw = MachineDraw.Of(machine, at);
        var record = new HotPhaseRecord { Timeline = timeline };
        LoadedImage loaded = LoadedImage.Load(scenario, draw);
        return HotPhaseSimulation.Run(loaded, draw, CopyMode.Extents, record);
    }

    private static Scenario ScenarioOf(MachineProfile machine) =>
        new()
        {
            Machine = machine,
            Kernel = KernelFeatures.For("7.2", machine.Architecture),
            Image = KexecImage.Create(
                machine.Architecture,
                new KernelPayload(
                    ByteSize.FromMiB(1),
                    ByteSize.FromMiB(4),
                    PayloadCompression.Zstd,
                    ByteSize.FromMiB(3),
                    "test"
                ),
                ByteSize.FromMiB(1)
            ),
            Memory = new MemoryState { Ram = ByteSize.FromGiB(8), CmaArea = ByteSize.Zero },
        };

    private static Dictionary<string, Interval> Ranges(IEnumerable<HotPhaseOutcome> outcomes)
    {
        List<HotPhaseOutcome> all = [.. outcomes];
        return Parts.Keys.ToDictionary(p => p, p => Interval.Of([.. all.Select(o => Of(o, p))]));
    }

    private static double Of(HotPhaseOutcome outcome, string part) =>
        Parts[part].Sum(p => Us(outcome[p]));

    private static double Us(SimTime time) => time.Picoseconds / 1e6;

    /// <summary>
    /// How often a range held a reboot, and how wide it was beside the host's own law.
    /// </summary>
    private sealed class Tally
    {
        private readonly List<double> _widths = [];
        private int _runs;
        private int _held;

        public double Covered => (double)_held / _runs;

        /// <summary>Median over hosts.</summary>
        public double Width => Interval.Of(_widths).Median;

        public void Add(IEnumerable<double> runs, Interval range, Interval law)
        {
            foreach (double run in runs)
            {
                _runs++;
                _held += run >= range.Low && run <= range.High ? 1 : 0;
            }

            _widths.Add((range.High - range.Low) / (law.High - law.Low));
        }

        public override string ToString() =>
            FormattableString.Invariant($"{100 * Covered:0.0} % held, {Width:0.00} times as wide");
    }
}
