using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// arm64 <c>smp_shutdown_nonboot_cpus()</c>: one CPU after the other through hotplug; then <c>cpu_psci_cpu_kill()</c> asks the
/// firmware at once and, until the CPU is off, again after sleeps of 0.1-1 ms (drawn evenly; the timer may fire anywhere between; before 5.5 of 10 ms),
/// for at most 100 ms. So (CPUs - 1) times teardown and polls. With the parallel-cpu-off overlay all start at once and only
/// a part of the teardown stays serial.
/// A process for each CPU is the specification; where nobody looks at each, times are added up.
/// </summary>
internal static class HotplugCpuOff
{
    private static readonly long SleepMin = SimTime.FromMicroseconds(100).Picoseconds;
    private static readonly long SleepRange = SimTime.FromMicroseconds(900).Picoseconds;
    private static readonly long CoarseSleep = SimTime.FromMilliseconds(10).Picoseconds;
    private static readonly long GiveUp = SimTime.FromMilliseconds(100).Picoseconds;

    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        int others = run.Scenario.Machine.Cpus - 1;
        if (!run.ActsByCpu)
        {
            string how = run.Scenario.Kernel.CoarsePsciPoll ? "cpu_off coarse" : "cpu_off fine";
            yield return run.Sim.Delay(
                run.Scenario.Kernel.ParallelCpuOff
                    ? run.Draw.Once(how + " beside", others, () => BesideOthers(run, others))
                    : run.Draw.Once(how, others, () => OneByOne(run, others))
            );
            yield break;
        }

        var times = new Times(run, others);
        if (run.Scenario.Kernel.ParallelCpuOff)
        {
            var hotplugLock = new Resource(run.Sim, 1);
            var off = new List<Event>();
            for (int cpu = 0; cpu < others; cpu++)
            {
                off.Add(run.Sim.Process(OffBesideOthers(run, cpu, times, hotplugLock)));
            }

            yield return new AllOf(run.Sim, off);
            yield break;
        }

        for (int cpu = 0; cpu < others; cpu++)
        {
            yield return run.Sim.Process(Off(run, cpu, times));
        }
    }

    private static IEnumerable<Event> Off(HotPhaseRun run, int cpu, Times times)
    {
        long start = run.Sim.NowPs;
        (long teardown, long kill) = times.Of(cpu);
        yield return run.Sim.Delay(teardown);
        yield return run.Sim.Delay(kill);
        run.Note("cpu", cpu + 1, "off", start);
    }

    /// <summary>The same without a process for each, picoseconds.</summary>
    private static long OneByOne(HotPhaseRun run, int others)
    {
        var times = new Times(run, others);
        long elapsed = 0;
        for (int cpu = 0; cpu < others; cpu++)
        {
            (long teardown, long kill) = times.Of(cpu);
            elapsed += teardown + kill;
        }

        return elapsed;
    }

    private static IEnumerable<Event> OffBesideOthers(
        HotPhaseRun run,
        int cpu,
        Times times,
        Resource hotplugLock
    )
    {
        long start = run.Sim.NowPs;
        (long teardown, long kill) = times.Of(cpu);
        long serial = Math.Min(teardown, times.MostSerial);
        yield return run.Sim.Delay(teardown - serial);
        using (var turn = hotplugLock.Request())
        {
            yield return turn;
            yield return run.Sim.Delay(serial);
        }

        yield return run.Sim.Delay(kill);
        run.Note("cpu", cpu + 1, "off", start);
    }

    /// <summary>
    /// The same without a process for each, picoseconds: the lock goes to whoever asked first.
    /// </summary>
    private static long BesideOthers(HotPhaseRun run, int others)
    {
        var times = new Times(run, others);
        var asks = new (long AtPs, int Cpu, long Serial, long Kill)[others];
        for (int cpu = 0; cpu < others; cpu++)
        {
            (long teardown, long kill) = times.Of(cpu);
            long serial = Math.Min(teardown, times.MostSerial);
            asks[cpu] = (teardown - serial, cpu, serial, kill);
        }

        Array.Sort(asks);
        long free = 0;
        long elapsed = 0;
        foreach ((long at, _, long serial, long kill) in asks)
        {
            free = Math.Max(free, at) + serial;
            elapsed = Math.Max(elapsed, free + kill);
        }

        return elapsed;
    }

    /// <summary>What each CPU takes, picoseconds, drawn from a stream of its own.</summary>
    private sealed class Times(HotPhaseRun run, int others)
    {
        private readonly MachineDraw _draw = run.Draw;
        private readonly RandomStream _streams = run.Draw.Stream("cpu_off");
        private readonly bool _isCoarse = run.Scenario.Kernel.CoarsePsciPoll;
        private readonly long _teardown = run.Picoseconds(MachineParameters.CpuOffTeardown);
        private readonly long _firmware = run.Picoseconds(MachineParameters.CpuOffFirmware);
        private readonly double[] _spread = run.Draw.SampleEach(
            run.Scenario.Machine[MachineParameters.CpuOffSpread],
            run.Draw.Stream("cpu_off"),
            others
        );

        /// <summary>What of a teardown no other CPU does meanwhile, at most.</summary>
        public long MostSerial { get; } = run.Picoseconds(MachineParameters.CpuOffSerial);

        /// <summary>
        /// A CPU's teardown, and how long the rebooting CPU then sleeps until firmware has it off.
        /// </summary>
        public (long Teardown, long Kill) Of(int cpu)
        {
            RandomStream stream = _streams.Substream(cpu).After(1); // behind its spread
            long waited = 0;
            while (waited < _firmware && waited < GiveUp)
            {
                waited += _isCoarse
                    ? CoarseSleep
                    : SleepMin + unchecked((long)(SleepRange * _draw.UniformEach(ref stream)));
            }

            return ((long)(_teardown * _spread[cpu] + 0.5), waited);
        }
    }
}
