using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// GMAC of all bytes of a part under its name, by which damage anywhere in it is told, and another
/// part in its place. It is no secret, but the 128 bits that the platform makes fastest: every
/// reader of a part makes them. They stand in the part's footer, and count as zeros there when they
/// are taken. A manifest is sealed in the same way.
/// </summary>
internal static class PartSeal
{
    private const int Bytes = 16;
    private const int Digits = 2 * Bytes;

    /// <summary>A part is some hundred KiB; what is larger is none.</summary>
    private const long MostBytes = 64 << 20;

    private static readonly byte[] Mark = "gmac:"u8.ToArray();
    private static readonly byte[] Zeros = Encoding.ASCII.GetBytes(new string('0', Digits));

    /// <summary>What the footer holds until the part is sealed.</summary>
    public static string Blank { get; } = Encoding.ASCII.GetString([.. Mark, .. Zeros]);

    /// <summary>Puts the digest in the place of <see cref="Blank"/>.</summary>
    public static void Set(byte[] part, string name) => Take(part, name)!.CopyTo(part, Place(part));

    /// <summary>Whether a part is as it was when it was sealed under this name.</summary>
    public static bool IsWhole(Span<byte> part, string name) =>
        Take(part, name) is { } digest && part.Slice(Place(part), Digits).SequenceEqual(digest);

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

    /// <summary>Whether there is something to read: a pipe, which is empty, waits for its writer.</summary>
    public static bool IsThere(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    /// <summary>
    /// The bytes of a file that is as it was when it was sealed; null of any other.
    /// </summary>
    public static byte[]? Whole(string file)
    {
        byte[] buffer = [];
        Span<byte> part = Read(file, ref buffer, length => new byte[length]);
        return IsWhole(part, Path.GetFileName(file)) ? buffer : null;
    }

    /// <summary>Empty where there is none, a folder, one on a bad disk, one too large.</summary>
    private static Span<byte> Read(string file, ref byte[] buffer, Func<int, byte[]> rent)
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
    private static byte[]? Take(Span<byte> part, string name)
    {
        int place = Place(part);
        if (place < Mark.Length || part.Length - place < Digits)
        {
            return null;
        }

        Span<byte> digits = part.Slice(place, Digits);
        byte[] stood = digits.ToArray();
        Zeros.CopyTo(digits);
        using var gmac = new AesGcm(SHA256.HashData(Encoding.UTF8.GetBytes(name)), Bytes);
        byte[] tag = new byte[Bytes];
        gmac.Encrypt(new byte[12], [], [], tag, part);
        stood.CopyTo(digits);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(tag));
    }

    /// <summary>Of the first digit; the footer is last, so that no value of a column is taken for it.</summary>
    private static int Place(ReadOnlySpan<byte> part) => part.LastIndexOf(Mark) + Mark.Length;
}
