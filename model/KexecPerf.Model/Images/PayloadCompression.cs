namespace KexecPerf.Model.Images;

/// <summary>
/// How a payload is compressed; recognised by its first bytes, as in <c>lib/decompress.c</c> and the field
/// <c>payload_offset</c> of <c>Documentation/arch/x86/boot.rst</c>.
/// </summary>
public enum PayloadCompression
{
    /// <summary>Not compressed: nothing to unpack.</summary>
    None,

    /// <summary>gzip: 1F 8B or 1F 9E.</summary>
    Gzip,

    /// <summary>bzip2: 42 5A.</summary>
    Bzip2,

    /// <summary>LZMA: 5D 00.</summary>
    Lzma,

    /// <summary>XZ: FD 37.</summary>
    Xz,

    /// <summary>LZO: 89 4C.</summary>
    Lzo,

    /// <summary>LZ4, legacy frame: 02 21.</summary>
    Lz4,

    /// <summary>Zstandard: 28 B5.</summary>
    Zstd,

    /// <summary>None of the formats known to <c>lib/decompress.c</c>, or the header does not name a payload.</summary>
    Unknown,
}
