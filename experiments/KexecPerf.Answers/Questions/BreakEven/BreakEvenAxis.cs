using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>One number of a scenario that is moved while all else stays.</summary>
/// <param name="Key">Name in JSON and CSV.</param>
/// <param name="Name">Name in text.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Here">Its value in the scenario, the median of what is uncertain.</param>
/// <param name="From">The least value looked at.</param>
/// <param name="To">The greatest.</param>
/// <param name="At">The scenario with another value, known exactly.</param>
internal sealed record BreakEvenAxis(
    string Key,
    string Name,
    AxisUnit Unit,
    double Here,
    double From,
    double To,
    Func<double, Scenario> At
)
{
    /// <summary>More CPUs than nearly all machines have; simulating each takes its time.</summary>
    private const int MostCpus = 1024;

    private const int MostPins = 256;

    /// <summary>Where placement changes along the axis: the last value before and the first behind; empty where it does not.</summary>
    public IReadOnlyList<double> Jump { get; init; } = [];

    /// <summary>Whether there is nothing between two whole numbers.</summary>
    public bool IsWhole => Unit == AxisUnit.Count || Unit == AxisUnit.Percent;

    /// <summary>Every axis of a scenario.</summary>
    public static IReadOnlyList<BreakEvenAxis> All(Scenario s) =>
        [
            ImageSize(s),
            Cpus(s),
            .. s.Machine.Architecture.HasPurgatory() ? [HashRate(s)] : (BreakEvenAxis[])[],
            DeviceShutdown(s),
            Occupancy(s),
            Pins(s),
        ];

    /// <summary>The initrd grows and shrinks under the kernel as it is; kexec takes at most half of RAM, and files of 4 GiB.</summary>
    private static BreakEvenAxis ImageSize(Scenario s)
    {
        KexecImage bare = With(0);
        double most = Math.Min(s.Memory.Ram.Bytes / 2, bare.Memsz.Bytes + KexecImage.FileMax.Bytes);
        return new BreakEvenAxis(
            "image_memsz",
            "image size",
            AxisUnit.Bytes,
            s.Image.Memsz.Bytes,
            bare.Memsz.Bytes,
            most,
            At
        )
        {
            Jump = JumpOf(At, bare.Memsz.Bytes, (long)most, s.PageSize.Bytes),
        };

        Scenario At(double x) => s with { Image = With((long)x - bare.Memsz.Bytes) };

        KexecImage With(long initrd) => s.Image.With(s.Image.Kernel, new ByteSize(initrd));
    }

    /// <summary>The two sizes, a page apart, up to which every segment may go to CMA; nothing is simulated for that.</summary>
    private static double[] JumpOf(Func<double, Scenario> at, long from, long to, long page)
    {
        if (Placed(from) == Placed(to))
        {
            return [];
        }

        while (to - from > page)
        {
            long middle = from + ((to - from) / 2);
            (from, to) = Placed(middle) == Placed(from) ? (middle, to) : (from, middle);
        }

        return [from, to];

        bool Placed(long size) => CmaPlacementRules.Decide(at(size)).All;
    }

    private static BreakEvenAxis Cpus(Scenario s) =>
        new(
            "cpus",
            "CPUs",
            AxisUnit.Count,
            s.Machine.Cpus,
            1,
            Math.Max(MostCpus, s.Machine.Cpus),
            x => s with { Machine = s.Machine with { Cpus = (int)x } }
        );

    /// <summary>From half of the slowest rate found published to four times the fastest with SHA instructions.</summary>
    private static BreakEvenAxis HashRate(Scenario s)
    {
        MachineParameter rate = s.Kernel.AcceleratedHash
            ? MachineParameters.HashAccelerated
            : MachineParameters.HashScalar;
        double here = s.Machine[rate].Value;
        return new BreakEvenAxis(
            "hash_rate",
            "sha256 rate",
            AxisUnit.BytesPerSecond,
            here,
            Math.Min(80e6, here),
            Math.Max(8e9, here),
            x => s with { Machine = s.Machine.With(rate, Exactly(x)) }
        );
    }

    /// <summary>All devices' shutdown as one serial time.</summary>
    private static BreakEvenAxis DeviceShutdown(Scenario s)
    {
        double here = s.Machine.Devices.Sum(d => d.Count * d.Shutdown.Value) / PicosecondsPerMs;
        return new BreakEvenAxis(
            "device_shutdown",
            "device shutdown",
            AxisUnit.Milliseconds,
            here,
            here > 0 ? Math.Min(0.1, here) : 0.1,
            Math.Max(60_000, here),
            x =>
                s with
                {
                    Machine = s.Machine with
                    {
                        Devices = [new Device("all", 1, Exactly(x * PicosecondsPerMs), false)],
                    },
                }
        );
    }

    /// <summary>Movable pages in the area: no matter, until there is no room outside to migrate them to.</summary>
    private static BreakEvenAxis Occupancy(Scenario s) =>
        new(
            "cma_occupancy",
            "CMA occupancy",
            AxisUnit.Percent,
            100 * s.Memory.CmaOccupancy,
            1,
            100,
            x => s with { Memory = s.Memory with { CmaOccupancy = x / 100 } }
        );

    /// <summary>Pages of the area under short-term pins, at most <see cref="MostPins"/>: each more takes longer to simulate.</summary>
    private static BreakEvenAxis Pins(Scenario s)
    {
        double here = s.Memory.CmaPins?.Count ?? s.Memory.CmaPinned;
        return new BreakEvenAxis(
            "cma_pinned",
            "pinned pages",
            AxisUnit.Count,
            here,
            1,
            Math.Max(MostPins, here),
            x => s with { Memory = s.Memory with { CmaPinned = (long)x, CmaPins = null } }
        );
    }

    private static Quantity Exactly(double x) => Quantity.Exactly(x, "moved by break-even");

    private static double PicosecondsPerMs => SimTime.FromMilliseconds(1).Picoseconds;
}
