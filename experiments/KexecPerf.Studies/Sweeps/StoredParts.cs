using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// The parts in a study's folder, for who reads them without knowing the study: all are of the
/// manifest's study, and whole.
/// </summary>
internal static class StoredParts
{
    /// <summary>Where parts stand in a study's folder.</summary>
    public const string FolderName = "parts";

    /// <summary>Names of the files, in order.</summary>
    /// <exception cref="InputException">The folder cannot be read.</exception>
    public static List<string> In(string study)
    {
        string folder = Path.Combine(study, FolderName);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        try
        {
            return
            [
                .. Directory
                    .EnumerateFileSystemEntries(folder)
                    .Select(f => Path.GetFileName(f))
                    .Where(f => f.EndsWith(PartName.Suffix, StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputPlace.Of(folder),
                "cannot be read; check its permissions"
            );
        }
    }

    /// <summary>Reads every byte of them.</summary>
    /// <param name="study">Folder of the study.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    /// <exception cref="InputException">A file that is no part of the study, or a damaged
    /// part.</exception>
    /// <exception cref="OperationCanceledException">Interrupted.</exception>
    public static void Check(string study, CancellationToken cancel)
    {
        List<string> parts = In(study);
        if (parts.Count == 0)
        {
            return;
        }

        var manifest = StoredManifest.In(study);
        if (parts.Find(p => !PartName.IsOf(p, manifest.Identity)) is { } foreign)
        {
            throw Foreign(study, foreign);
        }

        CheckComplete(study, parts, manifest);
        string? damaged = null;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancel,
        };
        Parallel.ForEach(
            parts,
            options,
            (part, loop) =>
            {
                if (!PartSeal.IsWhole(Path.Combine(study, FolderName, part)))
                {
                    Interlocked.CompareExchange(ref damaged, part, null);
                    loop.Stop();
                }
            }
        );
        if (damaged is not null)
        {
            throw new InputException(
                InputPlace.Of(Path.Combine(study, FolderName, damaged)),
                $"this part is damaged; make it anew with: {manifest.GoOn(study)}"
            );
        }
    }

    /// <summary>
    /// A study with a summary has its runs or, as it is published, no part of them. Those of a
    /// point follow one another from the first.
    /// </summary>
    private static void CheckComplete(string study, List<string> parts, StoredManifest manifest)
    {
        if (!File.Exists(Path.Combine(study, StudyStore.SummaryName)))
        {
            return;
        }

        var until = new Dictionary<int, int>();
        foreach (string part in parts.OrderBy(PartName.Numbers))
        {
            (int point, int from, int to) = PartName.Numbers(part);
            if (point >= manifest.Points || to > (manifest.Replications ?? to))
            {
                throw Foreign(study, part);
            }

            if (until.GetValueOrDefault(point) != from)
            {
                throw Missing();
            }

            until[point] = to;
        }

        if (
            until.Count < manifest.Points
            || until.Values.Any(n => n < (manifest.Replications ?? n))
        )
        {
            throw Missing();
        }

        IncompleteException Missing() =>
            new($"{study}: parts are missing; make them anew with: {manifest.GoOn(study)}");
    }

    /// <summary>Of a file that no sweep of this study wrote.</summary>
    public static InputException Foreign(string study, string file) =>
        new(
            InputPlace.Of(Path.Combine(study, FolderName, file)),
            "no part of this study; move it elsewhere"
        );
}
