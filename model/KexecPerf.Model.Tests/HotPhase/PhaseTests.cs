using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>Devices, boot stub, the plain waits, and the spans they add up to.</summary>
public static class PhaseTests
{
    /// <summary>Two disks of 10 ms, a net of 3 and three others of 1: 26 ms one after the other.</summary>
    [Theory]
    [InlineData(Architecture.X86_64)]
    [InlineData(Architecture.Arm64)]
    public static void Devices_shut_down_one_after_the_other(Architecture architecture) =>
        RequireDevices(26, Bench.Scenario("7.2", architecture));

    /// <summary>With the overlay it is the longest of the serial rest and of each device that may go aside, all starting at once.</summary>
    [Theory]
    [InlineData(10, 3, 1, 10)] // one of the disks
    [InlineData(2, 3, 1, 3)] // the net; the rest takes 3 too
    [InlineData(2, 3, 5, 15)] // the serial rest
    public static void Async_devices_go_beside_the_serial_rest(
        long disk,
        long net,
        long rest,
        long milliseconds
    ) =>
        RequireDevices(
            milliseconds,
            WithDevices(
                Bench.Device("rest", 3, rest, isAsync: false),
                Bench.Device("disk", 2, disk, isAsync: true),
                Bench.Device("net", 1, net, isAsync: true)
            )
        );

    /// <summary>The newest goes first: an async device registered before serial ones starts when those are done, 3 + 10 ms.</summary>
    [Fact]
    public static void An_async_device_starts_when_its_turn_comes() =>
        RequireDevices(
            13,
            WithDevices(
                Bench.Device("disk", 1, 10, isAsync: true),
                Bench.Device("rest", 3, 1, isAsync: false)
            )
        );

    [Fact]
    public static void Without_devices_there_is_nothing_to_wait_for()
    {
        foreach (string kernel in (string[])["7.2", "7.2+async-device-shutdown"])
        {
            Scenario scenario = Bench.Scenario(kernel);
            scenario = scenario with { Machine = scenario.Machine with { Devices = [] } };
            RequireDevices(0, scenario);
        }
    }

    /// <summary>
    /// 60 pages of content move at 1 GB/s; 1 MB comes out at the rate of the algorithm, and moves to
    /// its place at 40.96 GB/s.
    /// </summary>
    [Theory]
    [InlineData(PayloadCompression.None, 1_000)]
    [InlineData(PayloadCompression.Gzip, 10_000)]
    [InlineData(PayloadCompression.Zstd, 5_000)]
    [InlineData(PayloadCompression.Lz4, 2_500)]
    [InlineData(PayloadCompression.Lzo, 2_500)]
    [InlineData(PayloadCompression.Xz, 20_000)]
    [InlineData(PayloadCompression.Lzma, 20_000)]
    [InlineData(PayloadCompression.Bzip2, 20_000)]
    [InlineData(PayloadCompression.Unknown, 20_000)]
    public static void The_boot_stub_moves_and_unpacks(PayloadCompression how, long microseconds)
    {
        Scenario scenario = WithPayload(Bench.Scenario("7.2"), how);
        Assert.Equal(
            245_760 * Bench.Nanosecond + microseconds * Bench.Microsecond + 24_414_063,
            scenario.Outcome().Ps(Phase.BootStub)
        );
        Scenario arm64 = WithPayload(Bench.Scenario("7.2", Architecture.Arm64), how);
        Assert.Equal(0, arm64.Outcome().Ps(Phase.BootStub));
    }

    [Theory]
    [InlineData(Architecture.X86_64)]
    [InlineData(Architecture.Arm64)]
    public static void The_other_phases_take_what_the_profile_says(Architecture architecture)
    {
        HotPhaseOutcome outcome = Bench.Scenario("7.2", architecture).Outcome();
        Assert.Equal(11 * Bench.Microsecond, outcome.Ps(Phase.Other));
        Assert.Equal(13 * Bench.Microsecond, outcome.Ps(Phase.Handover));
        Assert.Equal(17 * Bench.Millisecond, outcome.Ps(Phase.EarlyBoot));
    }

    /// <summary>Written out, not by the model's own predicates.</summary>
    [Theory]
    [InlineData(Architecture.X86_64)]
    [InlineData(Architecture.Arm64)]
    public static void Phases_add_up_to_switch_hot_phase_and_downtime(Architecture architecture)
    {
        HotPhaseOutcome o = WithPayload(
                Bench.Scenario("7.2", architecture),
                PayloadCompression.Gzip
            )
            .Outcome();
        long sw = o.Ps(Phase.Relocation) + o.Ps(Phase.Purgatory) + o.Ps(Phase.Handover);
        long before = o.Ps(Phase.DeviceShutdown) + o.Ps(Phase.CpuShutdown) + o.Ps(Phase.Other);
        long after = o.Ps(Phase.BootStub) + o.Ps(Phase.EarlyBoot);
        Assert.Equal(sw, o.Switch.Picoseconds);
        Assert.Equal(before + sw, o.HotPhase.Picoseconds);
        Assert.Equal(before + sw + after, o.Downtime.Picoseconds);
    }

    [Fact]
    public static void Phases_have_one_name_each_in_the_order_they_happen() =>
        Assert.Equal(
            [
                "device_shutdown",
                "cpu_shutdown",
                "other",
                "relocation",
                "purgatory",
                "handover",
                "boot_stub",
                "early_boot",
            ],
            PhaseNames.All.Select(p => p.Key())
        );

    [Fact]
    public static void Each_span_is_a_run_of_phases_and_holds_those_further_in()
    {
        Assert.Equal(["switch", "hot_phase", "downtime"], PhaseSpans.All.Select(s => s.Key()));
        Assert.Equal(
            [
                [Phase.Relocation, Phase.Purgatory, Phase.Handover],
                PhaseNames.All.Take(6),
                PhaseNames.All,
            ],
            PhaseSpans.All.Select(s => s.Phases())
        );
    }

    [Fact]
    public static void Words_are_those_of_the_key_but_for_the_purgatory_which_says_what_it_does() =>
        Assert.All(
            PhaseNames.All,
            p =>
                Assert.Equal(
                    p == Phase.Purgatory ? "purgatory sha256" : p.Key().Replace('_', ' '),
                    p.Words()
                )
        );

    [Fact]
    public static void Words_of_spans_are_those_of_their_keys() =>
        Assert.All(PhaseSpans.All, s => Assert.Equal(s.Key().Replace('_', ' '), s.Words()));

    /// <summary>The kernel comes out anywhere in RAM, of which the host has backed little.</summary>
    [Fact]
    public static void Decompression_pays_for_what_the_host_has_not_backed()
    {
        Scenario backed = WithPayload(Bench.Scenario("7.2"), PayloadCompression.Gzip);
        Scenario scenario = backed with
        {
            Memory = backed.Memory with { Backing = HostBacking.Pages4KiB },
        };
        MachineDraw draw = MachineDraw.Medians(scenario.Machine);
        LoadedImage loaded = LoadedImage.Load(scenario, draw);
        long fault = draw.Duration(LoadParameters.Fault4k).Picoseconds;
        Assert.True(loaded.OutputFaults > 100);
        Assert.Equal(
            backed.Outcome().Ps(Phase.BootStub) + loaded.OutputFaults * fault,
            HotPhaseSimulation.Run(loaded, draw).Ps(Phase.BootStub)
        );
    }

    [Fact]
    public static void An_overwritten_initrd_does_not_boot()
    {
        HotPhaseOutcome outcome = Bench.Scenario("7.2", initrd: 600).InCma().Outcome();
        Assert.Equal(255, outcome.InitrdPagesOverwritten);
        Assert.False(outcome.Boots);
        Assert.True(Bench.Scenario("7.2", initrd: 600).Outcome().Boots);
    }

    private static Scenario WithDevices(params Device[] devices)
    {
        Scenario scenario = Bench.Scenario("7.2+async-device-shutdown");
        return scenario with { Machine = scenario.Machine with { Devices = devices } };
    }

    private static Scenario WithPayload(Scenario scenario, PayloadCompression how) =>
        scenario with
        {
            Image = KexecImage.Create(
                scenario.Image.Architecture,
                scenario.Image.Kernel with
                {
                    Compression = how,
                    Uncompressed = new ByteSize(1_000_000),
                },
                new PageCount(200).Size
            ),
        };

    private static void RequireDevices(long milliseconds, Scenario scenario) =>
        Assert.Equal(milliseconds * Bench.Millisecond, scenario.Outcome().Ps(Phase.DeviceShutdown));
}
