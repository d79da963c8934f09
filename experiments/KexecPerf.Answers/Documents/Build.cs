using System.Reflection;

namespace KexecPerf.Answers.Documents;

/// <summary>What this program was built from.</summary>
internal static class Build
{
    private static readonly string[] Parts = typeof(Build)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+', 2);

    /// <summary>Version of the model, without build metadata.</summary>
    public static string Version => Parts[0];

    /// <summary>The commit, where the build knew.</summary>
    public static string Commit => Parts is [_, var commit] ? commit : "unknown";
}
