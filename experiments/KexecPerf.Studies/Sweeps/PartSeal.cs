using System.Security.Cryptography;
using System.Text;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// SHA-256 of all bytes of a part, by which damage anywhere in it is told. It stands in the part's footer, and counts as zeros there when it is taken.
/// </summary>
internal static class PartSeal
{
    private const string Mark = "sha256:";
    private const int Digits = 2 * SHA256.HashSizeInBytes;

    /// <summary>What the footer holds until the part is sealed.</summary>
    public static string Blank { get; } = Mark + new string('0', Digits);

    /// <summary>Puts the digest in the place of <see cref="Blank"/>.</summary>
    public static void Set(byte[] part) => Take(part)!.CopyTo(part, Place(part));

    /// <summary>Whether a part is as it was when it was sealed.</summary>
    public static bool IsWhole(byte[] part) =>
        Take(part) is { } digest && part.AsSpan(Place(part), Digits).SequenceEqual(digest);

    /// <summary>In hexadecimal; null where there is no place for it.</summary>
    private static byte[]? Take(byte[] part)
    {
        int place = Place(part);
        if (place < Mark.Length || part.Length - place < Digits)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(part.AsSpan(0, place));
        hash.AppendData(Encoding.ASCII.GetBytes(Blank[Mark.Length..]));
        hash.AppendData(part.AsSpan(place + Digits));
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Of the first digit; the footer is last, so that no value of a column is taken for it.</summary>
    private static int Place(byte[] part) =>
        part.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(Mark)) + Mark.Length;
}
