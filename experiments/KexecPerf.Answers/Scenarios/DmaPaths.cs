using KexecPerf.Model.Dma;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Paths below <c>dma.</c>: which devices there are, what is done about them, and single numbers of one.</summary>
internal static class DmaPaths
{
    public const string Prefix = "dma.";

    private static readonly string[] Policies =
    [
        "dma.devices",
        "dma.iommu",
        "dma.bus_master_cleared",
        "dma.drivers_stop",
        "dma.sleep",
    ];

    /// <summary>Every path for an architecture.</summary>
    public static IEnumerable<string> Known(Architecture architecture) =>
        Policies.Concat(
            DmaDevices
                .For(architecture)
                .SelectMany(d => d.Quantities.Select(q => $"dma.{d.Name}.{q.Name}"))
        );

    /// <exception cref="InputException">No such path, or a value that does not fit it.</exception>
    public static Scenario Apply(Scenario s, string path, string value)
    {
        DmaPolicy policy = s.Dma.Policy;
        return path switch
        {
            "dma.devices" => s with { Dma = s.Dma with { Devices = Devices(s, value) } },
            "dma.iommu" => With(s, policy with { Iommu = Counts.ParseSwitch(value) }),
            "dma.bus_master_cleared" => With(
                s,
                policy with
                {
                    ClearBusMaster = Counts.ParseSwitch(value),
                }
            ),
            "dma.drivers_stop" => With(s, policy with { DriversStop = Counts.ParseSwitch(value) }),
            "dma.sleep" => With(s, policy with { SleepPs = Sleep(value) }),
            _ => Number(s, path, value),
        };
    }

    private static Scenario With(Scenario s, DmaPolicy policy) =>
        s with
        {
            Dma = s.Dma with { Policy = policy },
        };

    private static long Sleep(string text)
    {
        SimTime time = SimTime.Parse(text);
        return time <= SimTime.FromMilliseconds(600_000)
            ? time.Picoseconds
            : throw new InputException("nobody waits longer than 600 s; write less");
    }

    private static List<DmaDevice> Devices(Scenario s, string text)
    {
        IReadOnlyList<DmaDevice> known = DmaDevices.For(s.Machine.Architecture);
        string[] names = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. names
                .Where(n => n != "none")
                .Select(n =>
                    known.FirstOrDefault(d => d.Name == n)
                    ?? throw new InputException(
                        $"no device '{n[..Math.Min(n.Length, 40)]}'; {Nearest.Hint(n, [.. known.Select(d => d.Name)])}"
                    )
                ),
        ];
    }

    /// <summary>A plain number, or a time for a drain.</summary>
    private static Scenario Number(Scenario s, string path, string value)
    {
        IReadOnlyList<DmaDevice> devices = s.Dma.Devices ?? DmaDevices.For(s.Machine.Architecture);
        string[] parts = path.Split('.');
        DmaDevice? device =
            parts.Length == 3 ? devices.FirstOrDefault(d => d.Name == parts[1]) : null;
        if (device is null || device.Quantities.All(q => q.Name != parts[2]))
        {
            throw new InputException(
                "no such path; " + Nearest.Hint(path, [.. Known(s.Machine.Architecture)])
            );
        }

        double number = parts[2] == "drain" ? SimTime.Parse(value).Picoseconds : PlainNumber(value);
        var exactly = Quantity.Exactly(number, "set by the user");
        DmaDevice changed = parts[2] switch
        {
            "pages" => device with { Pages = exactly },
            "cluster_pages" => device with { ClusterPages = exactly },
            "writes" => device with { Writes = exactly },
            "drain" => device with { Drain = exactly },
            "not_stopped" => device with { NotStopped = exactly },
            "ignores_bus_master" => device with { IgnoresBusMaster = exactly },
            "passes_iommu" => device with { PassesIommu = exactly },
            "freed_while_active" => device with { FreedWhileActive = exactly },
            _ => device with { Bandwidth = exactly },
        };
        return s with
        {
            Dma = s.Dma with
            {
                Devices = [.. devices.Select(d => ReferenceEquals(d, device) ? changed : d)],
            },
        };
    }

    private static double PlainNumber(string text) =>
        double.TryParse(
            text,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture,
            out double x
        ) && x is >= 0 and <= 1e12
            ? x
            : throw new InputException("no number from 0 to 1e12; write one such as 0.001 or 2000");
}
