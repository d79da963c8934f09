using System.Security.Cryptography;
using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// SHA-256 of a study's summary in a file beside it, in the form of <c>sha256sum --check</c>, under
/// the study's identity: by it a changed digit is told, and the summary of another study. It is
/// written before the summary, so that none is ever without it.
/// </summary>
internal static class SummarySeal
{
    /// <summary>Of the file, behind the summary's name.</summary>
    public const string Suffix = ".sha256";

    /// <summary>Of the summary; a row is some kilobytes, and a study has a million points.</summary>
    private const long MostBytes = 0x7FFF_0000;

    /// <summary>Seals a summary that is about to take its place.</summary>
    /// <param name="study">Folder of the study.</param>
    /// <param name="written">Where the summary is written already.</param>
    /// <param name="identity">Of the study.</param>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static void Set(string study, string written, string identity)
    {
        using FileStream summary = File.OpenRead(written);
        AtomicFile.Replace(Summary(study) + Suffix, Text(SHA256.HashData(summary), identity));
    }

    /// <summary>Whether the summary is there, and as it was when this study's sweep sealed it.</summary>
    public static bool IsWhole(string study, string identity)
    {
        try
        {
            return IsSealed(study, Digest(study), identity);
        }
        catch (InputException)
        {
            return false;
        }
    }

    /// <summary>Reads every byte of the summary.</summary>
    /// <param name="study">Folder of the study.</param>
    /// <exception cref="InputException">Not there, or damaged.</exception>
    public static void Check(string study) => Check(study, Digest(study));

    /// <summary>The bytes of the summary, which are checked.</summary>
    /// <param name="study">Folder of the study.</param>
    /// <exception cref="InputException">Not there, or damaged.</exception>
    public static byte[] Read(string study)
    {
        bool isOne = IsReadable(Summary(study), MostBytes);
        byte[] summary = isOne ? InputFile.ReadAll(Summary(study)) : [];
        Check(study, isOne ? SHA256.HashData(summary) : null);
        return summary;
    }

    /// <summary>Null where something else than a summary is there, or more than one can be.</summary>
    private static byte[]? Digest(string study) =>
        IsReadable(Summary(study), MostBytes)
            ? InputFile.Use(Summary(study), SHA256.HashData)
            : null;

    /// <summary>
    /// Not a pipe or device, nor a link that leads nowhere; what is not there at all is for the
    /// reader to say.
    /// </summary>
    private static bool IsReadable(string file, long most) =>
        new FileInfo(file) switch
        {
            { LinkTarget: not null } => false,
            { Exists: true, Length: var length } => length > 0 && length <= most,
            _ => true,
        };

    private static void Check(string study, byte[]? digest)
    {
        StoredManifest manifest = StoredManifest.In(study);
        if (!IsSealed(study, digest, manifest.Identity))
        {
            throw new InputException(
                InputPlace.Of(Summary(study)),
                $"this summary or its seal, {StudyStore.SummaryName}{Suffix}, is damaged; make it "
                    + $"anew with: {manifest.GoOn(study)}"
            );
        }
    }

    private static bool IsSealed(string study, byte[]? digest, string identity)
    {
        string file = Summary(study) + Suffix;
        return digest is not null
            && File.Exists(file)
            && IsReadable(file, 1 << 20)
            && InputFile
                .ReadAll(file, mostMiB: 1)
                .AsSpan()
                .SequenceEqual(Encoding.ASCII.GetBytes(Text(digest, identity)));
    }

    private static string Text(byte[] digest, string identity) =>
        $"# summary of {identity}\n{Convert.ToHexStringLower(digest)}  {StudyStore.SummaryName}\n";

    private static string Summary(string study) => Path.Combine(study, StudyStore.SummaryName);
}
