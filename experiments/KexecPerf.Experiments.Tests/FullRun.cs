namespace KexecPerf.Experiments.Tests;

/// <summary>Whether long tests run in full, <c>KEXECPERF_FULL=1</c>, or as short as a change can wait for.</summary>
internal static class FullRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("KEXECPERF_FULL") == "1";
}
