using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Summaries;

/// <summary>
/// Lets through one statement that only asks. Together with <see cref="Database.Confine"/>, which closes all folders but the results, no query writes
/// anything; what is no statement at all is for DuckDB to place.
/// </summary>
internal static class ReadOnlySql
{
    /// <exception cref="InputException">Another statement, or more than one.</exception>
    public static void Check(string sql)
    {
        string text = sql.TrimStart();
        string first = new([.. text.TakeWhile(char.IsAsciiLetter)]);
        if (Changing.Contains(first, StringComparer.OrdinalIgnoreCase))
        {
            throw new InputException(
                $"SQL:1:1: {first} changes something, and queries only ask; write select, or "
                    + "use export for a file"
            );
        }

        if (EndOfFirst(text) is { } end && text[(end + 1)..].Trim().Length > 0)
        {
            throw new InputException("SQL: more than one statement; write one a query");
        }
    }

    private static readonly string[] Changing = (
        "alter analyze attach begin call checkpoint comment commit copy create "
        + "deallocate delete detach drop execute explain export force import insert "
        + "install load merge pragma prepare reset rollback set truncate update use "
        + "vacuum"
    ).Split(' ');

    /// <summary>Where the first semicolon outside of quotes stands.</summary>
    private static int? EndOfFirst(string sql)
    {
        char quote = '\0';
        for (int i = 0; i < sql.Length; i++)
        {
            if (quote != '\0')
            {
                quote = sql[i] == quote ? '\0' : quote;
            }
            else if (sql[i] is '\'' or '"')
            {
                quote = sql[i];
            }
            else if (sql[i] == ';')
            {
                return i;
            }
        }

        return null;
    }
}
