using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Sampling;

/// <summary>
/// One kexec of one machine of a kind, in two levels that are drawn apart: every uncertain number
/// of the machine, by the replication's <see cref="Replication.Machine"/>, and what differs from
/// run to run (<see cref="RunVariation"/>, each CPU's own part, where memory lies), by its <see
/// cref="Replication.Run"/>. Both sides of a comparison share the draw, so that ratios and
/// differences are paired. t comes from a stream named after the parameter (or its group), so that
/// the draw of one parameter does not depend on any other; two machines that are not the same draw
/// from streams of their own, by a key before the name. x = value (high/value)^t for t &gt; 0 and
/// value (low/value)^-t for t &lt; 0, linear where low is 0, within the number's limits; some rates
/// follow another (<see cref="RateRatio"/>).
/// </summary>
public sealed class MachineDraw
{
    private static readonly MachineParameter[] Parameters = [.. MachineParameters.All];

    /// <summary>Of a probability: far more than rounding, far less than one CPU in 8,192.</summary>
    private const double NextTo = 1e-6;

    private readonly Replication _at;
    private readonly Func<string, Quantity, double?>? _given;
    private readonly double[] _values;
    private readonly double _idle;
    private readonly double[] _devices;
    private readonly Dictionary<(string What, int Of), long> _once = [];

    private MachineDraw(
        MachineProfile machine,
        Replication at,
        Func<string, Quantity, double?>? given
    )
    {
        Machine = machine;
        _at = at;
        _given = given;
        _values = new double[Parameters.Length];
        foreach (MachineParameter p in Parameters)
        {
            if (!p.IsOnDemand && machine.Quantities[p.Index] is { } quantity)
            {
                _values[p.Index] = p.IsOfRuns
                    ? SampleRun(quantity, p.Path)
                    : Sample(quantity, p.Path);
            }
        }

        Follow();
        _idle = machine.StaysIdle
            ? Sample(machine[RunVariation.CoreIdle], RunVariation.CoreIdle.Path)
            : 1;
        foreach (MachineParameter p in Parameters)
        {
            _values[p.Index] = InThisRun(p, _values[p.Index]);
        }

        double devices = _values[RunVariation.VaryDevices.Index];
        _devices =
        [
            .. machine.Devices.Select(d => Sample(d.Shutdown, "device." + d.Name) * devices),
        ];
    }

    /// <summary>The draw of a replication: a machine of its own, and a run of its own.</summary>
    public static MachineDraw Of(MachineProfile machine, ulong seed, long replication) =>
        new(machine, new Replication(seed, replication, replication), given: null);

    /// <summary>The draw of a machine and a run.</summary>
    public static MachineDraw Of(MachineProfile machine, Replication at) =>
        new(machine, at, given: null);

    /// <summary>
    /// The draw with some quantities put where an analysis wants them. <paramref name="given"/> is
    /// asked for each uncertain quantity, with its group or else its name, and answers with a
    /// probability in [0, 1), whose quantile is taken, or null, and the quantity's own stream draws
    /// it. What many processes draw each on their own always comes from streams.
    /// </summary>
    public static MachineDraw Of(
        MachineProfile machine,
        Replication at,
        Func<string, Quantity, double?> given
    ) => new(machine, at, given);

    /// <summary>Every number at its median: noise off, for closed forms.</summary>
    public static MachineDraw Medians(MachineProfile machine) =>
        new(machine, new Replication(0, null, null), given: null);

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

    /// <summary>
    /// A further quantity of this replication's machine, in its base unit, from a stream of its
    /// own.
    /// </summary>
    public double Sample(Quantity quantity, string name) => Sample(quantity, name, _at.Machine);

    /// <summary>
    /// A quantity that each of many processes draws on its own in a run, such as one CPU's part.
    /// </summary>
    public double SampleEach(Quantity quantity, ref RandomStream stream) =>
        _at.Run is null ? quantity.Value : At(quantity, stream.NextT());

    /// <summary>The same of so many processes, each from the first number of its sub-stream.</summary>
    internal double[] SampleEach(Quantity quantity, RandomStream streams, int processes)
    {
        double[] each = new double[processes];
        for (int process = 0; process < processes && _at.Run is not null; process++)
        {
            each[process] = streams.Substream(process).NextT();
        }

        QuantityLaw.At(quantity, each);
        return each;
    }

    /// <summary>
    /// The greatest of what so many processes draw, each from its sub-stream. A quantile does not
    /// fall with its probability, so only draws next to the greatest are turned into quantities;
    /// those next to it because rounding could make one of them the greater.
    /// </summary>
    public double SampleGreatest(Quantity quantity, RandomStream streams, int processes)
    {
        if (_at.Run is null)
        {
            return quantity.Value;
        }

        double most = 0;
        double greatest = 0;
        for (int process = 0; process < processes; process++)
        {
            double probability = streams.Substream(process).NextUniform();
            if (probability >= most - NextTo)
            {
                most = Math.Max(most, probability);
                greatest = Math.Max(greatest, Quantile(quantity, probability));
            }
        }

        return greatest;
    }

    /// <summary>A uniform number in [0, 1) of a process; 1/2 with noise off.</summary>
    public double UniformEach(ref RandomStream stream) =>
        _at.Run is null ? 0.5 : stream.NextUniform();

    /// <summary>
    /// What follows from this draw alone and every scenario of it asks for, worked out once. As all
    /// of the draw, for one thread at a time.
    /// </summary>
    internal long Once(string what, int of, Func<long> work)
    {
        if (!_once.TryGetValue((what, of), out long known))
        {
            _once.Add((what, of), known = work());
        }

        return known;
    }

    /// <summary>A stream of this replication's run.</summary>
    public RandomStream Stream(string name) => _at.Stream(_at.Run, name);

    /// <summary>The value of a quantity at t, where -1, 0 and +1 are its 5, 50 and 95 % quantiles.</summary>
    internal static double At(Quantity q, double t) => QuantityLaw.At(q, t);

    /// <summary>A quantity's quantile of a probability in [0, 1).</summary>
    public static double Quantile(Quantity quantity, double probability) =>
        At(quantity, NormalQuantile.Of(probability));

    /// <summary>Rates that are drawn as ratios, by what they follow.</summary>
    private void Follow()
    {
        foreach (RateRatio ratio in RateRatio.All)
        {
            if (
                Machine.Quantities[ratio.Rate.Index] is { IsExact: false }
                && Machine.Quantities[ratio.Anchor.Index] is { } anchor
            )
            {
                ref double rate = ref _values[ratio.Rate.Index];
                rate = ratio.At(rate, anchor, _values[ratio.Anchor.Index]);
            }
        }
    }

    /// <summary>A number of the machine as it is in this run.</summary>
    private double InThisRun(MachineParameter parameter, double value)
    {
        double factor = RunVariation.IsOfCore(parameter) ? 1 / _idle : 1;
        foreach (MachineParameter vary in RunVariation.Of(parameter))
        {
            factor *= _values[vary.Index];
        }

        return parameter.Kind == ParameterKind.Rate ? value / factor : value * factor;
    }

    private double Sample(Quantity quantity, string name, long? index)
    {
        if (index is null || quantity.IsExact)
        {
            return quantity.Value;
        }

        string key = quantity.Group ?? name;
        return At(
            quantity,
            _given?.Invoke(key, quantity) is { } probability
                ? NormalQuantile.Of(probability)
                : _at.Stream(index, key, "draw:").NextT()
        );
    }

    private double SampleRun(Quantity quantity, string name) => Sample(quantity, name, _at.Run);

    private double Value(MachineParameter parameter) =>
        parameter.IsOnDemand ? InThisRun(parameter, Sample(Machine[parameter], parameter.Path))
        : parameter.AppliesTo(Machine.Architecture) ? _values[parameter.Index]
        : throw new ArgumentException(
            $"{parameter.Path} does not apply to {Machine.Name}.",
            nameof(parameter)
        );

    private static long Round(double x) => checked((long)(x + 0.5));
}
