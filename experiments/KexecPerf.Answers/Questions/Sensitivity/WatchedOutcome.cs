using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>The outcome whose spread is explained: what CMA saves, or a span of the kexec as it is loaded, in ms.</summary>
/// <param name="Key">Name on the command line and in JSON.</param>
/// <param name="Name">Name in text.</param>
/// <param name="IsPaired">Whether it is a difference of the page-list side and the other.</param>
/// <param name="Of">The time on one side.</param>
internal sealed record WatchedOutcome(
    string Key,
    string Name,
    bool IsPaired,
    Func<HotPhaseOutcome, SimTime> Of
)
{
    /// <summary>What CMA placement saves.</summary>
    public static WatchedOutcome Saved { get; } =
        new("saved_ms", "what CMA saves", IsPaired: true, o => o.Downtime);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<WatchedOutcome> All { get; } =
    [
        Saved,
        new("switch", "the switch", IsPaired: false, o => o.Switch),
        new("hot_phase", "the hot phase", IsPaired: false, o => o.HotPhase),
        new("downtime", "the downtime", IsPaired: false, o => o.Downtime),
    ];

    /// <summary>The outcome of a key.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static WatchedOutcome Parse(string key) =>
        All.FirstOrDefault(o => o.Key == key)
        ?? throw new InputException(
            $"'{UserText.Shorten(key)}' is no outcome; write {string.Join(", ", All.Select(o => o.Key))}"
        );

    /// <summary>Milliseconds of a replication.</summary>
    public double Milliseconds(HotPhaseOutcome pageList, HotPhaseOutcome loaded) =>
        (IsPaired ? Of(pageList) - Of(loaded) : Of(loaded)).TotalMilliseconds;
}
