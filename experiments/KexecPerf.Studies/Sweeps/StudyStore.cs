using System.Globalization;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// The folder of a study's results: <c>manifest.json</c>, <c>parts/</c>, <c>failed/</c> and, once every point is done, <c>summary.csv</c> with its seal. A part is done when it is
/// there; its name follows from study, point and replications, so any number of processes can fill the folder.
/// </summary>
internal sealed class StudyStore
{
    /// <summary>Where results go unless told otherwise.</summary>
    public const string UsualResults = "results";

    /// <summary>Name of the table of points.</summary>
    public const string SummaryName = "summary.csv";

    private readonly Study _study;
    private readonly StudyIdentity _identity;
    private readonly IReadOnlyList<RunColumn> _columns;

    private StudyStore(string results, Study study, StudyIdentity identity)
    {
        _study = study;
        _identity = identity;
        _columns = RunColumn.For(study.Stray);
        Folder = Path.Combine(results, study.Name);
    }

    /// <summary>All of the study's results.</summary>
    public string Folder { get; }

    /// <summary>The table of points.</summary>
    public string Summary => Path.Combine(Folder, SummaryName);

    /// <summary>What is recorded of each run.</summary>
    public IReadOnlyList<RunColumn> Columns => _columns;

    private string Parts => Path.Combine(Folder, StoredParts.FolderName);

    private string Failed => Path.Combine(Folder, "failed");

    private string ManifestFile => Path.Combine(Folder, Manifest.FileName);

    /// <summary>A folder of results as an option; empty for the usual one.</summary>
    public static string Option(string results) =>
        results == UsualResults
            ? ""
            : CommandText.Exactly(["--results", results])["kexecperf".Length..];

    /// <summary>Opens a study's folder, which is made where it is not there.</summary>
    /// <param name="results">Folder of all studies.</param>
    /// <param name="study">The study.</param>
    /// <param name="identity">Its identity.</param>
    /// <param name="goOn">Whether results that are there in part may be completed.</param>
    /// <exception cref="InputException">Results of another identity, results already there, or a folder that cannot be written.</exception>
    public static StudyStore Open(string results, Study study, StudyIdentity identity, bool goOn)
    {
        var store = new StudyStore(results, study, identity);
        if (results.Length == 0)
        {
            throw new InputException(InputPlace.Of("--results"), "no folder; name one");
        }

        store.CheckContent(goOn);
        try
        {
            Directory.CreateDirectory(store.Folder);
            store.Claim();
            Directory.CreateDirectory(store.Parts);
            AtomicFile.RemoveLeftovers(store.Folder);
            AtomicFile.RemoveLeftovers(store.Parts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw store.CannotWrite();
        }

        return store;
    }

    /// <summary>Complains as <see cref="Open"/> does, and writes nothing.</summary>
    /// <exception cref="InputException">As of <see cref="Open"/>.</exception>
    public static void Check(string results, Study study, StudyIdentity identity, bool goOn) =>
        new StudyStore(results, study, identity).CheckContent(goOn);

    /// <summary>Whether a block's part is there and whole.</summary>
    public bool Has(SweepBlock block) => PartSeal.IsWhole(PartPath(block));

    /// <summary>Whether something is there in a block's place, whole or not.</summary>
    public bool IsThere(SweepBlock block) => File.Exists(PartPath(block));

    /// <summary>Whether the summary is there, which is written last; parts need not be.</summary>
    public bool IsSummarised => File.Exists(Summary);

    /// <summary>Whether it is there and damaged.</summary>
    public bool IsSummaryDamaged => IsSummarised && !SummarySeal.IsWhole(Folder, _identity.Hash);

    /// <summary>Writes the summary, whole or not at all.</summary>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public void WriteSummary(Action<Stream> write) =>
        AtomicFile.Replace(
            Summary,
            written =>
            {
                AtomicFile.Write(written, write);
                SummarySeal.Set(Folder, written, _identity.Hash);
            }
        );

    /// <summary>Whether every point has a part, so that the last of several shards makes the summary.</summary>
    public bool IsComplete() =>
        Enumerable.Range(0, _study.Count).All(i => IsThere(SweepBlock.First(_study.Point(i))));

    /// <summary>The cells of a block; null where there is no part or a damaged one.</summary>
    public RunCells? Read(SweepBlock block) =>
        PartFile.Read(PartPath(block), _columns, block.Count, _identity.Hash);

    /// <summary>Stores a block's bytes.</summary>
    public void Write(SweepBlock block, byte[] part)
    {
        AtomicFile.Replace(PartPath(block), part);
        if (File.Exists(FailurePath(block)))
        {
            File.Delete(FailurePath(block));
        }
    }

    /// <summary>The bytes to store of a block.</summary>
    public byte[] Encode(SweepBlock block, RunCells cells) =>
        PartFile.Write(block, cells, _identity.Hash);

    /// <summary>Records that a block failed, with what it takes to see it again.</summary>
    public void WriteFailure(SweepBlock block, string error)
    {
        Directory.CreateDirectory(Failed);
        var json = new JsonObject
        {
            ["schema"] = "kexecperf.failure/1",
            ["study"] = _study.Name,
            ["point"] = block.Point.Index,
            ["values"] = block.Point.ToString(),
            ["seed"] = _study.Plan.Seed,
            ["from_replication"] = block.From,
            ["until_replication"] = block.Until,
            ["error"] = error,
        };
        AtomicFile.Replace(FailurePath(block), OutputWriter.ToText(json));
    }

    /// <summary>How many blocks failed and were not done since.</summary>
    public IReadOnlyList<string> Failures() =>
        Directory.Exists(Failed)
            ? [.. Directory.GetFiles(Failed, "*.json").Order(StringComparer.Ordinal)]
            : [];

    private void CheckContent(bool goOn)
    {
        List<string> parts = StoredParts.In(Folder);
        string? made = Manifest.Read(ManifestFile)?.Identity;
        if (made is not null && made != _identity.Hash)
        {
            throw OfAnother();
        }

        if (parts.Find(p => !PartName.IsOf(p, _identity.Hash)) is { } foreign)
        {
            throw PartName.IsOne(foreign) ? OfAnother() : StoredParts.Foreign(Folder, foreign);
        }

        bool empty = parts.Count == 0 && !File.Exists(Summary);
        bool complete = made is not null && File.Exists(Summary);
        if (!empty && !complete && !goOn)
        {
            string there = string.Create(
                CultureInfo.InvariantCulture,
                $"has {parts.Count:N0} parts of this study already, and no whole summary or manifest"
            );
            throw new InputException(
                InputPlace.Of(Folder),
                $"{there}; go on with --resume, give another --results, or remove the folder"
            );
        }
    }

    /// <summary>
    /// Makes the manifest, or finds that of the same study: one step, so that of two studies that
    /// start at once one is refused. A manifest that cannot be read is made anew.
    /// </summary>
    private void Claim()
    {
        string text = Manifest.Of(_study, _identity, null);
        while (!ClaimedFile.TryMake(ManifestFile, text))
        {
            if (Manifest.Read(ManifestFile) is { } there)
            {
                if (there.Identity != _identity.Hash)
                {
                    throw OfAnother();
                }

                // Who only goes on did not make these results: the commit stays.
                AtomicFile.Replace(ManifestFile, Manifest.Of(_study, _identity, there.Commit));
                return;
            }

            TakeAwayBroken();
        }
    }

    /// <summary>Not what another process made since this one looked.</summary>
    private void TakeAwayBroken()
    {
        if (Directory.Exists(ManifestFile))
        {
            throw new InputException(
                InputPlace.Of(ManifestFile),
                "a folder stands where this file goes; move it elsewhere"
            );
        }

        string away = AtomicFile.Temporary(ManifestFile);
        try
        {
            File.Move(ManifestFile, away, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            return;
        }

        if (Manifest.Read(away) is null)
        {
            File.Delete(away);
        }
        else
        {
            File.Move(away, ManifestFile, overwrite: true);
        }
    }

    private InputException OfAnother() =>
        new(
            InputPlace.Of(Folder),
            "holds results of another study, seed or model, with which these would not go "
                + "together; give another --results, or remove the folder"
        );

    private InputException CannotWrite() =>
        new(
            InputPlace.Of(Folder),
            "cannot be written; give --results a folder that is writable, on a disk with room"
        );

    /// <summary>The file of a block.</summary>
    public string PartPath(SweepBlock block) =>
        Path.Combine(Parts, PartName.Of(block, _identity.Hash));

    private string FailurePath(SweepBlock block) =>
        Path.Combine(Failed, PartName.BlockOf(block) + ".json");
}
