using System.Globalization;

namespace KexecPerf.Model.Inputs;

/// <summary>What the user wrote, as part of a message of one line.</summary>
public static class UserText
{
    /// <summary>
    /// Its start, at most so many characters, what a terminal would obey replaced.
    /// </summary>
    public static string Shorten(string text, int length = 40)
    {
        bool isLong = text.Length > length;
        string start = isLong ? text[..(length - 3)] : text;
        return Line(start) + (isLong ? "..." : "");
    }

    /// <summary>
    /// One line of it, whole: a question mark for each character that prints nothing.
    /// </summary>
    public static string Line(string text) => Replace(text, keepLines: false);

    /// <summary>The same with its lines.</summary>
    public static string Printable(string text) => Replace(text, keepLines: true);

    private static string Replace(string text, bool keepLines)
    {
        int first = 0;
        while (first < text.Length && IsPlain(text[first], keepLines))
        {
            first++;
        }

        return first == text.Length
            ? text
            : string.Create(
                text.Length,
                (text, first, keepLines),
                static (line, of) =>
                {
                    of.text.CopyTo(line);
                    for (int i = of.first; i < line.Length; i++)
                    {
                        line[i] = IsPlain(line[i], of.keepLines) || IsPair(line, i) ? line[i] : '?';
                    }
                }
            );
    }

    private static bool IsPlain(char c, bool keepLines) =>
        c is >= ' ' and < '\x7f'
        || (c == '\n' && keepLines)
        || (c >= '\xa0' && Prints(char.GetUnicodeCategory(c)));

    /// <summary>
    /// Both halves of a character beyond the first 65,536, which have no meaning alone.
    /// </summary>
    private static bool IsPair(ReadOnlySpan<char> line, int i)
    {
        int first = char.IsLowSurrogate(line[i]) ? i - 1 : i;
        return first >= 0
            && first + 1 < line.Length
            && char.IsSurrogatePair(line[first], line[first + 1])
            && Prints(
                CharUnicodeInfo.GetUnicodeCategory(
                    char.ConvertToUtf32(line[first], line[first + 1])
                )
            );
    }

    private static bool Prints(UnicodeCategory category) =>
        category
            is not (
                UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate
            );
}
