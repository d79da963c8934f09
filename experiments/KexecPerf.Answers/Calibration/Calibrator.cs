using System.Diagnostics;
using System.Security.Cryptography;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Calibration;

/// <summary>
/// Measures this host in rounds. Each round times every probe once, starting with another one, so that a drift of the machine hits
/// all alike; medians and quantiles over rounds are taken later. The time budget ends the rounds, not a count.
/// </summary>
internal static class Calibrator
{
    /// <summary>Rounds beyond this add nothing to a median.</summary>
    private const int MostRounds = 400;

    /// <summary>Share of the budget that is spent measuring even where setting up was slow.</summary>
    private const double LeastShare = 0.5;

    /// <summary>The next round starts with the probe so many places on: coprime to most numbers of probes.</summary>
    private const int Stride = 7;

    /// <summary>Sets up, measures for the plan's budget, and gives everything back.</summary>
    /// <exception cref="InputException">No memory to measure in.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static CalibrationRun Run(
        HostFacts host,
        HostFiles files,
        CalibrationPlan plan,
        CancellationToken cancel
    )
    {
        long started = Stopwatch.GetTimestamp();
        using ExecutableRoutines? executable = plan.Executable
            ? ExecutableRoutines.TryMap(host.Architecture)
            : null;
        var notes = new List<string>();
        IRoutines routines = executable ?? (IRoutines)new PortableRoutines();
        if (executable is null)
        {
            notes.Add(
                "No process may make memory executable here: copies are the runtime's, evidence derived."
            );
        }

        int others = plan.OtherCpus;
        using MappedMemory? noise = others > 0 ? MappedMemory.TryMap(plan.Large, huge: true) : null;
        noise?.Fill(routines);
        using OtherCores? cores = noise is null ? null : new OtherCores(others, noise, routines);
        if (cores is null)
        {
            notes.Add("One CPU: nothing measured while others copy.");
        }

        if (BusyNote(files, host) is { } busy)
        {
            notes.Add(busy);
        }

        CalibrationRun? run = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                run = Measure(host, files, plan, started, routines, cores, notes, cancel);
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        return run!;
    }

    private static CalibrationRun Measure(
        HostFacts host,
        HostFiles files,
        CalibrationPlan plan,
        long started,
        IRoutines routines,
        OtherCores? cores,
        List<string> notes,
        CancellationToken cancel
    )
    {
        bool onCpu0 = LibC.SetAffinity(thread: 0, sizeof(ulong), 1) == 0;
        ThreadClock clock = ThreadClock.Choose();
        var benches = new Dictionary<bool, Workbench>();
        try
        {
            foreach (bool huge in (bool[])[true, false])
            {
                benches[huge] =
                    Workbench.TryBuild(huge, plan.Large, [plan.Small, plan.Large], routines)
                    ?? throw new InputException(
                        InputPlace.Of("calibrate"),
                        $"no memory for buffers of {plan.Large}; free some and try again"
                    );
            }

            double? share = benches[true].HugeShare(files.Read("proc/self/smaps"));
            var prober = new Prober(routines, clock, plan) { Benches = benches, Others = cores };
            List<ProbeKey> probes = [.. ProbeList.For(host.Architecture, plan)];
            DropFailing(probes, notes);
            var figures = new Measurements();
            TimeSpan left = plan.Budget - Stopwatch.GetElapsedTime(started);
            TimeSpan least = plan.Budget * LeastShare;
            long start = Stopwatch.GetTimestamp();
            int rounds = Rounds(prober, probes, figures, left > least ? left : least, cancel);
            return new CalibrationRun(
                host,
                plan,
                figures,
                rounds,
                Stopwatch.GetElapsedTime(start),
                routines.Instruction,
                routines.Evidence,
                clock.Name,
                onCpu0,
                share,
                notes
            );
        }
        finally
        {
            foreach (Workbench bench in benches.Values)
            {
                bench.Dispose();
            }
        }
    }

    /// <summary>CPU time hides other work's turns on the CPU, but not its use of the cache and of the memory's bandwidth.</summary>
    private static string? BusyNote(HostFiles files, HostFacts host)
    {
        string load = (files.Read("proc/loadavg") ?? "").Split(' ')[0];
        int cpus = host.Cpus ?? Environment.ProcessorCount;
        return double.TryParse(load, out double tasks) && tasks > cpus
            ? $"Load average {load} on {cpus} CPUs: other work used cache and memory too; measure an idle host for narrow ranges."
            : null;
    }

    private static int Rounds(
        Prober prober,
        List<ProbeKey> probes,
        Measurements figures,
        TimeSpan budget,
        CancellationToken cancel
    )
    {
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds; round++)
        {
            for (int i = 0; i < probes.Count; i++)
            {
                cancel.ThrowIfCancellationRequested();
                // The first round is always whole, so that a busy host lacks no figure.
                if (round > 0 && Stopwatch.GetElapsedTime(start) > budget)
                {
                    return round;
                }

                ProbeKey key = probes[(i + round * Stride) % probes.Count];
                if (prober.Rate(key) is { } rate)
                {
                    figures.Add(key, rate);
                }
            }
        }

        return MostRounds;
    }

    /// <summary>Compiles what the JIT has still to compile, and leaves out the library's SHA-256 where there is none.</summary>
    private static void DropFailing(List<ProbeKey> probes, List<string> notes)
    {
        ScalarSha256.Hash([]);
        try
        {
            SHA256.HashData([]);
        }
        catch (Exception e)
            when (e
                    is CryptographicException
                        or TypeInitializationException
                        or DllNotFoundException
                        or PlatformNotSupportedException
            )
        {
            probes.RemoveAll(p => p.Kind == ProbeKind.HashAccelerated);
            notes.Add("No SHA-256 library here: the accelerated rate is inherited.");
        }
    }
}
