using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// SHA-256 of a part's name and all of its bytes, by which damage anywhere in it is told, and
/// another part in its place. It stands in the part's footer, and counts as zeros there when it is
/// taken. A manifest is sealed in the same way.
/// </summary>
internal static class PartSeal
{
    private const int Digits = 2 * SHA256.HashSizeInBytes;

    /// <summary>A part is some hundred KiB; what is larger is none.</summary>
    private const long MostBytes = 64 << 20;

    private static readonly byte[] Mark = "sha256:"u8.ToArray();
    private static readonly byte[] Zeros = Encoding.ASCII.GetBytes(new string('0', Digits));

    /// <summary>What the footer holds until the part is sealed.</summary>
    public static string Blank { get; } = Encoding.ASCII.GetString([.. Mark, .. Zeros]);

    /// <summary>Puts the digest in the place of <see cref="Blank"/>.</summary>
    public static void Set(byte[] part, string name) => Take(part, name)!.CopyTo(part, Place(part));

    /// <summary>Whether a part is as it was when it was sealed under this name.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> part, string name) =>
        Take(part, name) is { } digest && part.Slice(Place(part), Digits).SequenceEqual(digest);

    /// <summary>Whether there is something to read: a pipe, which is empty, waits for its writer.</summary>
    public static bool IsThere(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    /// <summary>The same of a file; false where it cannot be read.</summary>
    public static bool IsWhole(string file)
    {
        byte[] buffer = [];
        try
        {
            return IsWhole(
                Read(file, ref buffer, ArrayPool<byte>.Shared.Rent),
                Path.GetFileName(file)
            );
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// The bytes of a file that is as it was when it was sealed; null of any other.
    /// </summary>
    public static byte[]? Whole(string file)
    {
        byte[] buffer = [];
        ReadOnlySpan<byte> part = Read(file, ref buffer, length => new byte[length]);
        return IsWhole(part, Path.GetFileName(file)) ? buffer : null;
    }

    /// <summary>Empty where there is none, a folder, one on a bad disk, one too large.</summary>
    private static ReadOnlySpan<byte> Read(string file, ref byte[] buffer, Func<int, byte[]> rent)
    {
        if (!IsThere(file))
        {
            return [];
        }

        try
        {
            using SafeFileHandle handle = File.OpenHandle(file);
            long length = RandomAccess.GetLength(handle);
            if (length > MostBytes)
            {
                return [];
            }

            buffer = rent((int)length);
            int read = 0;
            while (read < length)
            {
                int more = RandomAccess.Read(handle, buffer.AsSpan(read, (int)length - read), read);
                if (more == 0)
                {
                    return [];
                }

                read += more;
            }

            return buffer.AsSpan(0, read);
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }

    /// <summary>In hexadecimal; null where there is no place for it.</summary>
    private static byte[]? Take(ReadOnlySpan<byte> part, string name)
    {
        int place = Place(part);
        if (place < Mark.Length || part.Length - place < Digits)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(name));
        hash.AppendData(part[..place]);
        hash.AppendData(Zeros);
        hash.AppendData(part[(place + Digits)..]);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Of the first digit; the footer is last, so that no value of a column is taken for it.</summary>
    private static int Place(ReadOnlySpan<byte> part) => part.LastIndexOf(Mark) + Mark.Length;
}
