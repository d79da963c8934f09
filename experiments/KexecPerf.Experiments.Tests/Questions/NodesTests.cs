using System.Text.Json.Nodes;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Questions;

/// <summary>What answers say and count on machines of several nodes and caches.</summary>
public class NodesTests
{
    private static readonly string[] TwoSockets =
    [
        "answer",
        "--machine",
        "intel-server",
        "--replications",
        "64",
        "--set",
        "numa.hash_miss=300%",
        "--set",
        "hash.miss=1us",
        "--set",
        "vary.core=100%",
        "--set",
        "vary.hash=100%",
    ];

    /// <summary>
    /// 31,744 pages of kernel and initrd and two of boot parameters wait 1 us each on node 0, 3 us
    /// on node 1.
    /// </summary>
    [Fact]
    public async Task An_area_on_the_last_node_costs_the_hash_what_the_factor_says()
    {
        JsonObject near = await Cli.Json(TwoSockets);
        JsonObject far = await Cli.Json([.. TwoSockets, "--cma", "256MiB@400GiB"]);
        double pages =
            near["image"]!["segments"]!
                .AsArray()
                .Where(s => s!["name"]!.ToString() != "purgatory")
                .Sum(s => s!["memsz_bytes"]!.GetValue<long>()) / 4096.0;
        Assert.Equal(
            pages * 2e-3,
            Cli.Phase(far, "purgatory", "cma") - Cli.Phase(near, "purgatory", "cma"),
            2
        );
        Assert.Equal(0, Cli.Phase(far, "relocation", "cma") - Cli.Phase(near, "relocation", "cma"));
        Assert.Contains("the area on node 0", near["nodes"]!.ToString());
        Assert.Contains("the area on node 1", far["nodes"]!.ToString());
        Assert.Contains("the hash waits 3.00x as long", far["nodes"]!.ToString());
        Assert.Contains("destinations on node 1", far["nodes"]!.ToString());
    }

    /// <summary>With w of the source's share only the destination is far: 1 + (1 - w) (write - 1).</summary>
    [Fact]
    public async Task A_page_list_copies_across_the_sockets()
    {
        string[] exact =
        [
            .. TwoSockets,
            "--set",
            "numa.write=300%",
            "--set",
            "copy.source_share=50%",
            "--set",
            "copy.sequential=4.096 GB/s",
            "--set",
            "copy.scattered=4.096 GB/s",
            "--set",
            "relocation.call=0us",
        ];
        JsonObject two = await Cli.Json(exact);
        JsonObject one = await Cli.Json([.. exact, "--nodes", "1"]);
        JsonObject mixed = await Cli.Json([
            .. exact,
            "--nodes",
            "2:interleaved",
            "--set",
            "numa.read=300%",
        ]);
        double near = Cli.Phase(one, "relocation", "page_list");
        Assert.Equal(2, Cli.Phase(two, "relocation", "page_list") / near, 3);
        Assert.Equal(2, Cli.Phase(mixed, "relocation", "page_list") / near, 3);
        Assert.Contains("a copy takes 2.00x a near one", two["nodes"]!.ToString());
        Assert.Contains("50 % of every page are far", mixed["nodes"]!.ToString());
        Assert.Null(one["nodes"]);
    }

    [Theory]
    [InlineData("2", 2, false)]
    [InlineData("4:interleaved", 4, true)]
    public void Nodes_have_a_number_and_may_be_interleaved(string text, int count, bool mixed) =>
        Assert.Equal(new NumaNodes(count, mixed), Build(ScenarioKeys.Nodes, text).Memory.Numa);

    [Theory]
    [InlineData("0")]
    [InlineData("two")]
    [InlineData("2,spread")]
    [InlineData("2:interleaved:2")]
    public void Other_nodes_are_refused(string text) =>
        Assert.Throws<InputException>(() => Build(ScenarioKeys.Nodes, text));

    [Fact]
    public void An_area_is_where_cma_says()
    {
        MemoryState memory = Build(ScenarioKeys.Cma, "1GiB@8GiB").Memory;
        Assert.Equal(ByteSize.FromGiB(1), memory.CmaArea);
        Assert.Equal(ByteSize.FromGiB(8), memory.CmaStart);
    }

    [Theory]
    [InlineData("256MiB@3GiB")]
    [InlineData("256MiB@100GiB")]
    [InlineData("256MiB@4097MB")]
    [InlineData("256MiB@here")]
    public void An_area_where_no_RAM_is_is_refused(string text)
    {
        var e = Assert.Throws<InputException>(() => Build(ScenarioKeys.Cma, text));
        Assert.StartsWith("--cma", e.Line);
    }

    [Fact]
    public void A_load_on_a_node_that_is_not_there_is_refused() =>
        Assert.Throws<InputException>(() => Build(ScenarioKeys.Set, "load.node=1"));

    /// <summary>Its zones stay together; an empty node, such as one of CPUs alone, is none.</summary>
    [Fact]
    public async Task A_host_has_the_nodes_on_which_its_zones_are()
    {
        FakeHost host = new FakeHost().Set(
            "proc/zoneinfo",
            "Node 0, zone    DMA32\n        low      2000\n        managed  700000\n"
                + "Node 0, zone   Normal\n        low      1000\n        managed  250000\n"
                + "Node 1, zone   Normal\n        low      2000\n        managed  1000000\n"
                + "Node 2, zone   Normal\n        low      0\n        managed  0\n"
        );
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", host.Tar());
        JsonObject json = await Cli.Json("answer", "--host", tar, "--replications", "16");
        Assert.Contains("2 nodes: assumed equal", json.ToJsonString());
        Assert.StartsWith("Nodes: 2;", json["nodes"]!.ToString());
    }

    private static Scenario Build(ScenarioKey key, string value) =>
        ScenarioBuilder.Build([new Setting(key, value, InputPlace.Of(key.Option), "")]);
}
