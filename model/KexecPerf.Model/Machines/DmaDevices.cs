namespace KexecPerf.Model.Machines;

/// <summary>The devices shipped.</summary>
public static class DmaDevices
{
    private const double Microsecond = 1e6;

    private static Quantity Never { get; } =
        Assumed(0, 0, 0, "a driver that frees buffers still written to has a bug; none is assumed");

    /// <summary>Receive rings of a network card.</summary>
    public static DmaDevice Nic { get; } =
        new()
        {
            Name = "nic",
            Description = "network card, receive rings filled by the wire",
            Process = WriteProcess.Poisson,
            Pages = Assumed(8_192, 1_024, 65_536, "8-64 queues of 256-1024 buffers, a page each"),
            ClusterPages = Assumed(
                8,
                1,
                32,
                "page pools take pages one by one or in order-3 blocks"
            ),
            Writes = Assumed(
                2_000,
                10,
                1e6,
                "broadcast and keep-alive traffic of a drained host, up to a busy one; packets a second"
            ),
            NotStopped = Assumed(
                3e-5,
                1e-7,
                1e-3,
                "shutdown hooks stop the rings; a hung firmware command or a driver without a hook does not"
            ),
            IgnoresBusMaster = Assumed(
                1e-3,
                1e-5,
                1e-2,
                "a PCI function obeys its command register but for faults; not cleared above D3hot or disconnected"
            ),
            PassesIommu = Assumed(
                0.5,
                0.05,
                1,
                "x86 switches translation off before the jump (iommu_shutdown); arm64 leaves it to the SMMU driver"
            ),
            FreedWhileActive = Never,
            Bandwidth = Assumed(50e6, 1e5, 2.5e9, "packets of 64-1500 bytes; at most 20 Gbit/s"),
        };

    /// <summary>Completion and data queues of NVMe.</summary>
    public static DmaDevice Nvme { get; } =
        new()
        {
            Name = "nvme",
            Description = "NVMe, reads and completions under way",
            Process = WriteProcess.Queue,
            Pages = Assumed(
                2_048,
                64,
                16_384,
                "queue pairs a CPU, each with data buffers of the reads under way"
            ),
            ClusterPages = Assumed(4, 1, 32, "read-ahead of 16-128 KiB"),
            Writes = Assumed(64, 1, 4_096, "queue depth in use when the host goes down"),
            Drain = Assumed(
                100 * Microsecond,
                20 * Microsecond,
                5_000 * Microsecond,
                "read latency of flash; queued behind others longer"
            ),
            NotStopped = Assumed(
                1e-6,
                1e-9,
                1e-4,
                "nvme_shutdown waits for the controller to report shutdown, or times out"
            ),
            IgnoresBusMaster = Assumed(1e-3, 1e-5, 1e-2, "as nic"),
            PassesIommu = Assumed(0.5, 0.05, 1, "as nic"),
            FreedWhileActive = Never,
            Bandwidth = Assumed(100e6, 1e5, 3e9, "reads under way only"),
        };

    /// <summary>GICv4 virtual LPI pending tables.</summary>
    public static DmaDevice GicVlpi { get; } =
        new()
        {
            Name = "gicv4-vlpi",
            Description = "GICv4 virtual LPI pending tables, never quiesced by the old kernel",
            Only = Architecture.Arm64,
            Process = WriteProcess.Queue,
            Pages = new Quantity(
                16,
                256,
                4_096,
                Evidence.Derived,
                "a table of at least 64 KiB a virtual CPU, 64 KiB aligned (LPI_PENDBASE_SZ, irq-gic-v3-its.c); 1-256 virtual CPUs",
                null
            ),
            ClusterPages = Quantity.Exactly(16, "64 KiB, 64 KiB aligned (LPI_PENDBASE_SZ)"),
            Writes = Assumed(
                4,
                0.05,
                64,
                "bursts of 38 writes to one page (D. Woodhouse, 2025-06-23); how many a kexec is not published"
            ),
            Drain = new Quantity(
                200 * Microsecond,
                1_500 * Microsecond,
                5_000 * Microsecond,
                Evidence.Published,
                "a few milliseconds of sleep made it go away (D. Woodhouse, reply to 20250623132714.965474-2-dwmw2@infradead.org)",
                null
            ),
            NotStopped = Assumed(
                0.2,
                0.01,
                1,
                "no quiesce hook in 7.3.4; matters only where guests use direct injection of interrupts"
            ),
            IgnoresBusMaster = Quantity.Exactly(1, "no PCI device"),
            PassesIommu = Quantity.Exactly(1, "no IOMMU in front (D. Woodhouse, 2025-06-23)"),
            FreedWhileActive = Never,
            Bandwidth = Assumed(1e5, 1e3, 1e7, "some kilobytes in all"),
            FedUntilCpusStop = true,
        };

    /// <summary>Anything else that masters the bus.</summary>
    public static DmaDevice Generic { get; } =
        new()
        {
            Name = "generic",
            Description = "another device with a ring in memory, such as a GPU, HBA or accelerator",
            Process = WriteProcess.Poisson,
            Pages = Assumed(1_024, 16, 65_536, "rings and fences of one device"),
            ClusterPages = Assumed(4, 1, 512, "coherent allocations of 4 KiB to 2 MiB"),
            Writes = Assumed(100, 1, 1e5, "status and fence writes a second"),
            NotStopped = Assumed(
                1e-4,
                1e-6,
                1e-2,
                "many drivers have no shutdown hook and rely on Bus Master alone"
            ),
            IgnoresBusMaster = Assumed(1e-3, 1e-5, 1e-2, "as nic"),
            PassesIommu = Assumed(0.5, 0.05, 1, "as nic"),
            FreedWhileActive = Never,
            Bandwidth = Assumed(1e7, 1e4, 1e9, "small writes"),
        };

    /// <summary>All, in the order of output.</summary>
    public static IReadOnlyList<DmaDevice> All { get; } = [Nic, Nvme, GicVlpi, Generic];

    /// <summary>Those a machine of this architecture may have.</summary>
    public static IReadOnlyList<DmaDevice> For(Architecture architecture) =>
        [.. All.Where(d => d.Only is null || d.Only == architecture)];

    private static Quantity Assumed(double value, double low, double high, string source) =>
        new(low, value, high, Evidence.Assumed, source, null);
}
