using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Designs;

/// <summary>The studies shipped with the command (<c>experiments/studies/*.json</c>, embedded).</summary>
internal static class ShippedStudies
{
    private const string Prefix = "studies/";

    /// <summary>Names in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedStudies)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The name of the shipped study with this text; null where there is none.</summary>
    public static string? NameOf(byte[] text) =>
        Names.FirstOrDefault(n => Text(n).AsSpan().SequenceEqual(text));

    /// <summary>The text of a study.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static byte[] Text(string name)
    {
        if (!Names.Contains(name))
        {
            throw new InputException(
                $"no study '{UserText.Shorten(name)}'; "
                    + $"{Nearest.Hint(name, Names)}, or give a study's file"
            );
        }

        using Stream stream = typeof(ShippedStudies).Assembly.GetManifestResourceStream(
            Prefix + name + ".json"
        )!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
