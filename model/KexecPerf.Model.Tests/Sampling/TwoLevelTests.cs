using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Tests.Sampling;

/// <summary>Machines and runs are drawn apart, and rates of one memory system together.</summary>
public static class TwoLevelTests
{
    private static readonly MachineProfile Guest = MachineProfiles.Get("zen3-vm");

    public static TheoryData<string> All => [.. MachineProfiles.Names];

    [Fact]
    public static void A_machine_keeps_its_numbers_from_run_to_run_but_for_the_factors_of_the_run()
    {
        MachineDraw one = MachineDraw.Of(Guest, new Replication(3, 5, 1));
        MachineDraw other = MachineDraw.Of(Guest, new Replication(3, 5, 2));
        Assert.NotEqual(one.Ratio(RunVariation.VaryCore), other.Ratio(RunVariation.VaryCore));
        foreach (MachineParameter p in Timed())
        {
            Assert.Equal(InMedianRun(one, p), InMedianRun(other, p), 1e-3 * InMedianRun(one, p));
        }

        Assert.Equal(
            one.Ratio(MachineParameters.CacheShare),
            other.Ratio(MachineParameters.CacheShare)
        );
    }

    [Fact]
    public static void A_run_has_the_same_factors_on_every_machine()
    {
        MachineDraw one = MachineDraw.Of(Guest, new Replication(3, 5, 1));
        MachineDraw other = MachineDraw.Of(Guest, new Replication(3, null, 1));
        foreach (MachineParameter p in MachineParameters.All.Where(p => p.IsOfRuns))
        {
            Assert.Equal(one.Ratio(p), other.Ratio(p));
        }

        Assert.Equal(one.Stream("x").NextUniform(), other.Stream("x").NextUniform());
        Assert.NotEqual(
            one.Rate(MachineParameters.HashScalar),
            other.Rate(MachineParameters.HashScalar)
        );
    }

    [Fact]
    public static void What_is_shared_by_copy_and_hash_slows_both_in_one_run()
    {
        MachineProfile alike = Guest
            .With(RunVariation.VaryCopy, Quantity.Exactly(1, "test"))
            .With(RunVariation.VaryHash, Quantity.Exactly(1, "test"));
        MachineDraw median = MachineDraw.Medians(alike);
        for (int run = 0; run < 20; run++)
        {
            MachineDraw draw = MachineDraw.Of(alike, new Replication(1, null, run));
            double core = draw.Ratio(RunVariation.VaryCore);
            foreach (
                MachineParameter p in (MachineParameter[])
                    [MachineParameters.CopySequential, MachineParameters.HashScalar]
            )
            {
                double slower = (double)median.Rate(p).BytesPerSecond / draw.Rate(p).BytesPerSecond;
                Assert.Equal(core, slower, 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public static void No_draw_is_impossible(string name)
    {
        MachineProfile machine = MachineProfiles.Get(name);
        for (int number = 0; number < 2000; number++)
        {
            MachineDraw draw = MachineDraw.Of(machine, 2, number);
            long next = draw.Rate(MachineParameters.CopySequential).BytesPerSecond;
            Assert.True(draw.Rate(MachineParameters.CopyScattered).BytesPerSecond <= next);
            Assert.True(draw.Rate(MachineParameters.CopyCached).BytesPerSecond >= next);
            if (machine.Architecture == Architecture.X86_64)
            {
                Assert.True(
                    draw.Rate(MachineParameters.HashAccelerated).BytesPerSecond
                        >= draw.Rate(MachineParameters.HashScalar).BytesPerSecond
                );
            }
        }
    }

    [Fact]
    public static void Who_sets_the_anchor_moves_what_follows_it_and_who_sets_that_has_it()
    {
        MachineProfile slow = Guest.With(
            MachineParameters.CopySequential,
            Quantity.Exactly(3.495e9, "half of the profile's")
        );
        Assert.Equal(
            Guest[MachineParameters.CopyScattered].Value / 2,
            slow[MachineParameters.CopyScattered].Value,
            1.0
        );
        MachineProfile set = slow.With(
            MachineParameters.CopyScattered,
            Quantity.Exactly(9e9, "set")
        );
        Assert.Equal(
            9e9
                / MachineDraw.Of(set, 1, 1).Ratio(RunVariation.VaryCore)
                / MachineDraw.Of(set, 1, 1).Ratio(RunVariation.VaryCopy),
            MachineDraw.Of(set, 1, 1).Rate(MachineParameters.CopyScattered).BytesPerSecond,
            1.0
        );
    }

    [Fact]
    public static void No_draw_is_beyond_a_limit()
    {
        Quantity capped = new(1, 2, 8, Evidence.Assumed, "test", null) { Least = 0.9, Most = 9 };
        Assert.Equal(9, MachineDraw.At(capped, 2));
        Assert.Equal(0.9, MachineDraw.At(capped, -2));
        Assert.Equal(8, MachineDraw.At(capped, 1), 1e-12);
    }

    private static IEnumerable<MachineParameter> Timed() =>
        MachineParameters.All.Where(p =>
            p.AppliesTo(Guest.Architecture)
            && p.Kind is ParameterKind.Duration or ParameterKind.Rate
        );

    /// <summary>A drawn number without the factors of its run.</summary>
    private static double InMedianRun(MachineDraw draw, MachineParameter p)
    {
        double factor = RunVariation.Of(p).Aggregate(1.0, (f, v) => f * draw.Ratio(v));
        return p.Kind == ParameterKind.Rate
            ? draw.Rate(p).BytesPerSecond * factor
            : draw.Duration(p).Picoseconds / factor;
    }
}
