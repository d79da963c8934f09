using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration;

/// <summary>Lays a <see cref="CalibrationReport"/> out.</summary>
internal static class CalibrationLayout
{
    private static readonly string[] Header = ["GB/s", "2 MiB mappings", "4 KiB mappings"];

    public static Document Of(CalibrationReport report) =>
        new(
            "kexecperf calibrate: " + report.Name,
            report.Run is null ? "from a log" : "measured",
            [
                .. report is { Run: { } run, Measured: { } measured }
                    ? Measured(run, measured)
                    : [],
                .. report.RebootLog is { } log ? LogLayout.Of(report.Profile, log) : [],
                new Gap(),
                new Paragraph(
                    $"Inherited from {NearestProfile.ClassOf(report.Profile.Architecture)}, since {HostProfileBuilder.WhyInherited}: "
                        + string.Join(", ", report.Inherited)
                        + ".",
                    2
                ),
                .. report.Notes.Select(n => new Paragraph(n, 2)),
                new Paragraph(report.Verdict, 2),
            ],
            report.Figures is { } figures ? Csv(figures) : Csv(report),
            JsonForm.Of(report, () => CalibrationJson.Default)
        );

    private static List<string[]> Csv(IReadOnlyList<ProbeFigures> figures) =>
        [
            [
                "probe",
                "mapping",
                "size_bytes",
                "rounds",
                "median_mb_per_s",
                "low_mb_per_s",
                "high_mb_per_s",
            ],
            .. figures.Select(f =>
                (string[])
                    [
                        f.Probe,
                        f.Mapping,
                        FormattableString.Invariant($"{f.SizeBytes}"),
                        FormattableString.Invariant($"{f.Rounds}"),
                        .. Numbers.Cells(f.MbPerS),
                    ]
            ),
        ];

    /// <summary>From a log alone: the profile's numbers.</summary>
    private static List<string[]> Csv(CalibrationReport report) =>
        [
            ["parameter", "value", "low", "high"],
            .. (report.Profile.Devices ?? [])
                .Select(d => new ParameterFigures(
                    "device." + d.Name,
                    ParameterKind.Duration,
                    d.Shutdown
                ))
                .Concat(report.Parameters)
                .Select(p => (string[])[p.Path, .. p.Range]),
        ];

    private static IEnumerable<Block> Measured(CalibrationRun run, MeasuredEntries measured)
    {
        HostFacts host = run.Host;
        yield return new Paragraph($"cpu     {run.CpuName}, {Cpus(host)}, {Kind(host)}", 8);
        string caches = string.Join(
            ", ",
            host.Caches.Select(c =>
                $"L{c.Level} {c.Size}{(c.SharedBy.Length > 0 ? " (" + c.SharedBy + ")" : "")}"
            )
        );
        yield return new Paragraph(
            "caches  "
                + (
                    caches.Length > 0
                        ? caches
                        : $"not told; {run.Plan.CacheSize} taken from the class"
                ),
            8
        );
        yield return new Paragraph($"memory  {Memory(run)}", 8);
        yield return new Paragraph($"kexec   {Kexec(host)}", 8);
        yield return new Paragraph($"method  {Method(run)}", 8);
        yield return new Gap();
        yield return new Table(Header, [.. Rows(run)]);
        yield return new Gap();
        foreach (string line in Others(run, measured))
        {
            yield return new Paragraph(line, 2);
        }
    }

    private static IEnumerable<string[]> Rows(CalibrationRun run)
    {
        (string Name, ProbeKind Kind)[] kinds =
        [
            ("run-sequential", ProbeKind.Sequential),
            ("scattered", ProbeKind.Scattered),
            ("contiguous", ProbeKind.Batched),
        ];
        foreach (
            (ByteSize size, string where) in ((ByteSize, string)[])
                [(run.Plan.Large, Where(run)), (run.Plan.Small, "cached")]
        )
        {
            foreach ((string name, ProbeKind kind) in kinds)
            {
                yield return
                [
                    $"{name}, {where}",
                    Rate(run, new ProbeKey(kind, true, size), 1e9),
                    Rate(run, new ProbeKey(kind, false, size), 1e9),
                ];
            }
        }

        (string Name, ProbeKind Kind)[] single =
        [
            ("zeroing", ProbeKind.Zero),
            ("downwards (boot stub)", ProbeKind.Backward),
            ("with dsb a page", ProbeKind.Barrier),
            ("with dc civac and dsb", ProbeKind.Clean),
            ("sequential, others copy", ProbeKind.Contended),
        ];
        foreach ((string name, ProbeKind kind) in single)
        {
            var key = new ProbeKey(kind, true, run.Plan.Large);
            if (run.Figures.Find(key) is not null)
            {
                yield return [name, Rate(run, key, 1e9), ""];
            }
        }
    }

    private static IEnumerable<string> Others(CalibrationRun run, MeasuredEntries measured)
    {
        string scalar = Rate(run, new ProbeKey(ProbeKind.HashScalar, false, Prober.HashSize), 1e6);
        string fast = Rate(
            run,
            new ProbeKey(ProbeKind.HashAccelerated, false, Prober.HashSize),
            1e6
        );
        yield return run.CompiledHash
            ? $"SHA-256, MB/s: C of gcc -O2 {scalar}, library {fast}."
            : $"SHA-256, MB/s: scalar C# {scalar}, library {fast}. The kernel's generic C ran at 1.10 times "
                + "the scalar C# on a Zen 4 VM; the profile applies that, with 0.95-1.25 as range, as derived.";
        if (run.Figures.CleanPart(Hash) is { } clean)
        {
            yield return FormattableString.Invariant(
                $"Clean samples of the hash: {100 * clean:0} % (dependent loops around them at full speed, "
            )
                + FormattableString.Invariant($"{run.Figures.FullSpeed / 1e9:0.0} GHz)")
                + (
                    run.Figures.IsDisturbed(Hash)
                        ? "; too few: another thread was busy; the range reaches the rate alone."
                        : "; they alone count."
                );
        }

        yield return run.HugeShare is { } share
            ? FormattableString.Invariant(
                $"Huge pages: {share * 100:0} % of the 2 MiB buffers (AnonHugePages in smaps)"
            ) + (run.HugeObtained ? "." : "; the profile takes the 4 KiB figures, as derived.")
            : "Huge pages: asked for; smaps does not tell whether they were given.";
        if (measured.ContentionFactor is { } factor)
        {
            yield return FormattableString.Invariant(
                $"Other CPUs copying leave {factor * 100:0} % of the rate"
            ) + Consequence(factor, measured.NeighboursPossible);
        }

        yield return measured.Fit is { } fit
            ? FormattableString.Invariant(
                $"Cache: share {fit.Share * 100:0} % of {run.Plan.CacheSize}, {fit.Ways} effective ways, residual {fit.ResidualPercent:0} % over {measured.SweepPoints().Count} sizes."
            )
            : "Cache: no effect seen in the sweep; share and ways are inherited.";
        if (run.FirstWrites is { } first)
        {
            yield return FirstTouch(first);
        }

        if (!run.Plan.LeavesCache)
        {
            yield return $"Buffers of {run.Plan.Large} do not leave the cache: memory rates are inherited. More free memory mends it.";
        }
    }

    private static string FirstTouch(FirstWrites first)
    {
        string written = FormattableString.Invariant(
            $"First touch: {first.Unbacked} of {first.Written} x 2 MiB not backed by the host"
        );
        return first.Fault is { } fault
            ? FormattableString.Invariant(
                $"{written}: {first.UnbackedUs:0} us, backed {first.BackedUs:0} us; "
            ) + $"{first.Parameter.Path} {Quantity.Format(fault.Median, ParameterKind.Duration)}."
            : written + "; the cost is inherited.";
    }

    private static ProbeKey Hash => new(ProbeKind.HashScalar, false, Prober.HashSize);

    private static string Consequence(double factor, bool neighbours) =>
        (factor < 1, neighbours) switch
        {
            (false, _) => ".",
            (_, true) =>
                ": low of the memory rates is at most that, since neighbours may copy in the hot phase.",
            _ => "; not in the profile: in the hot phase they are stopped.",
        };

    private static string Where(CalibrationRun run) =>
        run.Plan.LeavesCache ? "memory" : run.Plan.Large.ToString();

    private static string Rate(CalibrationRun run, ProbeKey key, double unit) =>
        run.Figures.Find(key) is { } i
            ? Numbers.WithRange(new Interval(i.Median / unit, i.Low / unit, i.High / unit))
            : "-";

    private static string Cpus(HostFacts host) =>
        host.CpusOnline is { } n
            ? FormattableString.Invariant($"{n} {(n == 1 ? "CPU" : "CPUs")}")
            : "CPUs not told";

    private static string Kind(HostFacts host) =>
        host.IsGuest switch
        {
            true => "virtual machine",
            false => "bare metal",
            _ => "guest or bare metal not told",
        };

    private static string Memory(CalibrationRun run) =>
        (run.Host.Ram is { } ram ? $"{ram} RAM" : "RAM not told")
        + $", {run.Plan.Available} available, "
        + (
            run.Host.CmaFree is { } free
                ? $"CMA {run.Host.CmaTotal}, {free} of it free"
                : "no CMA in this kernel (/proc/meminfo)"
        );

    private static string Kexec(HostFacts host) =>
        host.Kexec.Count == 0
            ? "/sys/kernel has no kexec files"
            : string.Join(", ", host.Kexec.Select(k => $"{k.File} {k.Content}"));

    private static string Method(CalibrationRun run) =>
        FormattableString.Invariant(
            $"{run.Instruction}; {run.Rounds} interleaved rounds in {run.Elapsed.TotalSeconds:0.0} s, {run.Clock}"
        )
        + (run.OnCpu0 ? ", on CPU 0" : ", CPU 0 not allowed")
        + $", buffers {run.Plan.Large} and {run.Plan.Small}; medians and 5-95 % of the rounds";
}
