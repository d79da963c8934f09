namespace KexecPerf.Model.Tests;

/// <summary>
/// How much the tests over random scenarios try: a few seconds' worth, all of it with <c>KEXECPERF_FULL=1</c>, or with <c>0</c> a tenth, for
/// hundreds of runs.
/// </summary>
internal static class Effort
{
    private static readonly string? Wish = Environment.GetEnvironmentVariable("KEXECPERF_FULL");

    /// <summary>Whether all of it.</summary>
    public static bool IsFull { get; } = Wish == "1";

    /// <summary>Whether a tenth of it.</summary>
    public static bool IsLeast { get; } = Wish == "0";

    /// <summary>Iterations of a property.</summary>
    public static int Of(int usual, int full) =>
        IsFull ? full
        : IsLeast ? Math.Max(1, usual / 10)
        : usual;

    /// <summary>More often than this a rare case must have come up, or the search says nothing of it; a tenth of it is not asked.</summary>
    public static int Rare(int times) => IsLeast ? -1 : times;
}
