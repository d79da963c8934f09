using KexecPerf.Answers.Runs;
using KexecPerf.Experiments.Tests.Sweeps;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Summaries;

/// <summary>What queries see of the runs, against the summary of the same sweep.</summary>
public class ViewTests
{
    private const string TwoMachines = """
        {
          "name": "tiny", "base": { "ram": "8GiB", "cma": "256MiB", "kernel_version": "7.2" },
          "axes": { "machine": ["zen4-vm", "arm64-128c"] }, "replications": 9
        }
        """;

    [Fact]
    public async Task Every_time_of_the_view_has_the_median_of_the_summary()
    {
        using var folder = new SweepFolder(TwoMachines);
        await folder.Complete();
        using var database = new Database(folder.Results);
        var table = SummaryTable.In(folder.Study);
        List<OutcomeName> times =
        [
            .. SummaryQuantity.All.Where(q => q.Kind == SummaryKind.Time).Select(q => q.Outcome),
        ];
        Assert.Equal(times.Count, times.Count(t => table.Has(t.Of(Side.Cma))));
        foreach (OutcomeName time in times)
        {
            QueryResult rows = database.Query(
                $"select point, side, median({time.Column}) from runs where not cpu_stop_hang "
                    + "group by all"
            );
            Assert.Equal(4, rows.Rows.Count);
            foreach (object?[] row in rows.Rows)
            {
                Side side = Sides.All.Single(s => s.Key() == (string)row[1]!);
                double median = table.Points[(int)(long)row[0]!][time.Of(side)].Median;
                Assert.Equal(median, (double)row[2]!, 1e-8 * (1 + median));
            }
        }
    }

    [Fact]
    public async Task The_steps_of_the_load_add_up_to_it()
    {
        using var folder = new SweepFolder(TwoMachines);
        await folder.Complete();
        using var database = new Database(folder.Results);
        string sum = string.Join(" + ", LoadSteps.Select(s => $"load_{s}_ms"));
        QueryResult rows = database.Query(
            $"select max(abs({sum} - load_ms)), min(load_ms), "
                + string.Join(", ", LoadSteps.Select(s => $"max(load_{s}_ms)"))
                + " from runs"
        );
        double[] figures = [.. rows.Rows[0].Select(x => (double)x!)];
        Assert.InRange(figures[0], 0, 1e-9);
        Assert.All(figures[1..], f => Assert.True(f > 0));
    }

    [Fact]
    public async Task Names_that_look_like_numbers_stay_names_and_counts_are_numbers()
    {
        using var folder = new SweepFolder(
            """
            {
              "name": "tiny", "base": { "ram": "8GiB", "cma": "256MiB" },
              "axes": { "kernel_version": ["6.10", "6.9"], "cpus": [1, 2] }, "replications": 8
            }
            """
        );
        await folder.Complete();
        using var database = new Database(folder.Results);
        QueryResult rows = database.Query(
            "select kernel_version, sum(cpus) from summary group by all order by 1"
        );
        Assert.Equal(["6.10:3", "6.9:3"], rows.Rows.Select(r => $"{r[0]}:{r[1]}"));
    }

    private static readonly string[] LoadSteps =
    [
        "read",
        "cma",
        "prepare",
        "digest",
        "copy",
        "flush",
    ];
}
