using System.Text.RegularExpressions;

namespace KexecPerf.Model.Tests.Structure;

/// <summary>Size and shape of files, which a reader pays for.</summary>
public static partial class TidyTests
{
    /// <summary>
    /// Texts of a table and sentences that the formatter cannot break: lines over <see cref="MostColumns"/> that are there today. Fewer is
    /// welcome, then lower the number; more is not.
    /// </summary>
    private const int LongCodeLines = 138;

    /// <summary>The same of comments.</summary>
    private const int LongCommentLines = 809;

    /// <summary>As .editorconfig's max_line_length and CONTRIBUTING.md say.</summary>
    private const int MostColumns = 100;

    /// <summary>Kinds of one thing that are read together: the nodes of an input.</summary>
    private static readonly string[] Families = ["InputNode"];

    [Fact]
    public static void Files_have_at_most_400_lines() =>
        Assert.Empty(
            Files(Sources.All)
                .Where(file => File.ReadLines(file).Count() > 400)
                .Select(Sources.Name)
        );

    [Fact]
    public static void The_width_that_is_tested_is_the_one_that_is_written()
    {
        Assert.Contains($"max_line_length = {MostColumns}", Text(".editorconfig"));
        Assert.Contains($"{MostColumns} columns", Text("CONTRIBUTING.md"));
    }

    [Fact]
    public static void No_line_becomes_longer_than_the_rule()
    {
        string[] longer =
        [
            .. Files(Sources.Production)
                .SelectMany(File.ReadLines)
                .Where(line => line.Length > MostColumns),
        ];
        int comments = longer.Count(IsComment);
        Assert.True(
            comments <= LongCommentLines,
            $"{comments} comment lines in {nameof(TidyTests)}"
        );
        int code = longer.Length - comments;
        Assert.True(code <= LongCodeLines, $"{code} code lines in {nameof(TidyTests)}");
    }

    /// <summary>A file is found by its type's name.</summary>
    [Fact]
    public static void A_file_holds_one_type_and_bears_its_name()
    {
        foreach (string file in Files(Sources.Production))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string[] types =
            [
                .. TypeDeclaration()
                    .Matches(Sources.Code(file))
                    .Select(m => m.Groups["name"].Value),
            ];
            Assert.True(types.Contains(name), Sources.Name(file));
            Assert.True(types.Length == 1 || Families.Contains(name), Sources.Name(file));
        }
    }

    [Fact]
    public static void Namespaces_follow_folders()
    {
        // A program's entry of statements alone has no namespace.
        foreach (
            string file in Files(Sources.All).Where(f => Sources.Code(f).Contains("namespace "))
        )
        {
            // In the namespace around all of ours, or it were not found before LINQ.
            string folder =
                Path.GetFileName(file) == "PlainLinq.cs" ? "KexecPerf" : Sources.Folder(file);
            Assert.Contains($"namespace {folder};", File.ReadAllText(file));
        }
    }

    [Fact]
    public static void A_rule_is_switched_off_below_its_reason()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Checkout.Root, ".editorconfig"));
        int off = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].EndsWith("severity = none", StringComparison.Ordinal))
            {
                int above = i - 1;
                while (lines[above].StartsWith("dotnet_diagnostic", StringComparison.Ordinal))
                {
                    above--;
                }

                Assert.True(lines[above].StartsWith('#'), $".editorconfig:{i + 1}: no reason");
                off++;
            }
        }

        Assert.True(off > 0, ".editorconfig was not read");
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
        foreach (string file in Files(Sources.All))
        {
            Assert.DoesNotMatch(leftover, File.ReadAllText(file));
        }
    }

    private static bool IsComment(string line) =>
        line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    private static string Text(string path) => File.ReadAllText(Path.Combine(Checkout.Root, path));

    private static IEnumerable<string> Files(params string[] projects)
    {
        string[] files = [.. projects.SelectMany(Sources.Of)];
        Assert.True(files.Length > 5, "no sources found");
        return files;
    }

    /// <summary>Types at the outermost level, which after a file-scoped namespace start their line.</summary>
    [GeneratedRegex(
        @"^(public|internal)\s+((static|sealed|abstract|readonly|partial|ref|unsafe)\s+)*"
            + @"(class|struct|interface|enum|delegate\s+[\w<>]+|record(\s+struct|\s+class)?)\s+(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TypeDeclaration();
}
