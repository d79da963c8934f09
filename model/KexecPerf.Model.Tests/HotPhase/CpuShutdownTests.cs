using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>x86: 2.3 us until a CPU listens, 1.4 us until it has halted, 1.4 us for the rebooting CPU itself. arm64: 5 ms of teardown, 1 ms of it serial.</summary>
public static class CpuShutdownTests
{
    private const Architecture Arm64 = Architecture.Arm64;
    private const long OwnHalt = 1_400 * Bench.Nanosecond;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 4)]
    [InlineData(4, 4)]
    [InlineData(512, 4)]
    public static void On_x86_it_is_the_slowest_rounded_up_to_a_microsecond_and_the_own_halt(
        int cpus,
        long us
    ) => RequireCpus(us * Bench.Microsecond + OwnHalt, Bench.Scenario("7.2"), cpus);

    [Fact]
    public static void A_time_of_whole_microseconds_is_not_rounded()
    {
        Scenario scenario = Bench.Scenario("7.2");
        scenario = scenario with { Machine = scenario.Machine.Set("cpu_stop.halt", "0.7 us") };
        RequireCpus(3 * Bench.Microsecond + OwnHalt / 2, scenario, 4);
    }

    /// <summary>Noise on: the maximum over the CPUs' own sections, each from its own sub-stream.</summary>
    [Fact]
    public static void With_noise_it_is_the_maximum_of_what_each_CPU_drew()
    {
        MachineProfile machine = MachineProfiles.Get("x86_64-class") with { Cpus = 9 };
        Scenario scenario = Bench.Scenario("7.2") with { Machine = machine };
        for (int replication = 0; replication < 50; replication++)
        {
            MachineDraw draw = MachineDraw.Of(machine, 1, replication);
            long slowest = 0;
            for (int cpu = 0; cpu < 8; cpu++)
            {
                RandomStream stream = draw.Stream("cpu_stop").Substream(cpu);
                double section =
                    draw.Duration(MachineParameters.CpuStopIrqOff).Picoseconds
                    * draw.SampleEach(machine[MachineParameters.CpuStopSpread], ref stream);
                slowest = Math.Max(slowest, (long)(section + 0.5));
            }

            long halt = draw.Duration(MachineParameters.CpuStopHalt).Picoseconds;
            long polled = (slowest + halt + 999_999) / 1_000_000 * 1_000_000;
            Assert.Equal(polled + halt, scenario.Outcome(draw).Ps(Phase.CpuShutdown));
        }
    }

    /// <summary>After 1 s an NMI; then only the way to the halt, 1.4 us, looked at every microsecond.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(99)]
    public static void CPUs_that_ignore_the_IPI_cost_a_second_and_the_halt(int ignoring)
    {
        Scenario scenario = Bench.Scenario("7.2") with { CpusIgnoringIpi = ignoring };
        RequireCpus(1_000 * Bench.Millisecond + 2 * Bench.Microsecond + OwnHalt, scenario, 4);
        RequireCpus(OwnHalt, scenario, 1);
    }

    /// <summary>An interrupts-off section of 5 s is cut short by the NMI.</summary>
    [Fact]
    public static void A_section_longer_than_a_second_ends_with_the_NMI()
    {
        Scenario scenario = Bench.Scenario("7.2");
        scenario = scenario with { Machine = scenario.Machine.Set("cpu_stop.irq_off", "5 s") };
        RequireCpus(1_000 * Bench.Millisecond + 2 * Bench.Microsecond + OwnHalt, scenario, 4);
    }

    [Fact]
    public static void A_dead_CPU_hangs_the_stop_and_nothing_comes_after_it()
    {
        HotPhaseOutcome outcome = (Bench.Scenario("7.2") with { CpusDead = 1 }).Outcome();
        Assert.True(outcome.CpuStopHang);
        Assert.False(outcome.Boots);
        Assert.True(outcome.Ps(Phase.DeviceShutdown) > 0);
        Assert.All(
            PhaseNames.All.Where(p => p > Phase.CpuShutdown),
            p => Assert.Equal(0, outcome.Ps(p))
        );
        Assert.False(Bench.Scenario("7.2").Outcome().CpuStopHang);
    }

    [Fact]
    public static void A_machine_of_one_CPU_has_none_to_die()
    {
        Scenario scenario = Bench.Scenario("7.2") with { CpusDead = 1 };
        scenario = scenario with { Machine = scenario.Machine with { Cpus = 1 } };
        Assert.False(scenario.Outcome().CpuStopHang);
    }

    /// <summary>
    /// 3 ms of WBINVD: the stopping CPUs flush on every release but are waited for from 6.5; the rebooting one flushes from 6.18, at
    /// the start of relocation.
    /// </summary>
    [Theory]
    [InlineData("6.4", false, false)]
    [InlineData("6.5", true, false)]
    [InlineData("6.17", true, false)]
    [InlineData("6.18", true, true)]
    [InlineData("7.3", true, true)]
    public static void WBINVD_is_paid_where_the_release_waits_for_it(
        string kernel,
        bool inStop,
        bool inRelocation
    )
    {
        const long wbinvd = 3 * Bench.Millisecond;
        Scenario coherent = Bench.Scenario(kernel);
        Scenario incoherent = coherent with
        {
            Machine = coherent.Machine with
            {
                Cache = coherent.Machine.Cache with { Incoherent = true },
            },
        };
        long stop = inStop ? wbinvd : 0;
        long copy = inRelocation ? wbinvd : 0;

        // 2.3 + 1.4 us is polled as 4 us with or without whole milliseconds.
        RequireCpus(4 * Bench.Microsecond + stop + OwnHalt, incoherent, 4);
        Assert.Equal(
            coherent.Outcome().Ps(Phase.Relocation) + copy,
            incoherent.Outcome().Ps(Phase.Relocation)
        );
        Assert.Equal(
            coherent.InCma().Outcome().Ps(Phase.Relocation) + copy,
            incoherent.InCma().Outcome().Ps(Phase.Relocation)
        );
    }

    [Fact]
    public static void On_arm64_CPUs_go_one_after_the_other()
    {
        Scenario scenario = Bench.Scenario("7.2", Arm64);
        RequireCpus(0, scenario, 1);
        RequireCpus(5 * Bench.Millisecond, scenario, 2);
        RequireCpus(127 * 5 * Bench.Millisecond, scenario, 128);
    }

    /// <summary>
    /// The first look is at once; then sleeps of 0.1 to 1 ms, 0.55 with noise off, until the firmware says off or 100 ms have passed
    /// (182 sleeps).
    /// </summary>
    [Theory]
    [InlineData("0 ns", 0)]
    [InlineData("1 ns", 1)]
    [InlineData("550 us", 1)]
    [InlineData("551 us", 2)]
    [InlineData("2 ms", 4)]
    [InlineData("1 s", 182)]
    public static void The_firmware_is_polled(string firmware, long sleeps)
    {
        Scenario scenario = Bench.Scenario("7.2", Arm64);
        scenario = scenario with { Machine = scenario.Machine.Set("cpu_off.firmware", firmware) };
        long each = 5 * Bench.Millisecond + sleeps * 550 * Bench.Microsecond;
        RequireCpus(3 * each, scenario, 4);
    }

    /// <summary>Noise on, all else exact: sleeps are even between 0.1 and 1 ms, so 0.55 ms with a deviation of 0.26 a CPU.</summary>
    [Fact]
    public static void A_sleep_lasts_from_a_tenth_of_a_millisecond_to_one()
    {
        MachineProfile machine = Bench.Arm64.Set("cpu_off.firmware", "1 ns") with { Cpus = 2 };
        Scenario scenario = Bench.Scenario("7.2", Arm64) with { Machine = machine };
        long[] sleeps =
        [
            .. Enumerable
                .Range(0, 2_000)
                .Select(r =>
                    scenario.Outcome(MachineDraw.Of(machine, 1, r)).Ps(Phase.CpuShutdown)
                    - 5 * Bench.Millisecond
                ),
        ];
        Assert.All(
            sleeps,
            s => Assert.InRange(s, 100 * Bench.Microsecond, 1_000 * Bench.Microsecond)
        );
        double mean = sleeps.Average(s => s / (double)Bench.Millisecond);
        Assert.Equal(0.55, mean, 4.8916 * 0.9 / Math.Sqrt(12 * 2_000));
        Assert.True(
            sleeps.Min() < 110 * Bench.Microsecond && sleeps.Max() > 990 * Bench.Microsecond
        );
    }

    /// <summary>
    /// Equal CPUs reach the lock together after teardown - serial, pass it one by one, and the last one's sleep ends it: 4 + 127 x 1 +
    /// 0.55 ms.
    /// </summary>
    [Theory]
    [InlineData(2, 5)]
    [InlineData(4, 7)]
    [InlineData(128, 131)]
    public static void In_parallel_only_the_serial_parts_add_up(int cpus, long milliseconds)
    {
        Scenario scenario = Bench.Scenario("7.2+parallel-cpu-off", Arm64);
        RequireCpus(milliseconds * Bench.Millisecond, scenario, cpus);
        scenario = scenario with { Machine = scenario.Machine.Set("cpu_off.firmware", "10 us") };
        RequireCpus(milliseconds * Bench.Millisecond + 550 * Bench.Microsecond, scenario, cpus);
    }

    /// <summary>A serial part as long as the teardown leaves nothing to gain.</summary>
    [Fact]
    public static void If_all_is_serial_parallel_is_serial()
    {
        Scenario scenario = Bench.Scenario("7.2+parallel-cpu-off", Arm64);
        scenario = scenario with { Machine = scenario.Machine.Set("cpu_off.serial", "9 ms") };
        RequireCpus(127 * 5 * Bench.Millisecond, scenario, 128);
    }

    /// <summary>With unlike CPUs: no less than the slowest, no more than one after the other.</summary>
    [Fact]
    public static void With_noise_parallel_lies_between_the_slowest_and_the_sum()
    {
        MachineProfile machine = MachineProfiles.Get("arm64-class");
        Scenario serial = Bench.Scenario("7.2", Arm64) with { Machine = machine };
        Scenario parallel = Bench.Scenario("7.2+parallel-cpu-off", Arm64) with
        {
            Machine = machine,
        };
        for (int replication = 0; replication < 50; replication++)
        {
            MachineDraw draw = MachineDraw.Of(machine, 1, replication);
            long slow = serial.Outcome(draw).Ps(Phase.CpuShutdown);
            long fast = parallel.Outcome(draw).Ps(Phase.CpuShutdown);
            Assert.InRange(fast, slow / 31, slow);
        }
    }

    private static void RequireCpus(long picoseconds, Scenario scenario, int cpus)
    {
        Scenario sized = scenario with { Machine = scenario.Machine with { Cpus = cpus } };
        Assert.Equal(picoseconds, sized.Outcome().Ps(Phase.CpuShutdown));
    }
}
