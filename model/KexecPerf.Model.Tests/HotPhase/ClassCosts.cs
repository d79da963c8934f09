using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>Cost of a page copy from a profile's medians, in decimal arithmetic: what the model's classes must equal to the picosecond.</summary>
internal sealed class ClassCosts(MachineProfile machine)
{
    private readonly decimal _share = (decimal)machine[MachineParameters.CopySourceShare].Value;

    public long Sequential(int source, int destination) =>
        Cost(MachineParameters.CopySequential, source, destination);

    public long Scattered(int source, int destination) =>
        Cost(MachineParameters.CopyScattered, source, destination);

    /// <summary>A list of runs of 600, nothing cached: the first page of each run is scattered.</summary>
    public long Cold(long pages)
    {
        long runs = (pages + Bench.RunPages - 1) / Bench.RunPages;
        return runs * Scattered(0, 0) + (pages - runs) * Sequential(0, 0);
    }

    /// <summary>Picoseconds for 4096 bytes at a rate, rounded half up.</summary>
    public static long Page(double bytesPerSecond) => Half(Exact(bytesPerSecond));

    private long Cost(MachineParameter missRate, int source, int destination)
    {
        decimal miss = Exact(machine[missRate].Value);
        decimal hit = Exact(machine[MachineParameters.CopyCached].Value);
        decimal cached = (_share * source + (1 - _share) * destination) / 16;
        return Half(miss - (miss - hit) * cached);
    }

    private static decimal Exact(double bytesPerSecond) => 4096e12m / (decimal)bytesPerSecond;

    private static long Half(decimal x) => (long)decimal.Floor(x + 0.5m);
}
