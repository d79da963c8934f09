using System.IO.Compression;
using System.Text;

namespace KexecPerf.Answers.Hosts;

/// <summary>Unpacks gzip in memory, up to a limit, however much it would unpack to.</summary>
internal static class Gunzip
{
    /// <summary>Whether the first bytes are gzip's.</summary>
    public static bool Recognises(ReadOnlySpan<byte> content) => content is [0x1F, 0x8B, ..];

    /// <summary>A text of at most a megabyte; null if there is none, or it is damaged.</summary>
    public static string? UnpackText(byte[]? content) =>
        content is not null && Unpack(content, TarArchive.FileMax) is { } text
            ? Encoding.Latin1.GetString(text)
            : null;

    /// <summary>The content; null if it is damaged or longer than <paramref name="max"/>.</summary>
    public static byte[]? Unpack(byte[] content, int max)
    {
        using var packed = new MemoryStream(content, writable: false);
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        try
        {
            return BoundedRead.All(gzip, max);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
