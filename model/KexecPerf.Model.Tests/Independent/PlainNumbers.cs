using KexecPerf.Model.Machines;
using KexecPerf.Model.Tests.Sampling;

namespace KexecPerf.Model.Tests.Independent;

/// <summary>
/// The numbers of one kexec by the laws of model/README.md, "Uncertainty": from a generator of
/// their own, with nothing of the model but the profile. Times are picoseconds, rates bytes a
/// second.
/// </summary>
/// <param name="machine">What is known of the machine.</param>
/// <param name="random">
/// Draws; null: each CPU's own part is the median, and so is all that is not given.
/// </param>
/// <param name="given">Probability of a number by its group or else its name.</param>
internal sealed class PlainNumbers(
    MachineProfile machine,
    Random? random,
    Func<string, double>? given = null
)
{
    private const int Steps = 400;

    /// <summary>t at every 0.25 %: between them it is linear, and it ends at -2 and 2.</summary>
    private static readonly double[] Table =
    [
        -2,
        .. Enumerable
            .Range(1, Steps - 1)
            .Select(k =>
                NormalReference.Quantile(k / (double)Steps) / NormalReference.Quantile(0.95)
            ),
        2,
    ];

    /// <summary>What varies a number from run to run, by the first part of its path.</summary>
    private static readonly Dictionary<string, string[]> Varied = new()
    {
        ["copy"] = ["core", "copy"],
        ["clean"] = ["core", "copy"],
        ["relocation"] = ["core", "copy"],
        ["hash"] = ["core", "hash"],
        ["purgatory"] = ["core", "hash"],
        ["boot_stub"] = ["core", "boot"],
        ["early_boot"] = ["core", "boot"],
        ["fault"] = ["core"],
        ["cpu_stop"] = ["core", "cpus"],
        ["cpu_off"] = ["core", "cpus"],
        ["other"] = ["core", "other"],
        ["handover"] = ["core", "other"],
        ["load"] = ["load"],
        ["walk"] = ["load"],
        ["cma"] = ["load"],
        ["migrate"] = ["load"],
        ["reclaim"] = ["load"],
    };

    private readonly Dictionary<string, double> _drawn = [];
    private readonly Dictionary<string, double> _tOfGroup = [];
    private readonly Dictionary<(int Cpu, string What), double> _ofCpus = [];

    /// <summary>A number as it is in this run, in whole picoseconds or bytes a second.</summary>
    public double this[string path]
    {
        get
        {
            double factor = IsOfCore(path) ? 1 / Idle : 1;
            foreach (string vary in Varied.GetValueOrDefault(Section(path), []))
            {
                factor *= OfMachine("vary." + vary);
            }

            MachineParameter known = Known(path);
            return known.Kind switch
            {
                ParameterKind.Duration => Whole(OfMachine(path) * factor),
                ParameterKind.Rate => Whole(OfMachine(path) / factor),
                ParameterKind.Ratio or ParameterKind.Size or ParameterKind.Count => OfMachine(path),
            };
        }
    }

    /// <summary>Time of bytes at a rate, ps.</summary>
    public double Time(double bytes, string rate) => bytes / this[rate] * 1e12;

    /// <summary>Shutdown time of one device of a kind.</summary>
    public double Of(Device device) =>
        Once("device." + device.Name, device.Shutdown) * OfMachine("vary.devices");

    /// <summary>One CPU's own part, the same on both sides of a comparison.</summary>
    public double Of(int cpu, string path) =>
        _ofCpus.TryGetValue((cpu, path), out double value)
            ? value
            : _ofCpus[(cpu, path)] = At(machine[Known(path)], NextT());

    /// <summary>Uniform in [0, 1) for one CPU; 1/2 where there is nothing random.</summary>
    public double Uniform(int cpu, string what) =>
        _ofCpus.TryGetValue((cpu, what), out double value)
            ? value
            : _ofCpus[(cpu, what)] = random?.NextDouble() ?? 0.5;

    /// <summary>A number of the machine, those drawn as ratios by their anchor.</summary>
    private double OfMachine(string path)
    {
        MachineParameter known = Known(path);
        Quantity quantity = machine[known];
        double own = Once(path, quantity);
        return quantity.IsExact
            ? own
            : path switch
            {
                "copy.scattered" => Math.Min(Ratio("copy.sequential"), Once("copy.sequential")),
                "copy.cached" => Math.Max(Ratio("copy.sequential"), Once("copy.sequential")),
                "copy.batched" => Ratio("copy.sequential"),
                "hash.accelerated" => Math.Max(Ratio("hash.scalar"), Once("hash.scalar")),
                _ => own,
            };

        double Ratio(string anchor) => own * Once(anchor) / machine[Known(anchor)].Value;
    }

    private double Idle => machine.StaysIdle ? Once("core.idle") : 1;

    private double Once(string path) => Once(path, machine[Known(path)]);

    private double Once(string name, Quantity quantity)
    {
        if (!_drawn.TryGetValue(name, out double value))
        {
            _drawn[name] = value = quantity.IsExact
                ? quantity.Value
                : At(quantity, TOf(quantity.Group ?? name));
        }

        return value;
    }

    private double TOf(string group)
    {
        if (!_tOfGroup.TryGetValue(group, out double t))
        {
            _tOfGroup[group] = t = given is null ? NextT() : T(given(group));
        }

        return t;
    }

    private double NextT() => random is null ? 0 : T(random.NextDouble());

    private static double T(double probability)
    {
        double step = probability * Steps;
        int below = (int)step;
        return Table[below] + (step - below) * (Table[below + 1] - Table[below]);
    }

    private static double Whole(double x) => Math.Floor(x + 0.5);

    private static double At(Quantity q, double t)
    {
        (double end, double away) = t > 0 ? (q.High, t) : (q.Low, -t);
        double x =
            q.Low > 0
                ? q.Value * Math.Pow(end / q.Value, away)
                : Math.Max(0, q.Value + (end - q.Value) * away);
        return Math.Min(q.Most, Math.Max(q.Least, x));
    }

    /// <summary>What the frequency of the reboot CPU sets.</summary>
    private static bool IsOfCore(string path) =>
        path == "copy.hot"
        || Section(path) is "hash" or "purgatory" or "relocation"
        || (Section(path) == "boot_stub" && path != "boot_stub.move");

    private static string Section(string path) => path.Split('.')[0];

    private static MachineParameter Known(string path) => ByPath[path];

    private static readonly Dictionary<string, MachineParameter> ByPath =
        MachineParameters.All.ToDictionary(p => p.Path);
}
