using System.Text.RegularExpressions;

namespace KexecPerf.Model.Tests.Structure;

/// <summary>The C# sources of a project, comments removed where code is meant.</summary>
internal static partial class Sources
{
    /// <summary>What is shipped.</summary>
    public static readonly string[] Production =
    [
        "model/KexecPerf.Engine",
        "model/KexecPerf.Model",
        "experiments/KexecPerf.Answers",
        "experiments/KexecPerf.Studies",
        "experiments/KexecPerf.Experiments",
        "experiments/KexecPerf.Native",
        "experiments/KexecPerf.Page",
    ];

    public static readonly string[] All =
    [
        .. Production,
        "model/KexecPerf.Model.Tests",
        "experiments/KexecPerf.Experiments.Tests",
        "experiments/KexecPerf.Benchmarks",
    ];

    public static IEnumerable<string> Of(string project) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Checkout.Root, project),
                "*.cs",
                SearchOption.AllDirectories
            )
            .Where(file => !GeneratedFolder().IsMatch(file))
            .Order(StringComparer.Ordinal);

    /// <summary>Relative to the checkout, for messages.</summary>
    public static string Name(string file) => Path.GetRelativePath(Checkout.Root, file);

    /// <summary>The namespace that a file's folder stands for: project, then folders.</summary>
    public static string Folder(string file)
    {
        string[] parts = Path.GetDirectoryName(Name(file))!.Split(Path.DirectorySeparatorChar);
        return string.Join('.', parts.Skip(1));
    }

    /// <summary>Text without line comments, which also hold documentation.</summary>
    public static string Code(string file) => LineComment().Replace(File.ReadAllText(file), "");

    /// <summary>Every match of a pattern in code, as FILE: TEXT.</summary>
    public static List<string> Find(string project, string pattern) =>
        [
            .. Of(project)
                .SelectMany(file =>
                    Regex
                        .Matches(Code(file), pattern, RegexOptions.ExplicitCapture)
                        .Select(m => $"{Name(file)}: {m.Value}")
                ),
        ];

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]", RegexOptions.ExplicitCapture)]
    private static partial Regex GeneratedFolder();

    [GeneratedRegex("//[^\n]*", RegexOptions.ExplicitCapture)]
    private static partial Regex LineComment();
}
