using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>Simulates one kexec from <c>kernel_restart_prepare()</c> until the new kernel's drivers have reset their devices.</summary>
public static class HotPhaseSimulation
{
    private static readonly HotPhaseRecord Nothing = new();

    /// <summary>
    /// Runs the phases one after the other, none where the load was refused, and notes what
    /// <paramref name="record"/> asks for.
    /// </summary>
    public static HotPhaseOutcome Run(
        LoadedImage loaded,
        MachineDraw draw,
        CopyMode mode = CopyMode.Extents,
        HotPhaseRecord? record = null
    ) => Run(new HotPhaseRun(loaded, draw, mode, record ?? Nothing));

    /// <summary>The same, for a run in whose simulation others may take part.</summary>
    internal static HotPhaseOutcome Run(HotPhaseRun run)
    {
        LoadedImage loaded = run.Loaded;
        run.Walk.Load();
        if (run.IsLoadedElsewhere)
        {
            run.Walk.Flush();
        }

        var durations = new SimTime[PhaseNames.All.Count];
        if (loaded.Outcome.Fails)
        {
            return new HotPhaseOutcome(durations) { Load = loaded.Outcome };
        }

        run.Sim.Run(run.Sim.Process(Phases(run, durations)));
        return new HotPhaseOutcome(durations)
        {
            CpuStopHang = run.CpuStopHang,
            PurgatoryHang = loaded.DigestMismatches,
            InitrdPagesOverwritten = loaded.InitrdPagesOverwritten,
            KernelTooLow = loaded.KernelTooLow,
            PaddingIsUnknown = loaded.PaddingIsUnknown,
            IsNotCleaned = loaded.IsNotCleaned,
            AllInCma = loaded.AllInCma,
            Load = loaded.Outcome,
            AnyInCma = loaded.Segments.Any(s => !s.IsListed),
        };
    }

    private static IEnumerable<Event> Phases(HotPhaseRun run, SimTime[] durations)
    {
        foreach (Phase phase in PhaseNames.All)
        {
            long start = run.Sim.NowPs;
            foreach (Event step in Of(phase, run))
            {
                yield return step;
            }

            durations[(int)phase] = new SimTime(run.Sim.NowPs - start);
            run.Ended(phase);
            run.NotePhase(phase, start);
            if (run.CpuStopHang)
            {
                yield break;
            }
        }
    }

    private static IEnumerable<Event> Of(Phase phase, HotPhaseRun run) =>
        phase switch
        {
            Phase.DeviceShutdown => DeviceShutdown.Run(run),
            Phase.CpuShutdown => run.Scenario.Image.Architecture switch
            {
                Architecture.X86_64 => IpiCpuStop.Run(run),
                Architecture.Arm64 => HotplugCpuOff.Run(run),
            },
            Phase.Other => Wait(run, MachineParameters.Other),
            Phase.Relocation => Relocation.Run(run),
            Phase.Purgatory => Purgatory.Run(run),
            Phase.Handover => Wait(run, MachineParameters.Handover),
            Phase.BootStub => BootStub.Run(run),
            Phase.EarlyBoot => EarlyBoot.Run(run),
        };

    private static IEnumerable<Event> Wait(HotPhaseRun run, MachineParameter parameter)
    {
        yield return run.Sim.Delay(run.Picoseconds(parameter));
    }
}
