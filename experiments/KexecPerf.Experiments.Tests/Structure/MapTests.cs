using System.Text.RegularExpressions;

namespace KexecPerf.Experiments.Tests.Structure;

/// <summary>CONTRIBUTING.md is a map: what it names is there.</summary>
public static partial class MapTests
{
    /// <summary>Where its first column of places starts from.</summary>
    private static readonly string[] From = ["", "model/KexecPerf.Model", "experiments"];

    [Fact]
    public static void Every_place_on_the_map_is_there()
    {
        string[] places =
        [
            .. Place()
                .Matches(File.ReadAllText(Path.Combine(Checkout.Root, "CONTRIBUTING.md")))
                .Select(m => m.Groups["place"].Value.Replace("NAME", "*")),
        ];
        Assert.True(places.Length > 20, "CONTRIBUTING.md names no places");
        string[] lost = [.. places.Where(p => !From.Any(from => IsThere(from, p)))];
        Assert.True(lost.Length == 0, string.Join(", ", lost));
    }

    private static bool IsThere(string from, string place)
    {
        string path = Path.Combine(Checkout.Root, from, place);
        return place.EndsWith('/')
            ? Directory.Exists(path)
            : Directory.Exists(Path.GetDirectoryName(path))
                && Directory
                    .EnumerateFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path))
                    .Any();
    }

    /// <summary>Code with a slash that is a file of ours or a folder.</summary>
    [GeneratedRegex(
        @"`(?<place>[\w.*-]+/[\w./*-]*(\.cs|\.json|\.csv|\.md|/))`",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Place();
}
