using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Sampling;

/// <summary>
/// One machine of a kind: every uncertain number drawn once for a replication. Both sides of a comparison share it, so that
/// ratios and differences are paired. t comes from a stream named after the parameter (or its group), so that the draw of one
/// parameter does not depend on any other; two machines that are not the same draw from streams of
/// their own, by a key before the name. x = value (high/value)^t for t &gt; 0 and value (low/value)^-t for t &lt; 0, linear
/// where low is 0.
/// </summary>
public sealed class MachineDraw
{
    private readonly ulong _seed;
    private readonly long _replication;
    private readonly string _key;
    private readonly bool _still;
    private readonly Func<string, Quantity, double?>? _given;
    private readonly double[] _values;
    private readonly double[] _devices;

    private MachineDraw(
        MachineProfile machine,
        ulong seed,
        long replication,
        bool still,
        Func<string, Quantity, double?>? given,
        string key = ""
    )
    {
        Machine = machine;
        _seed = seed;
        _replication = replication;
        _key = key;
        _still = still;
        _given = given;
        _values = new double[MachineParameters.All.Count];
        foreach (MachineParameter p in MachineParameters.All)
        {
            if (!p.IsOnDemand && machine.Quantities[p.Index] is { } quantity)
            {
                _values[p.Index] = Sample(quantity, p.Path);
            }
        }

        _devices = [.. machine.Devices.Select(d => Sample(d.Shutdown, "device." + d.Name))];
    }

    /// <summary>The draw of a replication.</summary>
    public static MachineDraw Of(MachineProfile machine, ulong seed, long replication) =>
        new(machine, seed, replication, still: false, given: null);

    /// <summary>
    /// The draw of a replication from streams that share nothing with those of another key; those of
    /// the empty key are <see cref="Of(MachineProfile, ulong, long)"/>'s.
    /// </summary>
    public static MachineDraw Of(
        MachineProfile machine,
        ulong seed,
        long replication,
        string key
    ) => new(machine, seed, replication, still: false, given: null, key);

    /// <summary>
    /// The draw of a replication with some quantities put where a sensitivity analysis wants them. <paramref name="given"/> is asked
    /// for each uncertain quantity, with its group or else its name, and answers with a probability in [0, 1), whose quantile is taken,
    /// or null, and the quantity's own stream draws it. What many processes draw each on their own always comes from streams.
    /// </summary>
    public static MachineDraw Of(
        MachineProfile machine,
        ulong seed,
        long replication,
        Func<string, Quantity, double?> given
    ) => new(machine, seed, replication, still: false, given);

    /// <summary>Every number at its median: noise off, for closed forms.</summary>
    public static MachineDraw Medians(MachineProfile machine) =>
        new(machine, 0, 0, still: true, given: null);

    /// <summary>The profile drawn from.</summary>
    public MachineProfile Machine { get; }

    /// <summary>A drawn duration.</summary>
    public SimTime Duration(MachineParameter parameter) => new(Round(Value(parameter)));

    /// <summary>A drawn rate.</summary>
    public ByteRate Rate(MachineParameter parameter) => new(Round(Value(parameter)));

    /// <summary>A drawn ratio.</summary>
    public double Ratio(MachineParameter parameter) => Value(parameter);

    /// <summary>A drawn size, down to whole bytes.</summary>
    public ByteSize Size(MachineParameter parameter) => new(checked((long)Value(parameter)));

    /// <summary>A drawn number of things.</summary>
    public long Count(MachineParameter parameter) => Round(Value(parameter));

    /// <summary>Shutdown time of one device of the kind at this place in the profile.</summary>
    public SimTime DeviceShutdown(int device) => new(Round(_devices[device]));

    /// <summary>A further quantity of this replication, in its base unit, from a stream of its own.</summary>
    public double Sample(Quantity quantity, string name)
    {
        if (_still || quantity.Low == quantity.High)
        {
            return quantity.Value;
        }

        string key = quantity.Group ?? name;
        return At(
            quantity,
            _given?.Invoke(key, quantity) is { } probability
                ? NormalQuantile.Of(probability)
                : Stream("draw:" + key).NextT()
        );
    }

    /// <summary>A quantity that each of many processes draws on its own, such as one CPU's interrupts-off section.</summary>
    public double SampleEach(Quantity quantity, ref RandomStream stream) =>
        _still ? quantity.Value : At(quantity, stream.NextT());

    /// <summary>A uniform number in [0, 1) of a process; 1/2 with noise off.</summary>
    public double UniformEach(ref RandomStream stream) => _still ? 0.5 : stream.NextUniform();

    /// <summary>A stream of this replication.</summary>
    public RandomStream Stream(string name) => new(_seed, _replication, _key + name);

    /// <summary>The value of a quantity at t, where -1, 0 and +1 are its 5, 50 and 95 % quantiles.</summary>
    internal static double At(Quantity q, double t)
    {
        double end = t > 0 ? q.High : q.Low;
        double distance = t > 0 ? t : -t;
        if (end == q.Value || distance == 0)
        {
            return q.Value;
        }

        if (q.Low <= 0)
        {
            double linear = q.Value + (end - q.Value) * distance;
            return linear > 0 ? linear : 0;
        }

        return q.Value * PortableMath.Pow(end / q.Value, distance);
    }

    /// <summary>A quantity's quantile of a probability in [0, 1).</summary>
    public static double Quantile(Quantity quantity, double probability) =>
        At(quantity, NormalQuantile.Of(probability));

    private double Value(MachineParameter parameter) =>
        parameter.IsOnDemand ? Sample(Machine[parameter], parameter.Path)
        : parameter.AppliesTo(Machine.Architecture) ? _values[parameter.Index]
        : throw new ArgumentException(
            $"{parameter.Path} does not apply to {Machine.Name}.",
            nameof(parameter)
        );

    private static long Round(double x) => checked((long)(x + 0.5));
}
