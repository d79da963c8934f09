using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Reports;

/// <summary>What <c>sweep</c> prints: the summary, its speed, and what is left to do.</summary>
internal sealed record SweepReport
{
    private const int MostRows = 10_000;

    internal SweepReport(SummarizedSweep sweep)
    {
        Sweep = sweep;
        IReadOnlyList<string> failures = sweep.Store.Failures();
        Failed = failures.Count;
        State =
            Anew(sweep.Outcome.Damaged)
            + (
                failures.Count > 0
                    ? $"{failures.Count} points failed, see {Path.GetDirectoryName(failures[0])}; "
                        + $"the sweep is incomplete. Try them again with: {sweep.Request.GoOn}"
                : sweep.WasComplete
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"Complete already: {Points:N0} points, summary in {sweep.Store.Summary}; "
                            + $"nothing was run. --resume makes parts anew that are not there."
                    )
                : Complete
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"Complete: {Points:N0} points, summary in {sweep.Store.Summary}."
                    )
                : sweep.Request.Shard is { } shard
                    ? $"Shard {shard.Number} of {shard.Of} is done, others are not. "
                        + $"When they are: {sweep.Request.GoOn}"
                : "Parts that were just written cannot be read back; check the disk, "
                    + $"then go on with: {sweep.Request.GoOn}"
            );
    }

    private static string Anew(IReadOnlyList<string> damaged) =>
        damaged.Count == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Damaged and made anew: {damaged[0]}{(damaged.Count == 1 ? "" : $" and {damaged.Count - 1:N0} more")}. "
            );

    public string Schema => SweepRequest.Schema;

    public string Study => Sweep.Request.Study.Name;

    public string Evidence => "simulated";

    public string ModelVersion => Build.Version;

    public ulong Seed => Sweep.Request.Study.Plan.Seed;

    public int Points => Sweep.Request.Study.Count;

    public bool Complete => Sweep.Summary is not null;

    /// <summary>Kexecs simulated by this process.</summary>
    public long Runs => Sweep.Outcome.Runs;

    public double Seconds => Sweep.Outcome.Seconds;

    public double RunsPerSecond => Sweep.Outcome.RunsPerSecond;

    /// <summary>Points.</summary>
    public int Failed { get; }

    public string Folder => Sweep.Store.Folder;

    /// <summary>One sentence on what there is, and what to do.</summary>
    public string State { get; }

    public string Reproduce => Sweep.Request.Study.Command;

    /// <summary>The cells of each point by column; left out where they would be too many.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyDictionary<string, JsonValue>>? Summary =>
        Sweep.Summary is { Points.Count: < MostRows } table
            ?
            [
                .. table.Points.Select(p =>
                    table.Columns.ToDictionary(c => c, c => Value(p.Text(c)))
                ),
            ]
            : null;

    [JsonIgnore]
    public SummarizedSweep Sweep { get; }

    /// <summary>Laid out.</summary>
    public Document Document() => SweepLayout.Of(this);

    private static JsonValue Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
}
