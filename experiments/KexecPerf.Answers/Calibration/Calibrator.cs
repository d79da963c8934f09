using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Calibration;

/// <summary>
/// Measures this host in rounds. Each round times every probe once, starting with another one, so that a drift of the machine hits
/// all alike; medians and quantiles over rounds are taken later. The time budget ends the rounds, not a count.
/// </summary>
internal sealed class Calibrator
{
    /// <summary>Rounds beyond this add nothing to a median.</summary>
    private const int MostRounds = 400;

    /// <summary>Share of the budget that is spent measuring even where setting up was slow.</summary>
    private const double LeastShare = 0.5;

    /// <summary>The next round starts with the probe so many places on: coprime to most numbers of probes.</summary>
    private const int Stride = 7;

    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<string> _notes = [];
    private readonly HostFacts _host;
    private readonly IHostFiles _files;
    private readonly CalibrationPlan _plan;
    private readonly CancellationToken _cancel;

    private Calibrator(
        HostFacts host,
        IHostFiles files,
        CalibrationPlan plan,
        CancellationToken cancel
    )
    {
        (_host, _files, _plan, _cancel) = (host, files, plan, cancel);
    }

    /// <summary>Sets up, measures for the plan's budget, and gives everything back.</summary>
    /// <exception cref="InputException">No memory to measure in.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static CalibrationRun Run(
        HostFacts host,
        IHostFiles files,
        CalibrationPlan plan,
        CancellationToken cancel
    ) => new Calibrator(host, files, plan, cancel).Run();

    private CalibrationRun Run()
    {
        using ExecutableRoutines? executable = _plan.Executable
            ? ExecutableRoutines.TryMap(_host.Architecture)
            : null;
        IRoutines routines = executable ?? (IRoutines)new PortableRoutines();
        if (executable is null)
        {
            _notes.Add(
                "No process may make memory executable here: copies are the runtime's, "
                    + "evidence derived."
            );
        }

        int others = _plan.OtherCpus;
        using MappedMemory? noise =
            others > 0 ? MappedMemory.TryMap(_plan.Large, huge: true) : null;
        noise?.Fill(routines);
        using OtherCores? cores = noise is null ? null : new OtherCores(others, noise, routines);
        if (cores is null)
        {
            _notes.Add("One CPU: nothing measured while others copy.");
        }

        NoteHost();
        CalibrationRun? run = null;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                run = Measure(routines, cores);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return run!;
    }

    private CalibrationRun Measure(IRoutines routines, OtherCores? cores)
    {
        bool onCpu0 = LibC.SetAffinity(thread: 0, sizeof(ulong), 1) == 0;
        ThreadClock clock = ThreadClock.Choose();
        // Before anything else takes memory that has been free for long, and frees it again.
        FirstWrites? first =
            _host.IsGuest == true ? FirstWrites.Measure(_plan.Available, clock, _cancel) : null;
        var benches = new Dictionary<bool, Workbench>();
        try
        {
            foreach (bool huge in (bool[])[true, false])
            {
                benches[huge] =
                    Workbench.TryBuild(huge, _plan.Large, [_plan.Small, _plan.Large], routines)
                    ?? throw new InputException(
                        InputPlace.Of("calibrate"),
                        $"no memory for buffers of {_plan.Large}; free some and try again"
                    );
            }

            double? share = benches[true].HugeShare(_files.Read("proc/self/smaps"));
            var prober = new Prober(routines, clock, _plan) { Benches = benches, Others = cores };
            List<ProbeKey> probes = [.. ProbeList.For(_host.Architecture, _plan)];
            DropFailing(probes);
            var figures = new Measurements { Nominal = Nominal() };
            long start = Stopwatch.GetTimestamp();
            int rounds = Rounds(prober, probes, figures);
            return new CalibrationRun
            {
                Host = _host,
                Plan = _plan,
                Figures = figures,
                Rounds = rounds,
                Elapsed = Stopwatch.GetElapsedTime(start),
                Instruction = routines.Instruction,
                CompiledHash = routines.Has(Routine.Sha256),
                Evidence = routines.Evidence,
                Clock = clock.Name,
                OnCpu0 = onCpu0,
                HugeShare = share,
                FirstWrites = first,
                Notes = _notes,
            };
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
    private void NoteHost()
    {
        if (_host.CpusFault is { } fault)
        {
            _notes.Add(fault + ".");
        }

        string load = (_files.Read("proc/loadavg") ?? "").Split(' ')[0];
        int cpus = _host.CpusOnline ?? Environment.ProcessorCount;
        if (double.TryParse(load, out double tasks) && tasks > cpus)
        {
            _notes.Add(
                $"Load average {load} on {cpus} CPUs: other work used cache and memory too; "
                    + "measure an idle host for narrow ranges."
            );
        }
    }

    /// <summary>Cycles a second the CPU is rated at, from /proc/cpuinfo; 0 where it does not tell.</summary>
    private double Nominal()
    {
        const string key = "cpu MHz";
        return (_files.Read("proc/cpuinfo") ?? "")
                .Split('\n')
                .Where(l => l.StartsWith(key, StringComparison.Ordinal))
                .Select(l =>
                    double.TryParse(l.AsSpan(l.IndexOf(':') + 1), Plain, out double x) ? x : 0
                )
                .DefaultIfEmpty(0)
                .Max() * 1e6;
    }

    private static CultureInfo Plain => CultureInfo.InvariantCulture;

    private int Rounds(Prober prober, List<ProbeKey> probes, Measurements figures)
    {
        TimeSpan left = _plan.Budget - Stopwatch.GetElapsedTime(_started);
        TimeSpan least = _plan.Budget * LeastShare;
        TimeSpan budget = left > least ? left : least;
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds; round++)
        {
            for (int i = 0; i < probes.Count; i++)
            {
                _cancel.ThrowIfCancellationRequested();
                // The first round is always whole, so that a busy host lacks no figure.
                if (round > 0 && Stopwatch.GetElapsedTime(start) > budget)
                {
                    return round;
                }

                ProbeKey key = probes[(i + round * Stride) % probes.Count];
                foreach (Sample sample in prober.Samples(key))
                {
                    figures.Add(key, sample);
                }
            }
        }

        return MostRounds;
    }

    /// <summary>
    /// Compiles what the JIT has still to compile, and leaves out the library's hash where there
    /// is none.
    /// </summary>
    private void DropFailing(List<ProbeKey> probes)
    {
        Sha256.Hash([]);
        if (!LibraryHash.IsHere())
        {
            probes.RemoveAll(p => p.Kind == ProbeKind.HashAccelerated);
            _notes.Add("No libssl 3 or 1.1 here: the accelerated hash's rate is inherited.");
        }
    }
}
