using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration;

/// <summary>Turns measurements into the numbers of a profile, each with the method as its source.</summary>
internal sealed class MeasuredEntries
{
    private const int Resamples = 100;

    /// <summary>Least range of the cache share around its fit: neighbours, and what the law itself misses.</summary>
    private const double ShareLow = 0.7;
    private const double ShareHigh = 1.2;

    /// <summary>Range of a walk's word around what the loop takes, at least.</summary>
    private const double WalkLow = 0.9;
    private const double WalkHigh = 1.5;

    private const int LinesOfPage = 64;
    private readonly string _how;

    /// <param name="run">What was measured.</param>
    /// <param name="date">Told in the sources if given.</param>
    public MeasuredEntries(CalibrationRun run, string? date)
    {
        Run = run;
        string when = date is null ? "" : $", {date}";
        _how = $"calibrate on {run.CpuName}{when}: {run.Rounds} rounds, {run.Clock}";
        Fit = CacheFit.Of(
            [.. SweepPoints().Select(p => (p.Pages, Interval.Of(p.Seconds).Median))],
            run.Plan.CacheSize
        );
    }

    /// <summary>What was measured.</summary>
    public CalibrationRun Run { get; }

    /// <summary>The cache's fit; null where the sweep shows no cache.</summary>
    public CacheFit? Fit { get; }

    /// <summary>Rate while the other CPUs copy too, over the rate alone; null where not measured.</summary>
    public double? ContentionFactor =>
        Find(ProbeKind.Contended) is { } contended && Find(ProbeKind.Sequential) is { } alone
            ? contended.Median / alone.Median
            : null;

    /// <summary>
    /// Whether copies elsewhere can slow the hot phase down. By then the other CPUs of this kernel are stopped, so on bare metal they
    /// cannot; a virtual machine's neighbours can. Where it cannot be seen which it is, they can.
    /// </summary>
    public bool NeighboursPossible => Run.Host.IsGuest != false;

    /// <summary>The entries, in the order of parameters.</summary>
    public IReadOnlyList<ProfileEntry> All()
    {
        IEnumerable<ProfileEntry> own = Run.Host.Architecture switch
        {
            Architecture.X86_64 => X86(),
            Architecture.Arm64 => Arm(),
        };
        return
        [
            .. Copies()
                .Concat(Cache())
                .Concat(own)
                .Concat(Walk())
                .Concat(FirstTouch())
                .OrderBy(e => e.Parameter.Index),
        ];
    }

    /// <summary>A fault of the host, where first writes met memory that it had not backed.</summary>
    private IEnumerable<ProfileEntry> FirstTouch() =>
        Run.FirstWrites is { Fault: { } fault } first
            ?
            [
                Entry(
                    first.Parameter,
                    fault,
                    Evidence.Measured,
                    $"{_how}: first writes to 2 MiB, "
                        + FormattableString.Invariant($"{first.UnbackedUs:0} us for the ")
                        + FormattableString.Invariant($"{first.Unbacked} that the host had not ")
                        + FormattableString.Invariant($"backed, {first.BackedUs:0} us if it had")
                ),
            ]
            : [];

    /// <summary>Sizes of the sweep, with the seconds a page of each round.</summary>
    public IReadOnlyList<(PageCount Pages, IReadOnlyList<double> Seconds)> SweepPoints() =>
        [
            .. Run
                .Plan.Sweep.Select(s =>
                    (
                        s.PagesRoundedUp,
                        (IReadOnlyList<double>)
                            [.. Run.Figures.Rates(Key(ProbeKind.Sequential, s)).Select(PageSeconds)]
                    )
                )
                .Where(p => p.Item2.Count > 0),
        ];

    private IEnumerable<ProfileEntry> Copies()
    {
        if (!Run.Plan.LeavesCache)
        {
            yield break;
        }

        (MachineParameter, ProbeKind)[] rates =
        [
            (MachineParameters.CopySequential, ProbeKind.Sequential),
            (MachineParameters.CopyScattered, ProbeKind.Scattered),
            (MachineParameters.CopyBatched, ProbeKind.Batched),
        ];
        foreach ((MachineParameter parameter, ProbeKind kind) in rates)
        {
            if (Find(kind) is { } rate)
            {
                yield return Copy(parameter, rate, Run.Plan.Large);
            }
        }
    }

    private ProfileEntry Copy(MachineParameter parameter, Interval rate, ByteSize size)
    {
        double factor = NeighboursPossible ? ContentionFactor ?? 1 : 1;
        double low = Math.Min(rate.Low, rate.Median * factor);
        string widened =
            low < rate.Low
                ? FormattableString.Invariant(
                    $"; low: {factor * 100:0} % of the median, as while the other CPUs copied"
                )
                : "";
        return Entry(
            parameter,
            rate with
            {
                Low = low,
            },
            CopyEvidence,
            $"{_how}, {Run.Instruction}, {size}, {Mapping}{widened}"
        );
    }

    private IEnumerable<ProfileEntry> Cache()
    {
        if (Run.Figures.Find(Key(ProbeKind.Sequential, Run.Plan.Small)) is not { } small)
        {
            yield break;
        }

        string source = $"{_how}, {Run.Instruction}, {Run.Plan.Small}, {Mapping}";
        if (Fit is null)
        {
            yield return Entry(MachineParameters.CopyCached, small, CopyEvidence, source);
            yield break;
        }

        double hit = PageCount.PageBytes / Fit.HitSeconds;
        yield return Entry(
            MachineParameters.CopyCached,
            new Interval(hit, Math.Min(small.Low, hit), Math.Max(small.High, hit)),
            CopyEvidence,
            $"{source}; value: fit of the sweep, {Fit.Ways} ways"
        );
        IReadOnlyList<(PageCount Pages, IReadOnlyList<double> Seconds)> points = SweepPoints();
        Interval share = Fit.ShareRange(
            [.. points.Select(p => p.Seconds)],
            [.. points.Select(p => p.Pages)],
            Run.Plan.CacheSize,
            Resamples
        );
        yield return Entry(
            MachineParameters.CacheShare,
            new Interval(
                Fit.Share,
                Math.Min(share.Low, Fit.Share * ShareLow),
                Math.Max(share.High, Fit.Share * ShareHigh)
            ),
            Evidence.Derived,
            FormattableString.Invariant(
                $"{_how}: fit of {points.Count} sizes, {Fit.Ways} ways, residual {Fit.ResidualPercent:0} %; range at least 0.7-1.2 of it"
            )
        );
    }

    private IEnumerable<ProfileEntry> Arm()
    {
        IReadOnlyList<double> plain = Seconds(ProbeKind.Sequential);
        IReadOnlyList<double> barrier = Seconds(ProbeKind.Barrier);
        IReadOnlyList<double> clean = Seconds(ProbeKind.Clean);
        if (barrier.Count == 0 || clean.Count == 0 || plain.Count == 0)
        {
            yield break;
        }

        yield return Entry(
            MachineParameters.CleanLine,
            Difference(clean, barrier, LinesOfPage),
            CopyEvidence,
            $"{_how}: copy with dc civac and dsb sy less copy with dsb sy, a 64th of the page"
        );
        yield return Entry(
            MachineParameters.CleanBarrier,
            Difference(barrier, plain, 1),
            CopyEvidence,
            $"{_how}: copy with dsb sy a page less copy without"
        );
    }

    private IEnumerable<ProfileEntry> X86()
    {
        if (Run.Plan.LeavesCache && Find(ProbeKind.Backward) is { } move)
        {
            yield return Entry(
                MachineParameters.BootStubMove,
                move,
                CopyEvidence,
                $"{_how}, std and rep movsq, {Run.Plan.Large}, {Mapping}"
            );
        }

        if (Run.Figures.Find(HashKey(ProbeKind.HashScalar)) is { } scalar)
        {
            yield return Run.CompiledHash ? Compiled(scalar) : ByFactor(scalar);
        }

        if (Run.Figures.Find(HashKey(ProbeKind.HashAccelerated)) is { } accelerated)
        {
            yield return Entry(
                MachineParameters.HashAccelerated,
                accelerated,
                Evidence.Measured,
                $"{_how}: the system's cryptographic library, {Prober.HashSize}"
            );
        }
    }

    /// <summary>A compiler's code, as the purgatory is, on a core of its own, as in a kexec.</summary>
    private ProfileEntry Compiled(Interval rate) =>
        Entry(
            MachineParameters.HashScalar,
            rate,
            Evidence.Measured,
            $"{_how}: a C SHA-256 of gcc -O2, {Prober.HashSize}; {Cleanness(ProbeKind.HashScalar)}"
        );

    private ProfileEntry ByFactor(Interval rate) =>
        Entry(
            MachineParameters.HashScalar,
            new Interval(
                rate.Median * ScalarHash.KernelFactor,
                rate.Low * ScalarHash.KernelFactorLow,
                rate.High * ScalarHash.KernelFactorHigh
            ),
            Evidence.Derived,
            FormattableString.Invariant(
                $"{_how}: scalar C#, {rate.Median / 1e6:0} MB/s, x 1.10 (0.95-1.25), the kernel's C over it on a Zen 4 VM"
            )
        );

    private string Cleanness(ProbeKind kind) =>
        Run.Figures.CleanPart(HashKey(kind)) switch
        {
            null => "nothing tells whether another thread of the core was busy",
            { } part when Run.Figures.IsDisturbed(HashKey(kind)) => FormattableString.Invariant(
                $"another thread was busy ({100 * part:0} % clean): high as it would be alone"
            ),
            { } part => FormattableString.Invariant(
                $"{100 * part:0} % of samples clean, they alone"
            ),
        };

    /// <summary>How the page list is walked for own destinations (<c>kimage_dst_used()</c>).</summary>
    private IEnumerable<ProfileEntry> Walk()
    {
        if (Find(ProbeKind.Walk) is { } rate)
        {
            yield return Entry(
                LoadParameters.WalkEntry,
                new Interval(
                    PageSeconds(rate.Median) * 1e12,
                    PageSeconds(rate.Median) * 1e12 * WalkLow,
                    PageSeconds(Math.Min(rate.Low, rate.Median / WalkHigh)) * 1e12
                ),
                Evidence.Derived,
                $"{_how}: words of a cached list, each load waiting for the one before, as "
                    + "kimage_dst_used goes; high: a list that is not, another compiler"
            );
        }
    }

    /// <summary>Copies with 4 KiB mappings are no measurement of the kernel's 2 MiB ones.</summary>
    private Evidence CopyEvidence => Run.HugeObtained ? Run.Evidence : Evidence.Derived;

    private string Mapping =>
        Run.HugeObtained
            ? "2 MiB mappings"
            : "4 KiB mappings, slower than the kernel's: no huge pages to be had";

    private ProbeKey Key(ProbeKind kind, ByteSize size) => new(kind, Run.HugeObtained, size);

    private static ProbeKey HashKey(ProbeKind kind) => new(kind, false, Prober.HashSize);

    /// <summary>Zeroing and the like are probed in the first mapping only.</summary>
    private Interval? Find(ProbeKind kind) =>
        Run.Figures.Find(Key(kind, Run.Plan.Large))
        ?? Run.Figures.Find(new ProbeKey(kind, true, Run.Plan.Large));

    private List<double> Seconds(ProbeKind kind) =>
        [.. Run.Figures.Rates(new ProbeKey(kind, true, Run.Plan.Large)).Select(PageSeconds)];

    private static double PageSeconds(double rate) => PageCount.PageBytes / rate;

    /// <summary>Picoseconds of a difference, round by round, in parts of it.</summary>
    private static Interval Difference(
        IReadOnlyList<double> more,
        IReadOnlyList<double> less,
        int parts
    ) => Interval.Of([.. more.Zip(less, (m, l) => Math.Max(0, m - l) / parts * 1e12)]);

    private static ProfileEntry Entry(
        MachineParameter parameter,
        Interval i,
        Evidence evidence,
        string source
    ) => new(parameter, new Quantity(i.Low, i.Median, i.High, evidence, source, null));
}
