namespace KexecPerf.Answers.Calibration;

/// <summary>The host that was measured; null is what it did not tell.</summary>
internal sealed record MeasuredHost
{
    internal MeasuredHost(CalibrationRun run)
    {
        CpuModel = run.CpuName;
        Cpus = run.Host.CpusOnline;
        RamBytes = run.Host.Ram?.Bytes;
        AvailableBytes = run.Plan.Available.Bytes;
        CmaBytes = run.Host.CmaFree is null ? null : run.Host.CmaTotal?.Bytes;
        CmaFreeBytes = run.Host.CmaFree?.Bytes;
        Guest = run.Host.IsGuest;
        Caches = [.. run.Host.Caches.Select(c => new Cache(c.Level, c.Size.Bytes, c.SharedBy))];
        Kexec = [.. run.Host.Kexec.Select(k => new KexecFile(k.File, k.Content))];
    }

    public string CpuModel { get; }

    public int? Cpus { get; }

    public long? RamBytes { get; }

    public long AvailableBytes { get; }

    public long? CmaBytes { get; }

    public long? CmaFreeBytes { get; }

    public bool? Guest { get; }

    public IReadOnlyList<Cache> Caches { get; }

    public IReadOnlyList<KexecFile> Kexec { get; }

    /// <summary>A cache of CPU 0.</summary>
    internal sealed record Cache(int Level, long SizeBytes, string SharedBy);

    /// <summary>A file <c>/sys/kernel/kexec*</c>.</summary>
    internal sealed record KexecFile(string File, string Content);
}
