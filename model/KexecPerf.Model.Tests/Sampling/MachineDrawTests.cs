using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Sampling;

/// <summary>Draws have the quantiles the profile states, and one never depends on another.</summary>
public static class MachineDrawTests
{
    private const int Replications = 60_000;

    /// <summary>Two-sided at alpha 1e-6.</summary>
    private const double Z = 4.8916;

    private static readonly MachineProfile Zen4 = MachineProfiles.Get("zen4-vm");

    private static readonly double[] Hash =
    [
        .. Enumerable
            .Range(0, Replications)
            .Select(r =>
                (double)MedianRun(Zen4, 1, r).Rate(MachineParameters.HashScalar).BytesPerSecond
            ),
    ];

    [Fact]
    public static void The_5_50_and_95_percent_points_of_draws_are_low_value_and_high()
    {
        Quantity q = Zen4[MachineParameters.HashScalar];
        Assert.True(Agrees(Hash, 0.05, q.Low));
        Assert.True(Agrees(Hash, 0.50, q.Value));
        Assert.True(Agrees(Hash, 0.95, q.High));
    }

    /// <summary>Power: the test above would notice quantiles 2 % off, up or down.</summary>
    [Fact]
    public static void A_shift_of_2_percent_would_be_noticed()
    {
        Quantity q = Zen4[MachineParameters.HashScalar];
        foreach (double factor in (double[])[0.98, 1.02])
        {
            double[] shifted = [.. Hash.Select(x => x * factor)];
            Assert.False(Agrees(shifted, 0.05, q.Low));
            Assert.False(Agrees(shifted, 0.50, q.Value));
            Assert.False(Agrees(shifted, 0.95, q.High));
        }
    }

    [Fact]
    public static void Draws_end_where_t_does()
    {
        Quantity q = Zen4[MachineParameters.HashScalar];
        Assert.InRange(Hash.Min(), q.Low * q.Low / q.Value - 1, q.Low);
        Assert.InRange(Hash.Max(), q.High, q.High * q.High / q.Value + 1);
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(0, 10)]
    [InlineData(1, 40)]
    [InlineData(2, 160)]
    [InlineData(-2, 1.6)]
    [InlineData(0.5, 20)]
    public static void Between_the_quantiles_a_draw_moves_by_equal_factors(double t, double x) =>
        Assert.Equal(x, MachineDraw.At(Quantity(4, 10, 40), t), 1e-12 * x);

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(-0.5, 5)]
    [InlineData(0, 10)]
    [InlineData(0.5, 25)]
    [InlineData(1, 40)]
    [InlineData(2, 70)]
    [InlineData(-2, 0)]
    public static void Where_low_is_0_it_moves_by_equal_steps_and_not_below_0(double t, double x) =>
        Assert.Equal(x, MachineDraw.At(Quantity(0, 10, 40), t), 1e-12);

    [Fact]
    public static void Where_the_quantiles_are_equal_nothing_moves()
    {
        Assert.Equal(7, MachineDraw.At(Quantity(7, 7, 7), 2));
        Assert.Equal(7, MachineDraw.At(Quantity(7, 7, 9), -2));
        Assert.Equal(0, MachineDraw.At(Quantity(0, 0, 0), 1));
    }

    [Fact]
    public static void With_noise_off_every_number_is_its_median()
    {
        MachineDraw still = MachineDraw.Medians(Zen4);
        Assert.Equal(new ByteRate(349_000_000), still.Rate(MachineParameters.HashScalar));
        Assert.Equal(SimTime.FromMicroseconds(800), still.Duration(MachineParameters.Other));
        Assert.Equal(1.25, still.Ratio(MachineParameters.CacheShare));
        Assert.Equal(SimTime.FromMicroseconds(500), still.DeviceShutdown(0));
        RandomStream stream = still.Stream("x");
        Assert.Equal(5, still.SampleEach(Quantity(1, 5, 9), ref stream));
        Assert.Equal(0.5, still.UniformEach(ref stream));
    }

    [Fact]
    public static void The_same_seed_and_replication_give_the_same_machine_and_others_another()
    {
        double[] numbers = Numbers(MachineDraw.Of(Zen4, 5, 9));
        Assert.Equal(numbers, Numbers(MachineDraw.Of(Zen4, 5, 9)));
        Assert.NotEqual(numbers, Numbers(MachineDraw.Of(Zen4, 5, 10)));
        Assert.NotEqual(numbers, Numbers(MachineDraw.Of(Zen4, 6, 9)));
    }

    [Fact]
    public static void A_key_gives_streams_of_their_own_and_the_empty_one_those_without()
    {
        double[] keyed =
        [
            .. Enumerable
                .Range(0, Replications)
                .Select(r =>
                    (double)
                        MachineDraw
                            .Of(Zen4, new Replication(1, r, null, "other:"))
                            .Rate(MachineParameters.HashScalar)
                            .BytesPerSecond
                ),
        ];
        Assert.True(Agrees(keyed, 0.50, Zen4[MachineParameters.HashScalar].Value));
        double median = Zen4[MachineParameters.HashScalar].Value;
        int agree = Hash.Zip(keyed).Count(p => p.First < median == p.Second < median);
        Assert.Equal(0, 2.0 * agree / Replications - 1, Z / Math.Sqrt(Replications));
        Assert.Equal(
            Numbers(MachineDraw.Of(Zen4, 1, 7)),
            Numbers(MachineDraw.Of(Zen4, new Replication(1, 7, 7)))
        );
    }

    /// <summary>Removing a parameter's spread, or adding a device, leaves all others on their own streams.</summary>
    [Fact]
    public static void One_parameter_does_not_move_another()
    {
        double[] before = Numbers(MachineDraw.Of(Zen4, 5, 9));
        foreach (
            MachineParameter p in MachineParameters.All.Where(p => p.AppliesTo(Zen4.Architecture))
        )
        {
            MachineProfile changed = Zen4.With(p, Quantity(1, 1, 1));
            double[] after = Numbers(MachineDraw.Of(changed, 5, 9));
            foreach (MachineParameter moves in MachineParameters.All)
            {
                if (
                    moves == p
                    || RunVariation.Of(moves).Contains(p)
                    || RateRatio.All.Any(r => r.Rate == moves && r.Anchor == p)
                )
                {
                    after[moves.Index] = before[moves.Index];
                }
            }

            Assert.Equal(before, after);
        }

        MachineProfile more = Zen4 with
        {
            Devices = [Bench.Device("first", 1, 1, isAsync: false), .. Zen4.Devices],
        };
        MachineDraw draw = MachineDraw.Of(more, 5, 9);
        Assert.Equal(before, Numbers(draw));
        Assert.Equal(MachineDraw.Of(Zen4, 5, 9).DeviceShutdown(1), draw.DeviceShutdown(2));
    }

    [Fact]
    public static void What_was_asked_before_does_not_move_a_further_draw()
    {
        Quantity q = Quantity(1, 2, 4);
        MachineDraw plain = MachineDraw.Of(Zen4, 5, 9);
        double alone = plain.Sample(q, "further");
        MachineDraw busy = MachineDraw.Of(Zen4, 5, 9);
        busy.Sample(q, "another");
        RandomStream stream = busy.Stream("further");
        busy.SampleEach(q, ref stream);
        busy.Ratio(MachineParameters.CacheShare);
        Assert.Equal(alone, busy.Sample(q, "further"));
        Assert.Equal(alone, busy.Sample(q, "further"));
        Assert.NotEqual(alone, busy.Sample(q, "another"));
    }

    /// <summary>Stingray draws copy and clean together: the sum is known, the split is not.</summary>
    [Fact]
    public static void Quantities_of_one_group_share_t_and_others_do_not()
    {
        MachineProfile stingray = MachineProfiles.Get("stingray");
        for (int replication = 0; replication < 50; replication++)
        {
            MachineDraw draw = MedianRun(stingray, 3, replication);
            double t = T(draw, MachineParameters.CopySequential);
            Assert.Equal(t, T(draw, MachineParameters.CleanLine), 1e-3);
            Assert.NotEqual(t, T(draw, MachineParameters.CopyUncached), 1e-6);
        }
    }

    [Fact]
    public static void Parameters_without_a_group_are_not_correlated()
    {
        const int n = 10_000;
        double sum = 0;
        for (int r = 0; r < n; r++)
        {
            MachineDraw draw = MedianRun(Zen4, 8, r);
            bool a = draw.Ratio(MachineParameters.CacheShare) > 1.25;
            bool b = draw.Ratio(MachineParameters.CopySourceShare) > 0.5;
            sum += a == b ? 1 : -1;
        }

        Assert.Equal(0, sum / n, Z / Math.Sqrt(n));
    }

    [Fact]
    public static void A_parameter_of_the_other_architecture_is_a_programming_error() =>
        Assert.Throws<ArgumentException>(() =>
            MachineDraw.Medians(Zen4).Rate(MachineParameters.CopyUncached)
        );

    /// <summary>Whether the share of draws below x is p, within what chance allows.</summary>
    private static bool Agrees(double[] draws, double p, double x)
    {
        double share = draws.Count(d => d < x) / (double)draws.Length;
        return Math.Abs(share - p) <= Z * Math.Sqrt(p * (1 - p) / draws.Length);
    }

    /// <summary>A machine of the kind without what differs from run to run.</summary>
    private static MachineDraw MedianRun(MachineProfile machine, ulong seed, long number) =>
        MachineDraw.Of(machine, new Replication(seed, number, null));

    private static double T(MachineDraw draw, MachineParameter parameter)
    {
        Quantity q = draw.Machine[parameter];
        double x = Number(draw, parameter);
        double end = x > q.Value ? q.High : q.Low;
        double t = Math.Log(x / q.Value) / Math.Log(end / q.Value);
        return x > q.Value ? t : -t;
    }

    private static double Number(MachineDraw draw, MachineParameter parameter) =>
        parameter.Kind switch
        {
            ParameterKind.Duration => draw.Duration(parameter).Picoseconds,
            ParameterKind.Rate => draw.Rate(parameter).BytesPerSecond,
            ParameterKind.Ratio => draw.Ratio(parameter),
            ParameterKind.Size => draw.Size(parameter).Bytes,
            ParameterKind.Count => draw.Count(parameter),
        };

    private static double[] Numbers(MachineDraw draw) =>
        [
            .. MachineParameters.All.Select(p =>
                p.AppliesTo(draw.Machine.Architecture) ? Number(draw, p) : 0
            ),
        ];

    private static Quantity Quantity(double low, double value, double high) =>
        new(low, value, high, Evidence.Assumed, "test", null);

    [Fact]
    public static void A_quantity_given_as_a_probability_has_that_quantile_and_all_others_keep_their_draws()
    {
        MachineDraw drawn = MedianRun(Zen4, 1, 7);
        MachineDraw given = MachineDraw.Of(
            Zen4,
            new Replication(1, 7, null),
            (name, _) => name == "hash.scalar" ? 0.95 : null
        );
        Assert.Equal(
            Zen4[MachineParameters.HashScalar].High,
            (double)given.Rate(MachineParameters.HashScalar).BytesPerSecond,
            1.0
        );
        foreach (
            MachineParameter p in MachineParameters.All.Where(p =>
                p.AppliesTo(Zen4.Architecture) && p != MachineParameters.HashScalar
            )
        )
        {
            Assert.Equal(drawn.Sample(Zen4[p], p.Path), given.Sample(Zen4[p], p.Path));
        }

        Assert.Equal(drawn.DeviceShutdown(0), given.DeviceShutdown(0));
    }

    [Fact]
    public static void Each_uncertain_quantity_is_asked_for_by_its_group_or_else_its_name_and_exact_ones_never()
    {
        MachineProfile machine = Zen4.With(
                MachineParameters.Other,
                Zen4[MachineParameters.Other] with
                {
                    Low = 5,
                    Value = 5,
                    High = 5,
                }
            )
            .With(
                MachineParameters.CopyCached,
                Zen4[MachineParameters.CopyCached] with
                {
                    Group = "together",
                }
            );
        var asked = new HashSet<string>();
        _ = MachineDraw.Of(
            machine,
            new Replication(1, 0, 0),
            (name, _) =>
            {
                asked.Add(name);
                return 0.5;
            }
        );
        Assert.Contains("copy.sequential", asked);
        Assert.Contains("device.virtio-blk", asked);
        Assert.Contains("vary.core", asked);
        Assert.Contains("together", asked);
        Assert.DoesNotContain("copy.cached", asked);
        Assert.DoesNotContain("other", asked);
    }
}
