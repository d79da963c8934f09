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

    /// <summary>Of a file that no sweep of this study wrote.</summary>
    public static InputException Foreign(string study, string file) =>
        new(
            InputPlace.Of(Path.Combine(study, FolderName, file)),
            "no part of this study; move it elsewhere"
        );
}
