namespace KexecPerf.Model.Inputs;

/// <summary>Finds what a misspelt word was probably meant to be.</summary>
public static class Nearest
{
    /// <summary>More names than this are not listed one by one.</summary>
    private const int Many = 40;

    /// <summary><c>did you mean 'x'? known are a, b, c</c>, the first part only when something is near.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> known)
    {
        string list = Listed(word, known);
        return Of(word, known) is { } near ? $"did you mean '{near}'? {list}" : list;
    }

    /// <summary>
    /// All where they are few; of many paths those of the same section, or the sections.
    /// </summary>
    private static string Listed(string word, IReadOnlyCollection<string> known)
    {
        string section = Section(word);
        string[] same = [.. known.Where(k => Section(k) == section)];
        return known.Count <= Many ? "known are " + string.Join(", ", known)
            : same.Length > 0 ? $"known of {section} are {string.Join(", ", same)}"
            : "known are "
                + string.Join(
                    ", ",
                    known.GroupBy(Section).Select(g => g.Count() == 1 ? g.Single() : g.Key + ".*")
                );
    }

    private static string Section(string path) => path.Split('.')[0];

    /// <summary>What it was probably meant to be; null where nothing is near.</summary>
    public static string? Of(string word, IReadOnlyCollection<string> known) =>
        known
            .Select(k => (Word: k, Distance: Distance(word, k)))
            .Where(c => c.Distance <= Math.Max(1, word.Length / 3))
            .OrderBy(c => c.Distance)
            .Select(c => c.Word)
            .FirstOrDefault();

    /// <summary>Levenshtein distance of at most the first 64 characters.</summary>
    private static int Distance(string a, string b)
    {
        a = a.Length > 64 ? a[..64] : a;
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
