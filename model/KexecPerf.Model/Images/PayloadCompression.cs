namespace KexecPerf.Model.Images;

/// <summary>Placeholder replaced by the image readers.</summary>
public enum PayloadCompression
{
    /// <summary>None.</summary>
    None,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>bzip2.</summary>
    Bzip2,

    /// <summary>LZMA.</summary>
    Lzma,

    /// <summary>xz.</summary>
    Xz,

    /// <summary>LZO.</summary>
    Lzo,

    /// <summary>LZ4.</summary>
    Lz4,

    /// <summary>zstd.</summary>
    Zstd,
}
