using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// The load, which is no downtime, and what decides it: pages that are their own destination, candidates, migrated pages.
/// </summary>
internal sealed record LoadTimes : Times
{
    internal LoadTimes(PairedRun sides)
        : base(sides, o => o.Load.Total)
    {
        OwnDestinationPages = sides.Outcomes.Counted(sides.A, o => o.Load.OwnDestination);
        CmaFailedCandidates = sides.Outcomes.Counted(sides.B, o => o.Load.FailedCandidates);
        CmaMigratedPages = sides.Outcomes.Counted(sides.B, o => o.Load.Migrated);
    }

    /// <summary>Of side a.</summary>
    [JsonPropertyOrder(1)]
    public Interval OwnDestinationPages { get; }

    /// <summary>Of side b.</summary>
    [JsonPropertyOrder(1)]
    public Interval CmaFailedCandidates { get; }

    /// <summary>Of side b.</summary>
    [JsonPropertyOrder(1)]
    public Interval CmaMigratedPages { get; }
}
