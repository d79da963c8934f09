using System.Globalization;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// The name of a part's file: point, replications from and until (exclusive), and the first digits
/// of the identity of the study, such as <c>000004-0-64.c13564d9155a.parquet</c>. The part's seal
/// covers it, so that exchanged files are told.
/// </summary>
internal static class PartName
{
    public const string Suffix = ".parquet";

    private const int IdentityDigits = 12;

    /// <summary>Of a block of the study with this identity.</summary>
    public static string Of(SweepBlock block, string identity) => BlockOf(block) + End(identity);

    /// <summary>Of a block alone.</summary>
    public static string BlockOf(SweepBlock block) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{block.Point.Index:000000}-{block.From}-{block.Until}"
        );

    /// <summary>Whether a file's name is one of a study with this identity.</summary>
    public static bool IsOf(string name, string identity) =>
        IsOne(name) && name.EndsWith(End(identity), StringComparison.Ordinal);

    /// <summary>Whether a file's name is one of a part at all.</summary>
    public static bool IsOne(string name)
    {
        if (name.Split('.') is not [var block, { Length: IdentityDigits } identity, "parquet"])
        {
            return false;
        }

        string[] numbers = block.Split('-');
        return numbers is [{ Length: >= 6 }, _, _]
            && numbers.All(n => n.Length is > 0 and < 10 && n.All(char.IsAsciiDigit))
            && identity.All(char.IsAsciiHexDigitLower);
    }

    /// <summary>Point, and replications from and until, of a part's name.</summary>
    public static (int Point, int From, int Until) Numbers(string name)
    {
        int[] numbers =
        [
            .. name.Split('.')[0]
                .Split('-')
                .Select(n => int.Parse(n, NumberStyles.None, CultureInfo.InvariantCulture)),
        ];
        return (numbers[0], numbers[1], numbers[2]);
    }

    private static string End(string identity) => "." + identity[..IdentityDigits] + Suffix;
}
