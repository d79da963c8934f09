namespace KexecPerf.Model.Images;

/// <summary>Compression formats: their first bytes and their names.</summary>
internal static class PayloadFormats
{
    /// <summary>The format of a payload; two bytes decide, as in <c>lib/decompress.c</c>.</summary>
    public static PayloadCompression Recognise(ReadOnlySpan<byte> payload) =>
        payload switch
        {
            [0x1F, 0x8B or 0x9E, ..] => PayloadCompression.Gzip,
            [0x42, 0x5A, ..] => PayloadCompression.Bzip2,
            [0x5D, 0x00, ..] => PayloadCompression.Lzma,
            [0xFD, 0x37, ..] => PayloadCompression.Xz,
            [0x89, 0x4C, ..] => PayloadCompression.Lzo,
            [0x02, 0x21, ..] => PayloadCompression.Lz4,
            [0x28, 0xB5, ..] => PayloadCompression.Zstd,
            [0x7F, 0x45, 0x4C, 0x46] => PayloadCompression.None,
            _ => PayloadCompression.Unknown,
        };

    /// <summary>
    /// The format by the name in a zboot header, <c>comp-type-y</c> of <c>Makefile.zboot</c>: gzip, lz4, lzma, lzo, xzkern,
    /// zstd22, and zstd since Linux 6.14.
    /// </summary>
    public static PayloadCompression Named(string name) =>
        name switch
        {
            "gzip" => PayloadCompression.Gzip,
            "lzma" => PayloadCompression.Lzma,
            "xz" or "xzkern" => PayloadCompression.Xz,
            "lzo" => PayloadCompression.Lzo,
            "lz4" => PayloadCompression.Lz4,
            "zstd" or "zstd22" => PayloadCompression.Zstd,
            _ => PayloadCompression.Unknown,
        };
}
