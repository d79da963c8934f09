using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Paths below <c>dma.</c>: which devices there are, what is done about them, and single numbers of one.</summary>
internal static class DmaPaths
{
    public const string Prefix = "dma.";

    private static readonly (string Path, Func<Scenario, string, Scenario> Set)[] Policies =
    [
        ("dma.devices", (s, v) => s with { Dma = s.Dma with { Devices = Devices(s, v) } }),
        ("dma.iommu", (s, v) => With(s, p => p with { Iommu = Counts.ParseSwitch(v) })),
        (
            "dma.bus_master_cleared",
            (s, v) => With(s, p => p with { ClearBusMaster = Counts.ParseSwitch(v) })
        ),
        (
            "dma.drivers_stop",
            (s, v) => With(s, p => p with { DriversStop = Counts.ParseSwitch(v) })
        ),
        ("dma.sleep", (s, v) => With(s, p => p with { SleepPs = Sleep(v) })),
    ];

    /// <summary>Every path for an architecture.</summary>
    public static IEnumerable<string> Known(Architecture architecture) =>
        Policies
            .Select(p => p.Path)
            .Concat(
                DmaDevices
                    .For(architecture)
                    .SelectMany(d => d.Quantities.Select(q => $"dma.{d.Name}.{q.Name}"))
            );

    /// <exception cref="InputException">No such path, or a value that does not fit it.</exception>
    public static Scenario Apply(Scenario s, string path, string value)
    {
        int policy = Array.FindIndex(Policies, p => p.Path == path);
        return policy >= 0 ? Policies[policy].Set(s, value) : Number(s, path, value);
    }

    private static Scenario With(Scenario s, Func<DmaPolicy, DmaPolicy> change) =>
        s with
        {
            Dma = s.Dma with { Policy = change(s.Dma.Policy) },
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
        DmaQuantity? quantity = DmaQuantity.All.FirstOrDefault(q => q.Key == parts[^1]);
        if (device is null || quantity?.Of(device) is null)
        {
            throw new InputException(
                "no such path; " + Nearest.Hint(path, [.. Known(s.Machine.Architecture)])
            );
        }

        double number = quantity.IsTime ? SimTime.Parse(value).Picoseconds : PlainNumber(value);
        DmaDevice changed = quantity.With(device, Quantity.Exactly(number, "set by the user"));
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
