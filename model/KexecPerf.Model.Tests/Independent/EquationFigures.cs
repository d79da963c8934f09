using KexecPerf.Model.HotPhase;

namespace KexecPerf.Model.Tests.Independent;

/// <summary>
/// What is compared of a pair of kexecs: each side's phases, spans, load and source runs, ratios,
/// and what is saved.
/// </summary>
internal static class EquationFigures
{
    /// <summary>Page list less CMA of the hot phase.</summary>
    public const string Saved = "saved";

    /// <summary>Their names, in the order of <see cref="Of(double[], double[])"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. OfSide().Select(n => "page list " + n),
        .. OfSide().Select(n => "cma " + n),
        .. PhaseSpans.All.Select(s => "ratio " + s.Key()),
        Saved,
    ];

    /// <summary>Of a run of the model, ps.</summary>
    public static double[] Of(HotPhaseOutcome a, HotPhaseOutcome b) => Of(Side(a), Side(b));

    /// <summary>Of the equations.</summary>
    public static double[] Of(PlainKexec a, PlainKexec b) => Of(Side(a), Side(b));

    private static double[] Of(double[] a, double[] b)
    {
        int spans = PhaseNames.All.Count;
        int hot = spans + (int)PhaseSpan.HotPhase;
        return
        [
            .. a,
            .. b,
            .. PhaseSpans.All.Select(s => a[spans + (int)s] / b[spans + (int)s]),
            a[hot] - b[hot],
        ];
    }

    private static double[] Side(HotPhaseOutcome o) =>
        [
            .. PhaseNames.All.Select(p => (double)o.Ps(p)),
            .. PhaseSpans.All.Select(s => (double)o[s].Picoseconds),
            o.Load.Total.Picoseconds,
            o.Load.SourceRuns,
        ];

    private static double[] Side(PlainKexec kexec)
    {
        double[] phases = [.. PhaseNames.All.Select(p => kexec[p])];
        return
        [
            .. phases,
            .. PhaseSpans.All.Select(s => s.Phases().Sum(p => phases[(int)p])),
            kexec.Load(),
            kexec.SourceRuns,
        ];
    }

    private static IEnumerable<string> OfSide() =>
        [
            .. PhaseNames.All.Select(p => p.Key()),
            .. PhaseSpans.All.Select(s => s.Key()),
            "load",
            "source runs",
        ];
}
