using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>The outcome whose spread is explained: what CMA saves, or a span of the kexec as it is loaded, in ms.</summary>
/// <param name="Key">Name on the command line and in JSON.</param>
/// <param name="Name">Name in text.</param>
/// <param name="IsPaired">Whether it is a difference of the page-list side and the other.</param>
/// <param name="Span">Of which span.</param>
internal sealed record WatchedOutcome(string Key, string Name, bool IsPaired, PhaseSpan Span)
{
    /// <summary>What CMA placement saves.</summary>
    public static WatchedOutcome Saved { get; } =
        new("saved_ms", "what CMA saves", IsPaired: true, PhaseSpan.HotPhase);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WatchedOutcome> All { get; } =
    [Saved, .. PhaseSpans.All.Select(Of)];

    /// <summary>A span of the kexec as it is loaded.</summary>
    public static WatchedOutcome Of(PhaseSpan span) =>
        new(span.Key(), "the " + span.Words(), IsPaired: false, span);

    /// <summary>The outcome of a key.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static WatchedOutcome Parse(string key) =>
        All.FirstOrDefault(o => o.Key == key)
        ?? throw new InputException(
            $"'{UserText.Shorten(key)}' is no outcome; write {string.Join(", ", All.Select(o => o.Key))}"
        );

    /// <summary>Milliseconds of a replication.</summary>
    public double Milliseconds(HotPhaseOutcome pageList, HotPhaseOutcome loaded) =>
        (IsPaired ? pageList[Span] - loaded[Span] : loaded[Span]).TotalMilliseconds;
}
