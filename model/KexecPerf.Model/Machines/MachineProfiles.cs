using System.IO.Compression;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Machines;

/// <summary>The profiles shipped with the model (<c>Machines/profiles/*.json</c>, embedded).</summary>
public static class MachineProfiles
{
    private const string Prefix = "profiles/";
    private const string Ending = ".json";
    private const string Packed = Ending + ".gz";

    /// <summary>Names in alphabetical order; those ending in <c>-class</c> describe what is typical of an architecture.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(MachineProfiles)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^Packed.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>A shipped profile by name.</summary>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static MachineProfile Get(string name)
    {
        if (!Names.Contains(name))
        {
            throw new InputException(
                $"no machine '{UserText.Shorten(name)}'; {Nearest.Hint(name, Names)}, or give a profile's file"
            );
        }

        return MachineProfileReader.Read(Prefix + name + Ending, Text(name), Get);
    }

    /// <summary>The text of a shipped profile.</summary>
    public static byte[] Text(string name)
    {
        using Stream packed = typeof(MachineProfiles).Assembly.GetManifestResourceStream(
            Prefix + name + Packed
        )!;
        using var text = new GZipStream(packed, CompressionMode.Decompress);
        var bytes = new MemoryStream();
        text.CopyTo(bytes);
        return bytes.ToArray();
    }
}
