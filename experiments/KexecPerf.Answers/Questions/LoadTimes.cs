using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// The load, which is no downtime, and what decides it: pages that are their own destination, candidates, migrated pages.
/// </summary>
internal sealed record LoadTimes : Times
{
    private readonly PairedRun _sides;

    internal LoadTimes(PairedRun sides)
        : base(sides, o => o.Load.Total) => _sides = sides;

    /// <summary>Of side a.</summary>
    [JsonPropertyOrder(1)]
    public Interval OwnDestinationPages =>
        _sides.Outcomes.Counted(_sides.A, o => o.Load.OwnDestination);

    /// <summary>Of side b.</summary>
    [JsonPropertyOrder(1)]
    public Interval CmaFailedCandidates =>
        _sides.Outcomes.Counted(_sides.B, o => o.Load.FailedCandidates);

    /// <summary>Of side b.</summary>
    [JsonPropertyOrder(1)]
    public Interval CmaMigratedPages => _sides.Outcomes.Counted(_sides.B, o => o.Load.Migrated);

    /// <summary>Of side b: clean pages of files dropped from the area.</summary>
    [JsonPropertyOrder(1)]
    public Interval CmaDroppedPages => _sides.Outcomes.Counted(_sides.B, o => o.Load.Dropped);

    /// <summary>Of each side: pages that had to be reclaimed first.</summary>
    [JsonPropertyOrder(1)]
    public Interval ReclaimedPagesPageList =>
        _sides.Outcomes.Counted(_sides.A, o => o.Load.Reclaimed);

    /// <inheritdoc cref="ReclaimedPagesPageList"/>
    [JsonPropertyOrder(1)]
    public Interval ReclaimedPagesCma => _sides.Outcomes.Counted(_sides.B, o => o.Load.Reclaimed);
}
