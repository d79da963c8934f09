using System.Globalization;
using System.Text.RegularExpressions;

namespace KexecPerf.Studies.Summaries;

/// <summary>Makes one line of what DuckDB says of a query: <c>SQL:1:8: ...</c>, the place taken from the caret under the line it quotes.</summary>
internal static partial class SqlError
{
    private const int MostCharacters = 300;

    public static string Describe(string sql, string message)
    {
        string[] lines = message.Split('\n');
        int at = Array.FindIndex(lines, l => QuotedLine().IsMatch(l));
        string what = Spaces().Replace(string.Join(' ', at < 0 ? lines : lines[..at]), " ").Trim();
        what = what.Length <= MostCharacters ? what : what[..(MostCharacters - 3)] + "...";
        if (what.StartsWith("External component", StringComparison.Ordinal))
        {
            return "SQL: no statement; ask something, such as: select * from summary";
        }

        if (what.Contains("No space left on device", StringComparison.Ordinal))
        {
            return "no space left on the disk that is written to; make room, or write elsewhere";
        }

        string mend =
            what.Contains("Table with name runs ", StringComparison.Ordinal)
                ? "; there are no parts here, make them with: kexecperf sweep STUDY --results DIR"
            : what.Contains("Table with name summary ", StringComparison.Ordinal)
                ? "; no study here is complete, go on with: kexecperf sweep STUDY --results DIR "
                    + "--resume"
            : what.Contains("Referenced table", StringComparison.Ordinal)
                ? "; a column with a dot in its name stands in double quotes"
            : "; the views are runs and summary, try: describe runs";
        return Place(sql, lines, at) + what.TrimEnd('!', '.') + mend;
    }

    private static string Place(string sql, string[] lines, int at)
    {
        if (at < 0 || at + 1 >= lines.Length)
        {
            return "SQL: ";
        }

        Match quoted = QuotedLine().Match(lines[at]);
        int column = lines[at + 1].IndexOf('^', StringComparison.Ordinal) - quoted.Length;
        if (column < 0)
        {
            return "SQL: ";
        }

        // A long line is quoted in part, behind and before dots.
        int line = int.Parse(quoted.Groups[1].Value, CultureInfo.InvariantCulture);
        string shown = lines[at][quoted.Length..].Trim();
        string part = shown.Trim('.');
        string[] written = sql.Split('\n');
        int offset =
            line <= written.Length && shown.StartsWith("...", StringComparison.Ordinal)
                ? written[line - 1].IndexOf(part, StringComparison.Ordinal) - 3
                : 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SQL:{line}:{column + Math.Max(0, offset) + 1}: "
        );
    }

    [GeneratedRegex(@"^LINE (\d+): ")]
    private static partial Regex QuotedLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
