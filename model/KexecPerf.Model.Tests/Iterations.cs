namespace KexecPerf.Model.Tests;

/// <summary>How long property tests search: KEXECPERF_FULL=1 multiplies it.</summary>
internal static class Iterations
{
    private const int Full = 20;

    public static int Of(int normally) =>
        Environment.GetEnvironmentVariable("KEXECPERF_FULL") == "1" ? normally * Full : normally;
}
