namespace KexecPerf.Model.HotPhase;

/// <summary>Names and phases of the spans.</summary>
public static class PhaseSpans
{
    /// <summary>All spans, from the innermost outwards.</summary>
    public static IReadOnlyList<PhaseSpan> All { get; } = Enum.GetValues<PhaseSpan>();

    /// <summary>Name in JSON and CSV.</summary>
    public static string Key(this PhaseSpan span) => Names(span).Key;

    /// <summary>Name in text.</summary>
    public static string Words(this PhaseSpan span) => Names(span).Words;

    /// <summary>Whether a phase is part of it.</summary>
    public static bool Has(this PhaseSpan span, Phase phase) => phase.Within() <= span;

    /// <summary>Its phases in order.</summary>
    public static IEnumerable<Phase> Phases(this PhaseSpan span) =>
        PhaseNames.All.Where(p => span.Has(p));

    private static (string Key, string Words) Names(PhaseSpan span) =>
        span switch
        {
            PhaseSpan.Switch => ("switch", "switch"),
            PhaseSpan.HotPhase => ("hot_phase", "hot phase"),
            PhaseSpan.Downtime => ("downtime", "downtime"),
        };
}
