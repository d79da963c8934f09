namespace KexecPerf.Model.Tests;

/// <summary>How much the tests over random scenarios try: a few seconds' worth, or with <c>KEXECPERF_FULL=1</c> all of it.</summary>
internal static class Effort
{
    /// <summary>Whether all of it.</summary>
    public static bool IsFull { get; } =
        Environment.GetEnvironmentVariable("KEXECPERF_FULL") == "1";

    /// <summary>Iterations of a property.</summary>
    public static int Of(int usual, int full) => IsFull ? full : usual;
}
