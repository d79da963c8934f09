using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Statistics;
using KexecPerf.Answers.Validation;

namespace KexecPerf.Experiments.Tests.Validation;

/// <summary>Groups, single runs, gates and baselines, on rows written here.</summary>
public sealed class ScoringTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kexecperf-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Two boards with the same columns, 6 and 240 ms.</summary>
    [Fact]
    public void Boards_of_two_sources_stay_apart()
    {
        ValidationResult result = Run(
            "Z1,arm64-class,native,6.12,,page-list,,,,4,,,,,,,,,cpu_shutdown_ms,6,6,6,ms,1,validation,board one,",
            "Z2,arm64-class,native,6.12,,page-list,,,,4,,,,,,,,,cpu_shutdown_ms,240,240,240,ms,1,validation,board two,"
        );
        Assert.Equal([6.0, 240.0], result.Scored.Select(g => g.Measured));
        Assert.True(result.Scored[0].ErrorPercent > 100);
        Assert.True(result.Scored[1].ErrorPercent < 0);
        Assert.False(result.Scored[0].Inside);
    }

    /// <summary>Two copies of one kind, one of them thirty times as long as it can be.</summary>
    [Theory]
    [InlineData("calibration", "validation", true)]
    [InlineData("claim", "validation", true)]
    [InlineData("validation", "calibration", false)]
    public void A_gate_asks_validation_rows_alone(string ofWrong, string ofRight, bool ok)
    {
        string row =
            "{0},zen4-vm,native,7.2,,,,,,,,,,,,,65536,,copy_sequential_ns,{1},,,ns,1,{2},x,";
        ValidationResult result = Run(
            string.Format(row, "A", 9000, ofWrong),
            string.Format(row, "B", 292, ofRight)
        );
        Assert.Equal(ok, Assert.Single(result.Checks).Ok);
        Assert.Equal(ok, result.Ok);
    }

    [Fact]
    public void Of_more_than_three_repeats_ranks_lie_on_the_lines_between_what_is_told()
    {
        Assert.Equal([5], Runs("5,1,9,ms,1"));
        Assert.Equal([1, 9], Runs("5,1,9,ms,2"));
        Assert.Equal([1, 5, 9], Runs("5,1,9,ms,3"));
        Assert.Equal([1, 2, 3, 6, 9], Runs("3,1,9,ms,5"));
    }

    /// <summary>Width 4, a run 1 above and one 2 below: (4 + 20 x (1 + 2) / 3) / 10.</summary>
    [Fact]
    public void The_interval_score_is_width_and_twenty_times_what_is_missed()
    {
        ScoredGroup group = Group("10,6,13,ms,3", new Interval(9, 8, 12));
        Assert.Equal(2.4, group.IntervalScore(group.Predicted), 1e-12);
        Assert.Equal(100.0 / 3, group.RunsInsidePercent, 1e-12);
    }

    /// <summary>2 ms and 1 ms a CPU, exactly; a fifth point left out is predicted exactly.</summary>
    [Fact]
    public void A_line_is_drawn_through_the_other_groups()
    {
        ScoredGroup[] groups =
        [
            .. Enumerable.Range(1, 5).Select(n => Group($"{2 + n},,,ms,1", default, n)),
        ];
        (Interval constant, Interval line) = Baseline.Of(groups[4], groups)!.Value;
        Assert.Equal(7, line.Median, 1e-9);
        Assert.Equal((7, 7), (Math.Round(line.Low, 9), Math.Round(line.High, 9)));
        Assert.Equal(4.5, constant.Median, 1e-12);
        Assert.Null(Baseline.Of(groups[4], groups.Skip(1)));
    }

    [Fact]
    public async Task A_compression_that_is_none_is_refused()
    {
        (int exit, _, string error) = await Cli.Run(
            "validate",
            "--data",
            Write(Header + ",kernel_compression", Line("T", "5,,,ms,1", 4) + ",zip")
        );
        Assert.Equal(2, exit);
        Assert.Contains("kernel_compression: 'zip'", error);
    }

    private double[] Runs(string value) => [.. Group(value, default).Runs];

    private ScoredGroup Group(string value, Interval predicted, int cpus = 4) =>
        new([ValidationRows.Read(Write(Header, Line("R", value, cpus)))[0]], predicted);

    private static string Line(string id, string value, int cpus) =>
        $"{id},zen4-vm,native,7.2,,page-list,,,,{cpus},,,,,,,,,cpu_shutdown_ms,{value},validation,x,";

    private ValidationResult Run(params string[] lines) =>
        Validator.Run(
            ValidationRows.Read(Write([Header, .. lines])),
            Tolerances.Shipped(),
            200,
            new Work(default)
        );

    private static string Header { get; } =
        File.ReadLines(Path.Combine(Checkout.Root, "experiments/validation/stock-boot-rows.csv"))
            .First()
            .Replace("memory_mix,cma_mix,free_bytes,", "", StringComparison.Ordinal);

    private string Write(params string[] lines)
    {
        string file = Path.Combine(_folder, "rows.csv");
        File.WriteAllLines(file, lines);
        return file;
    }
}
