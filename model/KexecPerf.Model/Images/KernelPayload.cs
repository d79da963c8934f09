using KexecPerf.Model.Collections;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>The kernel to be loaded, from a real file or from sizes.</summary>
/// <param name="Bufsz">Content of its segment.</param>
/// <param name="Memsz">Size of its segment at the destination.</param>
/// <param name="Compression">What the boot stub must decompress; none on arm64.</param>
/// <param name="Uncompressed">What the boot stub decompresses to; 0 if nothing or unknown.</param>
/// <param name="Source">Where this is known from.</param>
public sealed record KernelPayload(
    ByteSize Bufsz,
    ByteSize Memsz,
    PayloadCompression Compression,
    ByteSize Uncompressed,
    string Source
)
{
    /// <summary>What the loader aligns the kernel to: <see cref="KernelFile.Alignment"/>.</summary>
    public ByteSize Alignment { get; init; } = ByteSize.FromMiB(2);

    /// <summary>arm64 before 5.8: <see cref="KernelFile.TextOffset"/>.</summary>
    public ByteSize TextOffset { get; init; }

    /// <summary>
    /// Its release, where the file says it: the first word of <see cref="KernelFile.Version"/>.
    /// </summary>
    public string? Release { get; init; }

    /// <summary>The kernel in a file.</summary>
    /// <param name="file">What it says of itself.</param>
    /// <param name="source">Where it is from.</param>
    public static KernelPayload Of(KernelFile file, string source) =>
        new(
            file.ContentSize,
            file.MemorySize,
            file.Compression,
            file.UncompressedSize ?? ByteSize.Zero,
            source
        )
        {
            Alignment = file.Alignment,
            TextOffset = file.TextOffset,
            Release = file.Version?.Split(' ')[0],
            Notes = file.Notes,
        };

    /// <summary>What the kernel would do with the file, where that is worth saying.</summary>
    public IReadOnlyList<string> Notes
    {
        get;
        init => field = ValueList.Of(value);
    } = ValueList.Of<string>([]);
}
