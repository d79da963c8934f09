using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>A sweep as it was asked for.</summary>
/// <param name="Study">The study.</param>
/// <param name="Results">Folder of all results.</param>
/// <param name="Jobs">Cores to use.</param>
internal sealed record SweepRequest(Study Study, string Results, int Jobs)
{
    /// <summary>Of all that <c>sweep</c> prints.</summary>
    public const string Schema = "kexecperf.sweep/1";

    /// <summary>This process' share; null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>Whether results that are there are gone on with.</summary>
    public bool Resume { get; init; }

    /// <summary>The command that goes on.</summary>
    public string GoOn => Study.Command + To + " --resume";

    /// <summary>Where results go, as an option; empty for the usual folder.</summary>
    public string To => StudyStore.Option(Results);

    /// <summary>Opens the study's folder.</summary>
    /// <exception cref="InputException">A folder that cannot be used.</exception>
    public StudyStore Open() =>
        StudyStore.Open(Results, Study, StudyIdentity.Of(Study), Resume || Shard is not null);

    /// <summary>Complains as <see cref="Open"/> does, and writes nothing.</summary>
    /// <exception cref="InputException">A folder that cannot be used.</exception>
    public void Check() => StudyStore.Check(Results, Study, StudyIdentity.Of(Study), Resume);

    /// <summary>Runs what the folder lacks.</summary>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public SweepOutcome Run(StudyStore store, ProgressLine? line, CancellationToken cancel)
    {
        var sweep = new Sweep(Study, store) { Jobs = Jobs, Shard = Shard ?? Sweeps.Shard.Whole };
        var progress = new SweepProgress(sweep.Points);
        line?.Follow(progress.Text, inLogs: true);
        try
        {
            return sweep.Run(progress, cancel);
        }
        finally
        {
            line?.Follow(null);
        }
    }
}
