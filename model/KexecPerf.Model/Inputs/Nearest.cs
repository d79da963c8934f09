namespace KexecPerf.Model.Inputs;

/// <summary>Finds what a misspelt word was probably meant to be.</summary>
public static class Nearest
{
    /// <summary><c>did you mean 'x'? known are a, b, c</c>, the first part only when something is near.</summary>
    public static string Hint(string word, IReadOnlyCollection<string> known)
    {
        string list = "known are " + string.Join(", ", known);
        return Of(word, known) is { } near ? $"did you mean '{near}'? {list}" : list;
    }

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
