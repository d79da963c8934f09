using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Statistics;
using KexecPerf.Answers.Validation;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Validation;

/// <summary>Sweeps of buffers around the last-level cache, held to the law of hits.</summary>
public static class CopySweepTests
{
    private const int Draws = 50;

    private static readonly List<ValidationRow> Sweeps =
    [
        .. ValidationRows.Shipped().Where(r => r.Quantity == "copy_sweep_ns"),
    ];

    private static readonly MicroBenchmarks Loops = new(Sweeps, Draws);

    [Fact]
    public static void Ends_of_a_sweep_are_given_and_validate_nothing() =>
        Assert.All(
            Sweeps.GroupBy(r => (r.Machine, r.Source)),
            sweep =>
            {
                Assert.Equal("calibration", sweep.MinBy(r => r.RequestPages)!.Role);
                Assert.Equal("calibration", sweep.MaxBy(r => r.RequestPages)!.Role);
                Assert.All(sweep, r => Assert.Equal("sweep ends", Loops.Given(r)));
            }
        );

    [Fact]
    public static void A_sweep_that_a_profile_is_fitted_to_validates_nothing() =>
        Assert.All(
            Sweeps.Where(r => r.Machine == "zen3-vm"),
            r => Assert.Equal("calibration", r.Role)
        );

    /// <summary>P(Poisson(W x) &lt; W) in sixteenths, as the fit of a sweep has it.</summary>
    [Fact]
    public static void A_prediction_is_the_mean_of_the_ends_weighted_with_hits()
    {
        foreach (IGrouping<string, ValidationRow> sweep in Sweeps.GroupBy(r => r.Source))
        {
            MachineProfile machine = MachineProfiles.Get(sweep.First().Machine);
            MachineProfile sure = MachineParameters
                .All.Where(p => p.IsOfRuns)
                .Aggregate(machine, (m, p) => m.With(p, Quantity.Exactly(1, "test")))
                .With(MachineParameters.CacheShare, Quantity.Exactly(0.9, "test"));
            double capacity = 0.9 * machine.Cache.Size.Bytes / PageCount.PageBytes;
            double hit = sweep.MinBy(r => r.RequestPages)!.Value!.Value;
            double miss = sweep.MaxBy(r => r.RequestPages)!.Value!.Value;
            foreach (ValidationRow row in sweep)
            {
                double hits = CacheFit.CachedFraction(
                    2 * row.RequestPages!.Value / capacity,
                    machine.Cache.EffectiveWays
                );
                double expected = miss - (miss - hit) * Math.Round(16 * hits) / 16;
                Assert.Equal(expected, Loops.Predict(row, sure).Median, 0.01);
            }
        }
    }

    [Fact]
    public static void Without_its_ends_a_row_gets_the_rates_of_the_machine()
    {
        ValidationRow row = Sweeps.First(r => r.Role == "validation");
        var alone = new MicroBenchmarks([row], Draws);
        Assert.Empty(alone.Given(row));
        Assert.Equal(
            Predict(alone, row with { Quantity = "copy_sequential_ns" }),
            Predict(alone, row)
        );
        Assert.NotEqual(Predict(Loops, row), Predict(alone, row));
    }

    private static Interval Predict(MicroBenchmarks loops, ValidationRow row) =>
        loops.Predict(row, MachineProfiles.Get(row.Machine));
}
