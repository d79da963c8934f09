using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Statistics;

/// <summary>What is printed of a figure's outcomes.</summary>
public class OutcomeRangeTests
{
    private static readonly double[] All = [.. Enumerable.Range(0, 201).Select(i => 200.0 - i)];
    private static readonly double[] Machines = [.. All.Select(x => 1000 + x)];
    private static readonly double[] Runs = [.. All.Select(x => 2000 + x)];

    [Fact]
    public void Both_levels_and_each_alone_have_their_own_ends()
    {
        var range = new OutcomeRange(All, 0.95, Level);
        Interval all = Interval.Of(All);
        Assert.Equal((100, all.Low, all.High), (range.Median, range.Low, range.High));
        Assert.Equal(all, (Interval)range);
        Assert.Equal((1000 + all.Low, 1000 + all.High), (range.UnknownLow, range.UnknownHigh));
        Assert.Equal((2000 + all.Low, 2000 + all.High), (range.VariesLow, range.VariesHigh));
    }

    /// <summary>Ranks of 201 values, counted from 1: values are 0 to 200.</summary>
    [Fact]
    public void Errors_are_between_the_ranks_of_each_quantile()
    {
        QuantileErrors errors = new OutcomeRange(All, 0.9, Level).MonteCarlo;
        Assert.Equal(Between(0.5), errors.Median);
        Assert.Equal(Between(0.05), errors.Low);
        Assert.Equal(Between(0.95), errors.High);

        static ConfidenceInterval? Between(double p)
        {
            (int lower, int upper) = OrderStatistics.Ranks(201, p, 0.9)!.Value;
            return new ConfidenceInterval(lower - 1, upper - 1);
        }
    }

    [Fact]
    public void A_level_without_figure_has_no_ends()
    {
        var range = new OutcomeRange([1, 2, 3], 0.95, _ => []);
        Assert.Equal(
            (null, null, null, null),
            (range.UnknownLow, range.UnknownHigh, range.VariesLow, range.VariesHigh)
        );
        Assert.Equal(new QuantileErrors(null, null, null), range.MonteCarlo);
    }

    private static double[] Level(UncertaintyLevel level) =>
        level switch
        {
            UncertaintyLevel.Unknown => Machines,
            UncertaintyLevel.Varies => Runs,
        };
}
