using System.Text.RegularExpressions;

namespace KexecPerf.Model.Tests.Structure;

/// <summary>Size and shape of files, which a reader pays for.</summary>
public static partial class TidyTests
{
    [Fact]
    public static void Files_have_at_most_400_lines() =>
        Assert.Empty(
            Files(Sources.Projects)
                .Where(file => File.ReadLines(file).Count() > 400)
                .Select(Sources.Name)
        );

    [Fact]
    public static void Lines_of_code_have_at_most_150_columns() =>
        Assert.Empty(
            Files(Sources.Projects)
                .SelectMany(file =>
                    File.ReadLines(file)
                        .Select((line, i) => (line, i))
                        .Where(l => l.line.Length > 150 && !l.line.TrimStart().StartsWith("//"))
                        .Select(l => $"{Sources.Name(file)}:{l.i + 1}")
                )
        );

    /// <summary>A file is found by its type's name. The kinds of an input node are one family in one file.</summary>
    [Fact]
    public static void A_file_holds_one_public_type_and_bears_its_name()
    {
        foreach (string file in Files("model/KexecPerf.Engine", "model/KexecPerf.Model"))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string[] types =
            [
                .. TypeDeclaration()
                    .Matches(Sources.Code(file))
                    .Select(m => m.Groups["name"].Value),
            ];
            Assert.True(types.Contains(name), Sources.Name(file));
            Assert.True(types.Length == 1 || name == "InputNode", Sources.Name(file));
        }
    }

    [Fact]
    public static void Namespaces_follow_folders()
    {
        foreach (string file in Files(Sources.Projects))
        {
            string folder = Path.GetRelativePath(
                Path.Combine(Checkout.Root, "model"),
                Path.GetDirectoryName(file)!
            );
            string expected = folder.Replace(Path.DirectorySeparatorChar, '.');
            Assert.Contains($"namespace {expected};", File.ReadAllText(file));
        }
    }

    [Fact]
    public static void Nothing_is_left_to_do_or_switched_off()
    {
        const string leftover =
            @"\b(TO"
            + @"DO|FIX"
            + @"ME|HA"
            + @"CK|X"
            + @"XX)\b|#pragma warning dis"
            + @"able|\(Skip\s*=";
        foreach (string file in Files(Sources.Projects))
        {
            Assert.DoesNotMatch(leftover, File.ReadAllText(file));
        }
    }

    private static IEnumerable<string> Files(params string[] projects)
    {
        string[] files = [.. projects.SelectMany(Sources.Of)];
        Assert.True(files.Length > 5, "no sources found");
        return files;
    }

    /// <summary>Types at the outermost level, which after a file-scoped namespace start their line.</summary>
    [GeneratedRegex(
        @"^(public|internal)\s+((static|sealed|abstract|readonly|partial|ref)\s+)*"
            + @"(class|struct|interface|enum|record(\s+struct|\s+class)?)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TypeDeclaration();
}
