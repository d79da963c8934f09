namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>One kernel's messages in a log.</summary>
/// <param name="First">Its first line.</param>
/// <param name="End">One behind its last line.</param>
/// <param name="Since">Where the messages of its reboot begin: behind an attempt before it.</param>
/// <param name="Marker">Its line <c>Starting new kernel</c>, the last one; -1 for none.</param>
internal readonly record struct LogKernel(int First, int End, int Since, int Marker)
{
    /// <summary><c>kernel_kexec()</c>, kernel/kexec_core.c.</summary>
    public const string MarkerText = "Starting new kernel";

    private const long BackwardsMicroseconds = 1_000_000;

    /// <summary>
    /// arm64 says <c>Booting Linux</c> before <c>Linux version</c>, both of one kernel.
    /// </summary>
    private const int MostBannerLines = 3;

    /// <summary>Whether a kexec took it away.</summary>
    public bool HasMarker => Marker >= 0;

    /// <summary>The kernels of a log in order.</summary>
    public static IReadOnlyList<LogKernel> AllOf(KernelLog log)
    {
        IReadOnlyList<LogLine> lines = log.Lines;
        var kernels = new List<LogKernel>();
        var now = new LogKernel(0, lines.Count, 0, -1);
        for (int i = 0; i < lines.Count; i++)
        {
            if (i > 0 && Restarts(log, now.First, i))
            {
                kernels.Add(now with { End = i });
                now = new LogKernel(i, lines.Count, i, -1);
            }

            if (IsMarker(lines[i].Text))
            {
                now = now with { Since = now.HasMarker ? now.Marker + 1 : now.First, Marker = i };
            }
        }

        kernels.Add(now);
        return kernels;
    }

    private static bool IsMarker(string text) =>
        text.EndsWith(MarkerText, StringComparison.Ordinal)
        && text.Length <= MarkerText.Length + 20;

    /// <summary>
    /// Whether a kernel starts here: its own time falls back, or it gives its version.
    /// </summary>
    private static bool Restarts(KernelLog log, int first, int at)
    {
        LogLine line = log.Lines[at];
        return (
                log.IsOwnTime
                && line.Microseconds + BackwardsMicroseconds < log.Lines[at - 1].Microseconds
            )
            || (
                IsBanner(line.Text)
                && !(at - first <= MostBannerLines && IsBanner(log.Lines[first].Text))
            );
    }

    private static bool IsBanner(string text) =>
        text.StartsWith("Linux version ", StringComparison.Ordinal)
        || text.StartsWith("Booting Linux on physical CPU", StringComparison.Ordinal);
}
