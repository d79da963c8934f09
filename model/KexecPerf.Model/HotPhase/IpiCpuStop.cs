using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// x86 <c>native_stop_other_cpus()</c>: one IPI to all; each CPU answers when its interrupts-off section ends, halts, and from 6.5
/// has done its WBINVD before it is counted (caches incoherent only). The rebooting CPU looks every microsecond; after 1 s it sends
/// an NMI to those left, then waits without limit, because kexec passes wait=1. So the maximum over CPUs, rounded up to a microsecond, and then the rebooting CPU's own local APIC and
/// machine check, which is all there is with one CPU.
/// A process for each CPU is the specification; where nobody looks at each, it is computed.
/// </summary>
internal static class IpiCpuStop
{
    private static readonly long Poll = SimTime.FromMicroseconds(1).Picoseconds;
    private static readonly long NmiAfter = SimTime.FromMilliseconds(1000).Picoseconds;

    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        int others = run.Scenario.Machine.Cpus - 1;
        if (others > 0)
        {
            yield return run.ActsByCpu
                ? run.Sim.Process(StopOthers(run, others))
                : run.Sim.Delay(OthersStopped(run, others));
        }

        if (!run.CpuStopHang)
        {
            yield return run.Sim.Delay(run.Picoseconds(MachineParameters.CpuStopHalt));
        }
    }

    private static IEnumerable<Event> StopOthers(HotPhaseRun run, int others)
    {
        int dead = Math.Min(run.Scenario.CpusDead, others);
        int deaf = Math.Min(run.Scenario.CpusIgnoringIpi, others - dead);
        long start = run.Sim.NowPs;
        RandomStream sections = run.Draw.Stream("cpu_stop");
        var answering = new List<Event>(others);
        for (int cpu = 0; cpu < others - dead - deaf; cpu++)
        {
            answering.Add(run.Sim.Process(Stop(run, cpu, Section(run, sections.Substream(cpu)))));
        }

        Event timeout = run.Sim.Timeout(NmiAfter);
        var all = new AllOf(run.Sim, answering);
        yield return deaf + dead > 0 ? timeout : new AnyOf(run.Sim, all, timeout);
        if (deaf + dead > 0 || !all.IsProcessed)
        {
            // An NMI interrupts whatever section they are in; what is left is the way to the halt.
            var late = new List<Event> { all };
            for (int cpu = others - dead - deaf; cpu < others - dead; cpu++)
            {
                late.Add(run.Sim.Process(Stop(run, cpu, null)));
            }

            yield return new AllOf(run.Sim, late);
        }

        if (dead > 0)
        {
            run.CpuStopHang = true;
            yield break;
        }

        yield return run.Sim.Delay(ToNextPoll(run.Sim.NowPs - start));
    }

    /// <summary>The same without a process for each: picoseconds until all have stopped.</summary>
    private static long OthersStopped(HotPhaseRun run, int others)
    {
        int dead = Math.Min(run.Scenario.CpusDead, others);
        int deaf = Math.Min(run.Scenario.CpusIgnoringIpi, others - dead);
        int answering = others - dead - deaf;
        bool flushes = run.Scenario.Machine.Cache.Incoherent && answering + deaf > 0;
        if (flushes)
        {
            run.Walk.Flush();
        }

        long halt = run.Picoseconds(MachineParameters.CpuStopHalt);
        if (flushes && run.Scenario.Kernel.WaitIncludesWbinvd)
        {
            halt += run.Picoseconds(MachineParameters.CacheWbinvd);
        }

        long obeyed = answering > 0 ? Math.Min(LongestSection(run, answering), NmiAfter) + halt : 0;
        long forced = deaf > 0 ? NmiAfter + halt : 0;
        long elapsed = Math.Max(obeyed, forced);
        if (dead > 0)
        {
            run.CpuStopHang = true;
            return Math.Max(elapsed, NmiAfter);
        }

        return elapsed + ToNextPoll(elapsed);
    }

    private static long ToNextPoll(long elapsed) => (Poll - elapsed % Poll) % Poll;

    /// <summary>How long a CPU keeps interrupts off.</summary>
    private static long Section(HotPhaseRun run, RandomStream stream)
    {
        Quantity spread = run.Scenario.Machine[MachineParameters.CpuStopSpread];
        return Section(run, run.Draw.SampleEach(spread, ref stream));
    }

    /// <summary>How long the last of so many CPUs keeps them off.</summary>
    private static long LongestSection(HotPhaseRun run, int cpus)
    {
        Quantity spread = run.Scenario.Machine[MachineParameters.CpuStopSpread];
        return Section(run, run.Draw.SampleGreatest(spread, run.Draw.Stream("cpu_stop"), cpus));
    }

    private static long Section(HotPhaseRun run, double factor) =>
        (long)(run.Picoseconds(MachineParameters.CpuStopIrqOff) * factor + 0.5);

    /// <summary>One CPU from its interrupts-off section, if the NMI does not cut it short, to the halt.</summary>
    private static IEnumerable<Event> Stop(HotPhaseRun run, int cpu, long? section)
    {
        long start = run.Sim.NowPs;
        if (section is { } irqOff)
        {
            yield return run.Sim.Delay(Math.Min(irqOff, NmiAfter));
            run.Note("cpu", cpu + 1, "irq off", start);
            start = run.Sim.NowPs;
        }

        yield return run.Sim.Delay(run.Picoseconds(MachineParameters.CpuStopHalt));
        if (run.Scenario.Machine.Cache.Incoherent)
        {
            run.Walk.Flush();
            if (run.Scenario.Kernel.WaitIncludesWbinvd)
            {
                yield return run.Sim.Delay(run.Picoseconds(MachineParameters.CacheWbinvd));
            }
        }

        run.Note("cpu", cpu + 1, "halt", start);
    }
}
