using System.Text.Json.Serialization;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>What <c>calibrate</c> prints beside the profile: what was measured, read from a log, or inherited.</summary>
internal sealed record CalibrationReport
{
    public const string Key = "kexecperf.calibrate/1";

    /// <param name="profile">What came of it.</param>
    /// <param name="measured">What was measured; null where nothing was.</param>
    /// <param name="log">What was read; null where nothing was.</param>
    /// <param name="file">Where the profile went; null for nowhere.</param>
    internal CalibrationReport(
        HostProfile profile,
        MeasuredEntries? measured,
        RebootLog? log,
        string? file
    )
    {
        (Profile, Measured, RebootLog) = (profile, measured, log);
        Verdict = file is null
            ? "Write the profile with --output FILE.json, then: kexecperf answer --machine FILE.json"
            : $"Profile {profile.Name} written to {file}; kexecperf answer --machine {file}";
    }

    public string Schema => Key;

    public string Name => Profile.Name;

    public string ModelVersion => Build.Version;

    public string Architecture => Profile.Architecture.Name();

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MeasuredHost? Host => Run is null ? null : MeasuredHost.Of(Run);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CalibrationMethod? Method => Run is null ? null : CalibrationMethod.Of(Run);

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProbeFigures>? Figures =>
        Run is null
            ? null
            :
            [
                .. Run
                    .Figures.Keys.OrderBy(k => (k.Kind, !k.Huge, k.Size))
                    .Select(k => ProbeFigures.Of(k, Run.Figures)),
            ];

    /// <summary>Rate while the other CPUs copy too, of the rate alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ContendedPercent => 100 * Measured?.ContentionFactor;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CacheFitFigures? CacheFit =>
        Measured?.Fit is { } fit
            ? new CacheFitFigures(100 * fit.Share, fit.Ways, fit.ResidualPercent)
            : null;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogFigures? Log => RebootLog is null ? null : LogFigures.Of(RebootLog);

    /// <summary>What the profile states itself.</summary>
    public IReadOnlyList<ParameterFigures> Parameters =>
        [
            .. Profile.Entries.Select(e => new ParameterFigures(
                e.Parameter.Path,
                e.Parameter.Kind,
                e.Quantity
            )),
        ];

    public IReadOnlyList<string> Inherited => Profile.Inherited;

    public IReadOnlyList<string> Notes => [.. Run?.Notes ?? [], .. LogNotes.Of(RebootLog)];

    public string Verdict { get; }

    [JsonIgnore]
    public HostProfile Profile { get; }

    [JsonIgnore]
    public MeasuredEntries? Measured { get; }

    [JsonIgnore]
    public CalibrationRun? Run => Measured?.Run;

    [JsonIgnore]
    public RebootLog? RebootLog { get; }

    /// <summary>Laid out.</summary>
    public Document Document() => CalibrationLayout.Of(this);

    /// <summary>The fit of the cache's share and ways.</summary>
    internal sealed record CacheFitFigures(
        double SharePercent,
        int EffectiveWays,
        double ResidualPercent
    );
}
