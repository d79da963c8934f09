using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Sweeps;

/// <summary>What <c>sweep</c> prints: the summary, how fast it went, and what is left to do.</summary>
internal sealed record SweepReport
{
    public const string Key = "kexecperf.sweep/1";

    private const int MostRows = 10_000;

    /// <param name="request">What was asked for.</param>
    /// <param name="store">What is there now.</param>
    /// <param name="outcome">What this process did.</param>
    /// <param name="jobs">Its threads.</param>
    /// <param name="rows">The summary, header first; null where points are missing.</param>
    internal SweepReport(
        SweepRequest request,
        StudyStore store,
        SweepOutcome outcome,
        int jobs,
        IReadOnlyList<string[]>? rows
    )
    {
        (Request, Outcome, Jobs, Rows, SummaryFile) = (request, outcome, jobs, rows, store.Summary);
        IReadOnlyList<string> failures = store.Failures();
        Failed = failures.Count;
        Folder = store.Folder;
        State =
            failures.Count > 0
                ? $"{failures.Count} points failed, see {Path.GetDirectoryName(failures[0])}; "
                    + $"the sweep is incomplete. Try them again with: {request.GoOn}"
            : rows is not null
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"Complete: {Points:N0} points, summary in {SummaryFile}."
                )
            : request.Shard is { } shard
                ? $"Shard {shard.Number} of {shard.Of} is done, others are not. "
                    + $"When they are: {request.GoOn}"
            : "Parts that were just written cannot be read back; check the disk, "
                + $"then go on with: {request.GoOn}";
    }

    public string Schema => Key;

    public string Study => Request.Study.Name;

    public string Evidence => "simulated";

    public string ModelVersion => Build.Version;

    public ulong Seed => Request.Study.Plan.Seed;

    public int Points => Request.Study.Count;

    public bool Complete => Rows is not null;

    /// <summary>Kexecs simulated by this process.</summary>
    public long Runs => Outcome.Runs;

    public double Seconds => Outcome.Seconds;

    public double RunsPerSecond => Outcome.RunsPerSecond;

    public int Failed { get; }

    public string Folder { get; }

    /// <summary>One sentence on what there is, and what to do.</summary>
    public string State { get; }

    public string Reproduce => Request.Study.Command;

    /// <summary>A row a point, by column; left out where it would be too long.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IReadOnlyDictionary<string, JsonValue>>? Summary =>
        Rows is { Count: <= MostRows }
            ?
            [
                .. Rows.Skip(1)
                    .Select(r => Rows[0].Zip(r).ToDictionary(c => c.First, c => Value(c.Second))),
            ]
            : null;

    [JsonIgnore]
    public SweepRequest Request { get; }

    [JsonIgnore]
    public SweepOutcome Outcome { get; }

    [JsonIgnore]
    public int Jobs { get; }

    [JsonIgnore]
    public IReadOnlyList<string[]>? Rows { get; }

    [JsonIgnore]
    public string SummaryFile { get; }

    /// <summary>Laid out.</summary>
    public Document Document() => SweepLayout.Of(this);

    private static JsonValue Value(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
}
