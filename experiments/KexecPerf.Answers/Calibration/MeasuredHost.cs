namespace KexecPerf.Answers.Calibration;

/// <summary>The host that was measured; null is what it did not tell.</summary>
internal sealed record MeasuredHost(
    string CpuModel,
    int? Cpus,
    long? RamBytes,
    long AvailableBytes,
    long? CmaBytes,
    long? CmaFreeBytes,
    bool? Guest,
    IReadOnlyList<MeasuredHost.Cache> Caches,
    IReadOnlyList<MeasuredHost.KexecFile> Kexec
)
{
    public static MeasuredHost Of(CalibrationRun run) =>
        new(
            run.CpuName,
            run.Host.CpusOnline,
            run.Host.Ram?.Bytes,
            run.Plan.Available.Bytes,
            run.Host.CmaFree is null ? null : run.Host.CmaTotal?.Bytes,
            run.Host.CmaFree?.Bytes,
            run.Host.IsGuest,
            [.. run.Host.Caches.Select(c => new Cache(c.Level, c.Size.Bytes, c.SharedBy))],
            [.. run.Host.Kexec.Select(k => new KexecFile(k.File, k.Content))]
        );

    /// <summary>A cache of CPU 0.</summary>
    internal sealed record Cache(int Level, long SizeBytes, string SharedBy);

    /// <summary>A file <c>/sys/kernel/kexec*</c>.</summary>
    internal sealed record KexecFile(string File, string Content);
}
