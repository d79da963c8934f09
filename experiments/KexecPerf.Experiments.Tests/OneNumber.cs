using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests;

/// <summary>
/// A scenario in which hash.scalar of zen4-vm is the only uncertain number that matters, so that what CMA saves on 7.3 is known in closed
/// form: the copies at one rate whatever the cache holds, and 4096 B over the hash rate for each hashed page.
/// </summary>
internal static class OneNumber
{
    private const double CopyRate = 14e9;
    private const long KernelPages = 15_438; // 63,234,048 B
    private const long InitrdPages = 16_384;
    private const long BootParamsPages = 2;
    private const long PurgatoryPages = 5;

    /// <summary>Every other number exact.</summary>
    public static string[] Options { get; } =
    [
        "--kernel-version",
        "7.3",
        .. Machine.Quantities.SelectMany((q, i) => Exactly(MachineParameters.All[i], q)),
        .. Machine.Devices.SelectMany(d => (string[])["--set", $"device.{d.Name}=1 ms"]),
    ];

    private static MachineProfile Machine => MachineProfiles.Get("zen4-vm");

    /// <summary>What is saved at a quantile of the saving, ms: a slow hash saves much.</summary>
    public static double SavedMs(double quantile)
    {
        Quantity hash = Machine[MachineParameters.HashScalar];
        double rate = quantile switch
        {
            0.05 => hash.High,
            0.5 => hash.Value,
            0.95 => hash.Low,
            _ => throw new ArgumentOutOfRangeException(nameof(quantile)),
        };
        long hashed = BootParamsPages + KernelPages + InitrdPages;
        return (hashed * Page(rate) + (hashed + PurgatoryPages) * Page(CopyRate)) / 1e9;
    }

    /// <summary>Picoseconds of a page, rounded as the model does once a page class.</summary>
    private static double Page(double rate) =>
        new ByteRate((long)rate).TimeFor(new PageCount(1).Size).Picoseconds;

    private static IEnumerable<string> Exactly(MachineParameter p, Quantity? q)
    {
        if (q is null || p == MachineParameters.HashScalar)
        {
            return [];
        }

        string value = p switch
        {
            _ when p.Path.StartsWith("copy.", StringComparison.Ordinal)
                    && p.Kind == ParameterKind.Rate => "14 GB/s",
            _ when p == MachineParameters.HashMiss => "0 ns",
            _ => Quantity.Format(q.Value, p.Kind),
        };
        return ["--set", $"{p.Path}={value}"];
    }
}
