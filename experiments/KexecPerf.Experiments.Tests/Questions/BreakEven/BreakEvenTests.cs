using System.Text.Json.Nodes;
using KexecPerf.Answers.Questions.BreakEven;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Questions.BreakEven;

public class BreakEvenTests
{
    [Fact]
    public async Task Beyond_the_crossing_less_than_the_threshold_is_saved_and_before_it_more()
    {
        string[] scenario = ["--kernel-version", "7.3", "--replications", "128"];
        JsonObject answer = await Cli.Json(["answer", "break-even", .. scenario]);
        double ms = Axis(answer, "device_shutdown")["matters"]![0]!["to"]![
            "value"
        ]!.GetValue<double>();
        Assert.InRange(await SavedPercent(ms * 0.97), 5, 5.5);
        Assert.InRange(await SavedPercent(ms * 1.03), 4.5, 5);

        async Task<double> SavedPercent(double shutdown)
        {
            string time = FormattableString.Invariant($"{shutdown:0.###} ms");
            JsonObject at = await Cli.Json([
                "answer",
                .. scenario,
                "--set",
                "device.virtio-blk=0 ns",
                "--set",
                "device.virtio-net=0 ns",
                "--set",
                $"device.rest={time}",
            ]);
            // Speedup s: 1 - 1/s of the downtime is saved.
            return 100 * (1 - 1 / Cli.Median(at, "downtime", "speedup"));
        }
    }

    [Fact]
    public async Task An_image_matters_up_to_the_size_that_the_area_holds_and_the_rule_is_named()
    {
        JsonObject answer = await Cli.Json(
            "answer",
            "break-even",
            "--kernel-version",
            "7.3",
            "--replications",
            "32"
        );
        JsonNode axis = Axis(answer, "image_memsz");
        JsonNode range = Assert.Single(axis["matters"]!.AsArray())!;
        Assert.Null(range["from"]);
        double most = range["to"]!["value"]!.GetValue<double>();
        Assert.InRange(most, 250e6, 256 * 1048576.0);
        Assert.Contains("256 MiB cannot hold initrd", axis["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_never_matters_says_so_with_the_most_that_is_saved()
    {
        JsonObject answer = await Cli.Json("answer", "break-even", "--replications", "32");
        foreach (JsonNode? axis in answer["axes"]!.AsArray())
        {
            Assert.Empty(axis!["matters"]!.AsArray());
            Assert.InRange(axis["most_saved_percent"]!.GetValue<double>(), 0.1, 5);
            Assert.StartsWith("at most", axis["reason"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task Short_term_pins_end_it_and_a_full_host_of_page_cache_does_not()
    {
        string[] tight = ["--kernel-version", "7.3", "--ram", "1GiB", "--pressure", "99%"];
        JsonObject answer = await Cli.Json([
            "answer",
            "break-even",
            .. tight,
            "--cma",
            "384MiB",
            "--replications",
            "8",
        ]);
        JsonNode pins = Assert.Single(Axis(answer, "cma_pinned")["matters"]!.AsArray())!;
        Assert.Null(pins["from"]);
        Assert.InRange(pins["to"]!["value"]!.GetValue<double>(), 1, 999);
        JsonNode occupancy = Assert.Single(Axis(answer, "cma_occupancy")["matters"]!.AsArray())!;
        Assert.Null(occupancy["from"]);
        Assert.Null(occupancy["to"]);
    }

    [Fact]
    public async Task Csv_tells_everywhere_from_nowhere()
    {
        string everywhere = await Csv("--kernel-version", "7.3");
        Assert.Contains("\ncpus,count,2,1,1024,everywhere,,", everywhere);
        Assert.Contains("\nimage_memsz,bytes,130371584,63262720,4358230020,between,,", everywhere);
        Assert.Contains("\ncpus,count,2,1,1024,nowhere,,", await Csv("--kernel-version", "7.2"));

        static Task<string> Csv(params string[] kernel) =>
            Cli.Text(["answer", "break-even", .. kernel, "--replications", "8", "--format", "csv"]);
    }

    [Fact]
    public async Task Arm64_hashes_nothing_and_has_no_such_axis()
    {
        JsonObject answer = await Cli.Json(
            "answer",
            "break-even",
            "--machine",
            "arm64-128c",
            "--cpus",
            "4",
            "--replications",
            "16"
        );
        Assert.Equal(
            ["image_memsz", "cpus", "device_shutdown", "cma_occupancy", "cma_pinned"],
            answer["axes"]!.AsArray().Select(a => a!["axis"]!.GetValue<string>())
        );
    }

    [Theory]
    [InlineData("--kho on", "KHO")]
    [InlineData("--set cpu_stop.dead=1", "a CPU never answers")]
    [InlineData("--kernel-version 6.12", "6.17")]
    public async Task Where_cma_can_save_nothing_the_reason_is_said_and_nothing_searched(
        string options,
        string reason
    )
    {
        JsonObject answer = await Cli.Json(["answer", "break-even", .. options.Split(' ')]);
        Assert.Empty(answer["axes"]!.AsArray());
        Assert.Contains(reason, answer["verdict"]!.GetValue<string>());
    }

    /// <summary>A share that rises to a peak and falls, crossing 5 % at 10 and at 1000; its interval is 10 % either way.</summary>
    [Fact]
    public void A_search_finds_both_crossings_with_their_intervals()
    {
        var search = new BreakEvenSearch(
            Axis(1, 100_000),
            x => Share(Math.Min(x / 2, 5000 / x)),
            _ => Unclear,
            5
        );
        Assert.Equal(2, search.Found.Count);
        (Crossing rise, Crossing fall) = (search.Found[0], search.Found[1]);
        Assert.True(rise.Rises);
        Assert.InRange(rise.Value, 9.9, 10.1);
        Assert.InRange(rise.Low!.Value, 10 / 1.1 * 0.98, 10 / 1.1 * 1.02);
        Assert.InRange(rise.High!.Value, 10 / 0.9 * 0.98, 10 / 0.9 * 1.02);
        Assert.False(fall.Rises);
        Assert.InRange(fall.Value, 990, 1010);
        Assert.False(search.MattersAtFrom);
    }

    [Fact]
    public void Whole_numbers_cross_between_neighbours()
    {
        BreakEvenAxis axis = Axis(1, 1024) with { Unit = AxisUnit.Count };
        var search = new BreakEvenSearch(axis, x => Share(x > 37 ? 1 : 9), _ => Unclear, 5);
        Crossing only = Assert.Single(search.Found);
        Assert.Equal(37, only.Value);
        Assert.False(only.Rises);
    }

    /// <summary>
    /// A share of which few replications tell enough but from 30 to 300: the same crossing, and all
    /// replications only there and next to it, or at the least where nothing crosses.
    /// </summary>
    [Theory]
    [InlineData(5, 1, 30, 320)]
    [InlineData(0.001, 0, 100_000, 100_000)]
    public void All_replications_are_run_only_where_few_do_not_tell(
        double threshold,
        int crossings,
        double from,
        double to
    )
    {
        HashSet<double> asked = [];
        var search = new BreakEvenSearch(Axis(1, 100_000), Full, Few, threshold);
        Assert.Equal(crossings, search.Found.Count);
        Assert.True(search.MattersAtFrom);
        Assert.All(search.Found, c => Assert.InRange(c.Value, 99, 101));
        Assert.Equal(1, search.Most.X);
        Assert.Equal(500.5, search.Most.Share.Median, 1e-9);
        Assert.Equal(100_000, search.Least.X);
        Assert.Equal(crossings > 0 ? 0.005005 : 0.005, search.Least.Share.Median, 1e-9);
        Assert.All(asked, x => Assert.True(x >= from && x <= to, $"{x}"));
        Assert.True(crossings > 0 || asked.Count == 1);

        SavedShare? Full(double x)
        {
            asked.Add(x);
            return Share(500 / x);
        }

        SavedShare? Few(double x)
        {
            double median = 500 / x * 1.001;
            return x is > 30 and < 300 && threshold > 1
                ? Unclear
                : new SavedShare(median, new ConfidenceInterval(0.7 * median, 1.3 * median));
        }
    }

    /// <summary>A few replications lie on the wrong side of 5 % at 100; all of them do at no value.</summary>
    [Fact]
    public void Where_few_replications_mislead_the_crossing_is_a_value_looked_at()
    {
        var search = new BreakEvenSearch(
            Axis(1, 10_000),
            _ => Share(5.01),
            x => x >= 100 ? Share(1) : Share(9),
            5
        );
        Crossing only = Assert.Single(search.Found);
        Assert.Equal(31.6, only.Value);
    }

    /// <summary>No replication ends below 3 or from 1,000 on, as where a load finds no memory.</summary>
    [Fact]
    public void An_axis_ends_where_no_replication_does()
    {
        var search = new BreakEvenSearch(Axis(1, 10_000), Of, Of, 5);
        Assert.Equal((3.16, 316, 1000.0), (search.From, search.To, search.EndsBefore));
        Assert.Equal(316, search.Least.X, 1e-9);
        Assert.Equal(3.16, search.Most.X, 1e-9);
        Assert.InRange(Assert.Single(search.Found).Value, 99, 101);

        static SavedShare? Of(double x) => x is > 3 and < 1000 ? Share(500 / x) : null;
    }

    [Fact]
    public async Task An_image_is_tried_up_to_what_the_memory_loads_and_the_reason_is_said()
    {
        JsonObject answer = await Cli.Json([
            "answer",
            "break-even",
            .. "--ram 1GiB --cma 160MiB --pressure 80% --replications 16".Split(' '),
        ]);
        JsonNode axis = Axis(answer, "image_memsz");
        Assert.InRange(axis["to"]!.GetValue<double>(), 200e6, 300e6);
        Assert.True(axis["least_saved_percent"]!.GetValue<double>() != 0);
        string reason = axis["reason"]!.GetValue<string>();
        Assert.Contains("MiB on the load needs more memory than is free", reason);
        Assert.DoesNotContain("NaN", reason);
    }

    /// <summary>What few replications tell that lie on either side.</summary>
    private static SavedShare Unclear =>
        new(5, new ConfidenceInterval(double.NegativeInfinity, double.PositiveInfinity));

    private static SavedShare Share(double percent) =>
        new(percent, new ConfidenceInterval(0.9 * percent, 1.1 * percent));

    private static BreakEvenAxis Axis(double from, double to) =>
        new("x", "x", AxisUnit.Milliseconds, from, from, to, _ => ScenarioBuilder.Build([]));

    private static JsonNode Axis(JsonObject answer, string key) =>
        answer["axes"]!.AsArray().Single(a => a!["axis"]!.GetValue<string>() == key)!;
}
