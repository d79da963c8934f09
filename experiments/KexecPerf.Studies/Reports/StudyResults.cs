using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Reports;

/// <summary>The results of a study as they stand in a folder: none, some, or all.</summary>
/// <param name="Folder">Of the study.</param>
/// <param name="Study">With the seed and replications of what is there, where there is something.</param>
/// <param name="IsThere">Whether something is there.</param>
/// <param name="IsComplete">Whether all of it is.</param>
internal sealed record StudyResults(string Folder, Study Study, bool IsThere, bool IsComplete)
{
    /// <summary>Looks, and changes nothing.</summary>
    /// <param name="results">Folder of all studies.</param>
    /// <param name="study">As its file has it.</param>
    /// <exception cref="InputException">
    /// Results of another state of the study or the model, or a damaged manifest.
    /// </exception>
    public static StudyResults In(string results, Study study)
    {
        string folder = Path.Combine(results, study.Name);
        string file = Path.Combine(folder, Manifest.FileName);
        bool summary = File.Exists(Path.Combine(folder, StudyStore.SummaryName));
        if (!File.Exists(file))
        {
            return new StudyResults(folder, study, summary, false);
        }

        var manifest = StoredManifest.In(folder);
        Study made = Under(study, manifest);
        return manifest.Identity == StudyIdentity.Of(made).Hash
            ? new StudyResults(folder, made, true, summary)
            : throw new InputException(
                InputPlace.Of(folder),
                "was made by another model or from another state of the study; remove it and "
                    + "sweep again, or give another --results"
            );
    }

    /// <summary>Writes the report of what is there.</summary>
    /// <exception cref="InputException">Nothing is there, or something damaged.</exception>
    /// <exception cref="IncompleteException">Not all is there.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public void Report(string results, CancellationToken cancel)
    {
        Check(results, cancel);
        ReportWriter.Write(Folder, Study);
    }

    /// <summary>
    /// Complains where not all is there; says how to make the rest. A clone has no parts; where
    /// there are some, a report that can be made again rests on them.
    /// </summary>
    /// <exception cref="InputException">Nothing is there, or something damaged.</exception>
    /// <exception cref="IncompleteException">Not all is there.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public void Check(string results, CancellationToken cancel)
    {
        string to = StudyStore.Option(results);
        if (!IsThere)
        {
            throw new InputException(
                InputPlace.Of(Folder),
                $"no results of {Study.Name}; make them with: {Study.Command}{to}"
            );
        }

        if (!IsComplete)
        {
            throw new IncompleteException(
                $"{Folder}: the sweep is not complete; go on with: {Study.Command}{to} --resume"
            );
        }

        StoredParts.Check(Folder, cancel);
    }

    /// <summary>The points.</summary>
    /// <exception cref="InputException">No summary that can be read.</exception>
    public SummaryTable Table() => SummaryTable.In(Folder);

    private static Study Under(Study study, StoredManifest manifest)
    {
        var plan = new ReplicationPlan(
            manifest.Seed,
            manifest.Replications,
            manifest.Precision ?? study.Plan.Precision
        );
        string[] said =
            plan.Replications == study.Plan.Replications ? []
            : plan.Replications is { } n
                ? ["--replications", n.ToString(CultureInfo.InvariantCulture)]
            :
            [
                "--precision",
                (100 * plan.Precision).ToString("0.##", CultureInfo.InvariantCulture) + "%",
            ];
        return study with { Plan = plan, Overrides = said };
    }
}
