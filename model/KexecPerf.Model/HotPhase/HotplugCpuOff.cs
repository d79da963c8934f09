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
        RandomStream streams = run.Draw.Stream("cpu_off");
        if (!run.ActsByCpu)
        {
            yield return run.Sim.Delay(
                run.Scenario.Kernel.ParallelCpuOff
                    ? BesideOthers(run, others, streams)
                    : OneByOne(run, others, streams)
            );
            yield break;
        }

        if (run.Scenario.Kernel.ParallelCpuOff)
        {
            var hotplugLock = new Resource(run.Sim, 1);
            var off = new List<Event>();
            for (int cpu = 0; cpu < others; cpu++)
            {
                off.Add(
                    run.Sim.Process(OffBesideOthers(run, cpu, streams.Substream(cpu), hotplugLock))
                );
            }

            yield return new AllOf(run.Sim, off);
            yield break;
        }

        for (int cpu = 0; cpu < others; cpu++)
        {
            yield return run.Sim.Process(Off(run, cpu, streams.Substream(cpu)));
        }
    }

    private static IEnumerable<Event> Off(HotPhaseRun run, int cpu, RandomStream stream)
    {
        long start = run.Sim.NowPs;
        yield return run.Sim.Delay(Teardown(run, ref stream));
        yield return run.Sim.Delay(Kill(run, stream));
        run.Note("cpu", cpu + 1, "off", start);
    }

    /// <summary>The same without a process for each, picoseconds.</summary>
    private static long OneByOne(HotPhaseRun run, int others, RandomStream streams)
    {
        long elapsed = 0;
        for (int cpu = 0; cpu < others; cpu++)
        {
            RandomStream stream = streams.Substream(cpu);
            elapsed += Teardown(run, ref stream) + Kill(run, stream);
        }

        return elapsed;
    }

    private static IEnumerable<Event> OffBesideOthers(
        HotPhaseRun run,
        int cpu,
        RandomStream stream,
        Resource hotplugLock
    )
    {
        long start = run.Sim.NowPs;
        long teardown = Teardown(run, ref stream);
        long serial = Math.Min(teardown, run.Picoseconds(MachineParameters.CpuOffSerial));
        yield return run.Sim.Delay(teardown - serial);
        using (var turn = hotplugLock.Request())
        {
            yield return turn;
            yield return run.Sim.Delay(serial);
        }

        yield return run.Sim.Delay(Kill(run, stream));
        run.Note("cpu", cpu + 1, "off", start);
    }

    /// <summary>
    /// The same without a process for each, picoseconds: the lock goes to whoever asked first.
    /// </summary>
    private static long BesideOthers(HotPhaseRun run, int others, RandomStream streams)
    {
        long mostSerial = run.Picoseconds(MachineParameters.CpuOffSerial);
        var asks = new (long AtPs, int Cpu, long Serial, long Kill)[others];
        for (int cpu = 0; cpu < others; cpu++)
        {
            RandomStream stream = streams.Substream(cpu);
            long teardown = Teardown(run, ref stream);
            long serial = Math.Min(teardown, mostSerial);
            asks[cpu] = (teardown - serial, cpu, serial, Kill(run, stream));
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

    /// <summary>Picoseconds that the rebooting CPU sleeps until firmware has a CPU off.</summary>
    private static long Kill(HotPhaseRun run, RandomStream stream)
    {
        long off = run.Picoseconds(MachineParameters.CpuOffFirmware);
        long waited = 0;
        while (waited < off && waited < GiveUp)
        {
            waited += run.Scenario.Kernel.CoarsePsciPoll
                ? CoarseSleep
                : SleepMin + (long)(SleepRange * run.Draw.UniformEach(ref stream));
        }

        return waited;
    }

    private static long Teardown(HotPhaseRun run, ref RandomStream stream)
    {
        Quantity spread = run.Scenario.Machine[MachineParameters.CpuOffSpread];
        double factor = run.Draw.SampleEach(spread, ref stream);
        return (long)(run.Picoseconds(MachineParameters.CpuOffTeardown) * factor + 0.5);
    }
}
