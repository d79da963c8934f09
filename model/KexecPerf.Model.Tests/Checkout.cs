namespace KexecPerf.Model.Tests;

/// <summary>The checkout the tests were built from, for those that read sources or committed results.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Requires that a committed file has these lines. <c>KEXECPERF_WRITE_GOLDEN=1 dotnet test</c> writes it anew after a deliberate
    /// change; then read the difference.
    /// </summary>
    public static void RequireLines(string path, IReadOnlyList<string> lines)
    {
        string file = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("KEXECPERF_WRITE_GOLDEN") == "1")
        {
            File.WriteAllText(file, string.Concat(lines.Select(line => line + "\n")));
        }

        Assert.Equal(File.ReadAllLines(file), lines);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "KexecPerf.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No KexecPerf.sln.");
        }

        return folder.FullName;
    }
}
