using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>
/// CPU shutdown is computed at once where nobody looks at each CPU, and takes to the picosecond
/// what it does with a process for each.
/// </summary>
public static class StoppedCpusTests
{
    private const int Draws = 20;

    [Theory]
    [InlineData(2, 0, 0, false)]
    [InlineData(700, 0, 0, false)]
    [InlineData(700, 3, 0, true)]
    [InlineData(4, 3, 0, true)]
    [InlineData(9, 0, 1, false)]
    [InlineData(9, 20, 2, true)]
    [InlineData(5, 0, 7, true)]
    public static void The_slowest_answer_is_that_of_all_processes(
        int cpus,
        int ignoring,
        int dead,
        bool incoherent
    )
    {
        MachineProfile machine = MachineProfiles.Get("x86_64-class");
        machine = machine with
        {
            Cpus = cpus,
            Cache = machine.Cache with { Incoherent = incoherent },
        };
        RequireSame(
            Bench.Scenario("7.2") with
            {
                Machine = machine,
                CpusIgnoringIpi = ignoring,
                CpusDead = dead,
            }
        );
    }

    /// <summary>Some answer within the second, others are cut short.</summary>
    [Fact]
    public static void Sections_about_a_second_are_those_of_all_processes()
    {
        MachineProfile machine = MachineProfiles.Get("x86_64-class") with { Cpus = 30 };
        RequireSame(
            Bench.Scenario("7.2") with
            {
                Machine = machine.Set("cpu_stop.irq_off", "600 ms"),
            }
        );
    }

    [Theory]
    [InlineData("7.2", 40, "1 ns")]
    [InlineData("7.2", 40, "3 ms")]
    [InlineData("5.4", 12, "3 ms")]
    [InlineData("7.2+parallel-cpu-off", 2, "1 s")]
    [InlineData("7.2+parallel-cpu-off", 300, "3 ms")]
    public static void Going_off_takes_what_all_processes_take(
        string kernel,
        int cpus,
        string firmware
    )
    {
        MachineProfile machine = MachineProfiles.Get("arm64-class") with { Cpus = cpus };
        RequireSame(
            Bench.Scenario(kernel, Architecture.Arm64) with
            {
                Machine = machine.Set("cpu_off.firmware", firmware),
            }
        );
    }

    /// <summary>What one kernel's CPUs took is not taken for another's, though all share the draw.</summary>
    [Fact]
    public static void Kernels_that_poll_or_shut_down_in_another_way_share_no_time()
    {
        MachineProfile machine = MachineProfiles.Get("arm64-class") with { Cpus = 12 };
        MachineDraw shared = Draw();
        foreach (bool coarse in (bool[])[false, true])
        {
            foreach (bool parallel in (bool[])[false, true])
            {
                Scenario scenario = Bench.Scenario("7.2", Architecture.Arm64);
                scenario = scenario with
                {
                    Machine = machine,
                    Kernel = scenario.Kernel with
                    {
                        CoarsePsciPoll = coarse,
                        ParallelCpuOff = parallel,
                    },
                };
                LoadedImage loaded = LoadedImage.Load(scenario, shared);
                Assert.Equal(
                    HotPhaseSimulation.Run(loaded, Draw()).Ps(Phase.CpuShutdown),
                    HotPhaseSimulation.Run(loaded, shared).Ps(Phase.CpuShutdown)
                );
            }
        }

        MachineDraw Draw() => MachineDraw.Of(machine, 5, 1);
    }

    /// <summary>With noise off, the lock is asked for by all at once.</summary>
    [Fact]
    public static void Equal_CPUs_go_off_in_order()
    {
        MachineProfile machine = Bench.Arm64 with { Cpus = 64 };
        RequireSame(
            Bench.Scenario("7.2+parallel-cpu-off", Architecture.Arm64) with
            {
                Machine = machine,
            }
        );
    }

    [Fact]
    public static void The_greatest_draw_is_the_greatest_of_all()
    {
        MachineProfile machine = MachineProfiles.Get("x86_64-class");
        Quantity spread = machine[MachineParameters.CpuStopSpread];
        for (int replication = 0; replication < Draws; replication++)
        {
            MachineDraw draw = MachineDraw.Of(machine, 3, replication);
            RandomStream streams = draw.Stream("greatest");
            double greatest = 0;
            for (int process = 0; process < 5_000; process++)
            {
                RandomStream stream = streams.Substream(process);
                greatest = Math.Max(greatest, draw.SampleEach(spread, ref stream));
            }

            Assert.Equal(greatest, draw.SampleGreatest(spread, streams, 5_000));
        }
    }

    private static void RequireSame(Scenario scenario)
    {
        for (int replication = 0; replication < Draws; replication++)
        {
            MachineDraw draw = MachineDraw.Of(scenario.Machine, 5, replication);
            LoadedImage loaded = LoadedImage.Load(scenario, draw);
            HotPhaseOutcome each = HotPhaseSimulation.Run(
                loaded,
                draw,
                record: new HotPhaseRecord { Timeline = [] }
            );
            HotPhaseOutcome all = HotPhaseSimulation.Run(loaded, draw);
            Assert.Equal(each.CpuStopHang, all.CpuStopHang);
            Assert.All(PhaseNames.All, p => Assert.Equal(each.Ps(p), all.Ps(p)));
        }
    }
}
