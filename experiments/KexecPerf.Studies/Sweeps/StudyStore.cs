using System.Globalization;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// The folder of a study's results: <c>manifest.json</c>, <c>parts/</c>, <c>failed/</c> and, once every point is done, <c>summary.csv</c>. A part is done when it is
/// there; its name follows from study, point and replications, so any number of processes can fill the folder.
/// </summary>
internal sealed class StudyStore
{
    /// <summary>Where results go unless told otherwise.</summary>
    public const string UsualResults = "results";

    /// <summary>Name of the table of points.</summary>
    public const string SummaryName = "summary.csv";

    private const int NameDigits = 12;

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

    private string Parts => Path.Combine(Folder, "parts");

    private string Failed => Path.Combine(Folder, "failed");

    private string ManifestFile => Path.Combine(Folder, Manifest.FileName);

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

        try
        {
            store.CheckContent(goOn);
            Directory.CreateDirectory(store.Parts);
            AtomicFile.RemoveLeftovers(store.Folder);
            AtomicFile.RemoveLeftovers(store.Parts);
            AtomicFile.Write(store.ManifestFile, Manifest.Of(study, identity, store.WasMadeBy()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputPlace.Of(store.Folder),
                "cannot be written; give --results a folder that is writable, on a disk with room"
            );
        }

        return store;
    }

    /// <summary>Whether a block's part is there, by its end: one that a broken disk cut short is not.</summary>
    public bool Has(SweepBlock block)
    {
        string file = PartPath(block);
        if (!File.Exists(file))
        {
            return false;
        }

        using FileStream stream = File.OpenRead(file);
        return EndsAsParquet(stream);
    }

    /// <summary>Whether the summary is there, which is written last; parts need not be.</summary>
    public bool IsSummarised => File.Exists(Summary);

    /// <summary>Whether every point has a part, so that the last of several shards makes the summary.</summary>
    public bool IsComplete() =>
        Enumerable.Range(0, _study.Count).All(i => Has(SweepBlock.First(_study.Point(i))));

    /// <summary>The cells of a block; null where there is no part or a damaged one.</summary>
    public RunCells? Read(SweepBlock block)
    {
        string file = PartPath(block);
        return File.Exists(file)
            ? PartFile.Read(File.ReadAllBytes(file), _columns, block.Count, _identity.Hash)
            : null;
    }

    /// <summary>Stores a block's bytes.</summary>
    public void Write(SweepBlock block, byte[] part)
    {
        AtomicFile.Write(PartPath(block), s => s.Write(part));
        if (File.Exists(FailurePath(block)))
        {
            File.Delete(FailurePath(block));
        }
    }

    /// <summary>Takes away a part that turned out to be damaged.</summary>
    public void Remove(SweepBlock block) => File.Delete(PartPath(block));

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
        AtomicFile.Write(FailurePath(block), OutputWriter.ToText(json));
    }

    /// <summary>How many blocks failed and were not done since.</summary>
    public IReadOnlyList<string> Failures() =>
        Directory.Exists(Failed)
            ? [.. Directory.GetFiles(Failed, "*.json").Order(StringComparer.Ordinal)]
            : [];

    private void CheckContent(bool goOn)
    {
        string end = $".{_identity.Hash[..NameDigits]}.parquet";
        List<string> parts = Directory.Exists(Parts)
            ? [.. Directory.EnumerateFiles(Parts, "*.parquet")]
            : [];
        string? made = Manifest.IdentityIn(ManifestFile);
        bool empty = parts.Count == 0 && !File.Exists(Summary);
        if (
            parts.Exists(p => !p.EndsWith(end, StringComparison.Ordinal))
            || (!empty && made is not null && made != _identity.Hash)
        )
        {
            throw new InputException(
                InputPlace.Of(Folder),
                "holds results of another study, seed or model, with which these would not go "
                    + "together; "
                    + "give another --results, or remove the folder"
            );
        }

        bool complete = made is not null && File.Exists(Summary);
        if (!empty && !complete && !goOn)
        {
            string there = string.Create(
                CultureInfo.InvariantCulture,
                $"has {parts.Count:N0} parts of this study already, and no whole summary"
            );
            throw new InputException(
                InputPlace.Of(Folder),
                $"{there}; go on with --resume, give another --results, or remove the folder"
            );
        }
    }

    /// <summary>The commit named by a manifest that is there already: who only goes on did not make these results.</summary>
    private string? WasMadeBy() => Manifest.CommitIn(ManifestFile);

    private static bool EndsAsParquet(FileStream stream)
    {
        Span<byte> end = stackalloc byte[8];
        if (stream.Length < 2 * end.Length)
        {
            return false;
        }

        stream.Seek(-end.Length, SeekOrigin.End);
        stream.ReadExactly(end);
        return end[4..].SequenceEqual("PAR1"u8)
            && BitConverter.ToInt32(end) is > 0 and var footer
            && footer < stream.Length - end.Length;
    }

    private string PartPath(SweepBlock block) =>
        Path.Combine(Parts, $"{BlockName(block)}.{_identity.Hash[..NameDigits]}.parquet");

    private string FailurePath(SweepBlock block) =>
        Path.Combine(Failed, BlockName(block) + ".json");

    private static string BlockName(SweepBlock block) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{block.Point.Index:000000}-{block.From}-{block.Until}"
        );
}
