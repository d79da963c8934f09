namespace KexecPerf.Model.Tests;

/// <summary>How much the tests over random scenarios try: a few seconds' worth, or with <c>KEXECPERF_FULL=1</c> all of it.</summary>
internal static class Effort
{
    /// <summary>Iterations of a property.</summary>
    public static int Of(int usual, int full) =>
        Environment.GetEnvironmentVariable("KEXECPERF_FULL") == "1" ? full : usual;
}
