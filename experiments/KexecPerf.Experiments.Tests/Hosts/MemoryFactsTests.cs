using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>Counts of free memory in every form that a host has, and what is refused.</summary>
public class MemoryFactsTests
{
    private const string Orders = "0 1 2 3 4 5 6 7 8 9 10";

    private const string Header =
        "Page block order: 9\nPages per block:  512\n\n"
        + $"Free pages count per migrate type at order {Orders}\n";

    private const string Blocks = "\nNumber of blocks type Unmovable Movable\n";

    /// <summary>Free of node 0: 70 + 3 x 1024 pages; of node 1: 40 + 500 x 1024.</summary>
    private static readonly string[] Free =
    [
        "Node    0, zone   Normal, type    Unmovable 30 20 0 0 0 0 0 0 0 0 0 \n"
            + "Node    0, zone   Normal, type      Movable 0 0 0 0 0 0 0 0 0 0 3 \n",
        "Node    1, zone   Normal, type    Unmovable 40 0 0 0 0 0 0 0 0 0 0 \n"
            + "Node    1, zone   Normal, type      Movable 0 0 0 0 0 0 0 0 0 0 500 \n",
    ];

    private static readonly string[] Counts =
    [
        "Node 0, zone   Normal       70      900 \n",
        "Node 1, zone   Normal       44     1200 \n",
    ];

    private const string Buddy =
        "Node 0, zone   Normal 30 20 0 0 0 0 0 0 0 0 3 \n"
        + "Node 1, zone   Normal 40 0 0 0 0 0 0 0 0 0 500 \n";

    private static readonly string[] Zones =
    [
        Zone(0, "Normal", free: 3142, managed: 1_000_000),
        Zone(1, "Normal", free: 512_040, managed: 1_000_000),
    ];

    private readonly Dictionary<string, string> _files = new()
    {
        ["meminfo"] = "MemTotal:        8000000 kB\nMemFree:         2060728 kB\n",
        ["zoneinfo"] = Zones[0] + Zones[1],
        ["pagetypeinfo"] =
            Header + Free[0] + Blocks + Counts[0] + Header + Free[1] + Blocks + Counts[1],
    };

    [Theory]
    [InlineData("tables of each node")]
    [InlineData("one table of each kind")]
    [InlineData("the second node first")]
    [InlineData("no headers")]
    [InlineData("carriage returns and a byte order mark")]
    [InlineData("mixed blocks, too")]
    [InlineData("buddyinfo beside it")]
    public void Two_nodes_give_the_same_counts_in_every_form(string form)
    {
        _files["pagetypeinfo"] = form switch
        {
            "one table of each kind" => Header + Free[0] + Free[1] + Blocks + Counts[0] + Counts[1],
            "the second node first" => Header
                + Free[1]
                + Blocks
                + Counts[1]
                + Header
                + Free[0]
                + Blocks
                + Counts[0],
            "no headers" => Free[0] + Counts[0] + Free[1] + Counts[1],
            "carriage returns and a byte order mark" => "\u00EF\u00BB\u00BF"
                + _files["pagetypeinfo"].Replace("\n", "\r\n"),
            "mixed blocks, too" => _files["pagetypeinfo"]
                + "\nNumber of mixed blocks Unmovable Movable\nNode 1, zone Normal 1 2\n",
            _ => _files["pagetypeinfo"],
        };
        if (form == "the second node first")
        {
            _files["zoneinfo"] = Zones[1] + Zones[0];
        }
        else if (form == "buddyinfo beside it")
        {
            _files["buddyinfo"] = Buddy;
        }

        MemoryFacts facts = Read();
        Assert.Equal(2, facts.Nodes);
        ZoneCounts zone = Assert.Single(facts.Zones!);
        Assert.Equal(2_000_000, zone.ManagedPages);
        Assert.Equal([70, 20], zone.Unmovable.Take(2));
        Assert.Equal(503, zone.Others[10]);
        Assert.Empty(facts.Missing.Concat(facts.Remarks));
    }

    [Fact]
    public void Buddyinfo_alone_gives_the_same_pages()
    {
        ZoneCounts typed = Assert.Single(Read().Zones!);
        _files.Remove("pagetypeinfo");
        _files["buddyinfo"] = Buddy;
        ZoneCounts all = Assert.Single(Read().Zones!);
        Assert.Equal(
            typed.Unmovable.Zip(typed.Others, (a, b) => a + b),
            all.Unmovable.Zip(all.Others, (a, b) => a + b)
        );
        Assert.Contains("migrate types not told apart", Assert.Single(Read().Missing));
    }

    /// <summary>DMA belongs to DMA32 there; what is in Movable no load gets.</summary>
    [Fact]
    public void Zones_come_in_any_order_and_Movable_and_Device_give_nothing()
    {
        string[] names = ["Device", "Movable", "Normal", "DMA32", "DMA"];
        long[] managed = [0, 700_000, 900_000, 396_000, 4_000];
        _files["zoneinfo"] = string.Concat(
            names.Select((n, i) => Zone(0, n, managed[i] / 4, managed[i]))
        );
        _files["buddyinfo"] = string.Concat(
            names.Skip(1).Select((n, i) => $"Node 0, zone {n} {managed[i + 1] / 4} 0 0\n")
        );
        _files.Remove("pagetypeinfo");
        Assert.Equal(
            [("DMA32", 400_000, 100_000), ("Normal", 900_000, 225_000)],
            Read().Zones!.Select(z => (z.Name, (int)z.ManagedPages, (int)z.Others[0]))
        );
    }

    /// <summary>
    /// As 6.12 and 7.3 print it: node's counts first, all lines of a zone, page sets.
    /// </summary>
    [Fact]
    public void A_whole_zoneinfo_is_read_past_what_is_not_used()
    {
        const string NodeStats =
            "  per-node stats\n      nr_inactive_anon 5\n      nr_anon_pages 77\n      nr_shmem 3\n";
        const string Sets =
            "        cma      0\n        protection: (0, 2911, 7856, 7856, 7856)\n"
            + "      nr_free_pages 3142\n      nr_zone_active_file 60\n      numa_hit 12\n"
            + "  pagesets\n    cpu: 0\n              count:    3\n              high:     1\n"
            + "              high_min: 0\n  vm stats threshold: 42\n"
            + "  node_unreclaimable:  0\n  start_pfn:           1048576\n"
            + "  reserved_highatomic: 0\n";
        _files["zoneinfo"] =
            "Node 0, zone Normal\n" + NodeStats + Zones[0].Split('\n', 2)[1] + Sets + Zones[1];
        Assert.Equal(2_000_000, Assert.Single(Read().Zones!).ManagedPages);
        Assert.Equal(1_300, Assert.Single(Read().Zones!).LowWatermark);

        // What RAM is used for is told there where meminfo says no more than how much there is.
        MemoryMix mix = Read().Mix!;
        Assert.Equal(60 / (2_000_000.0 - 515_182), mix.Clean, 9);
        Assert.Equal(77 / (2_000_000.0 - 515_182), mix.Anonymous, 9);
    }

    /// <summary>More than the kernel counts: 250,000 single pages and 120,000 pairs.</summary>
    [Fact]
    public void Counts_the_kernel_stopped_at_are_those_of_buddyinfo()
    {
        _files["pagetypeinfo"] = Least(unmovable: ">100000", movable: ">100000");
        _files["buddyinfo"] = "Node 0, zone Normal 250000 0\nNode 1, zone Normal 0 0\n";
        _files["zoneinfo"] =
            Zone(0, "Normal", 250_000, 1_000_000) + Zone(1, "Normal", 0, 1_000_000);
        ZoneCounts zone = Assert.Single(Read().Zones!);
        Assert.Equal((100_000, 150_000), (zone.Unmovable[0], zone.Others[0]));
        Assert.Empty(Read().Remarks);
    }

    [Fact]
    public void Without_buddyinfo_they_are_the_least_there_are_and_said()
    {
        _files["pagetypeinfo"] = Least(unmovable: "7", movable: ">100000");
        _files["zoneinfo"] =
            Zone(0, "Normal", 250_000, 1_000_000) + Zone(1, "Normal", 0, 1_000_000);
        Assert.Equal(100_000, Assert.Single(Read().Zones!).Others[0]);
        Assert.Contains("stops counting at 100000", Assert.Single(Read().Remarks));
    }

    [Theory]
    [InlineData("0 0 3", "0 0\n 3", 6)]
    [InlineData("type      Movable 0", "type\n Movable 0", 6)]
    [InlineData(Orders, "0 1 2 3 4\n5 6 7 8 9 10", 5)]
    [InlineData("20 0 0 0 0 0 0 0 0 0 ", "20 0 0 0", 5)]
    [InlineData("     900", "", 9)]
    [InlineData("30 20", "30 x", 5)]
    [InlineData("30 20", "30 -20", 5)]
    [InlineData(
        "Node    0, zone   Normal, type      Movable",
        "> Node 0, zone Normal, type Movable",
        6
    )]
    [InlineData("Page block order: 9", "# cat /proc/pagetypeinfo", 1)]
    [InlineData("type      Movable 0", "type Unmovable 0", 6)]
    public void A_row_that_was_broken_is_refused_with_its_line(
        string whole,
        string broken,
        int line
    )
    {
        string text = _files["pagetypeinfo"];
        int at = text.IndexOf(whole, StringComparison.Ordinal);
        _files["pagetypeinfo"] = text[..at] + broken + text[(at + whole.Length)..];
        var e = Assert.Throws<InputException>(() => Read());
        Assert.InRange(e.Place.Line, line, line + 1);
        Assert.Equal("pagetypeinfo", e.Place.File);
    }

    [Theory]
    [InlineData("0 0 500", "0 0\n500")]
    [InlineData("0 0 500", "0")]
    [InlineData("Node 1", "Node 0")]
    [InlineData("500 ", ">100000 ")]
    [InlineData("Node 1", "Node 9999")]
    public void So_is_one_of_buddyinfo(string whole, string broken)
    {
        _files["buddyinfo"] = Buddy.Replace(whole, broken);
        Assert.NotEqual(0, Assert.Throws<InputException>(() => Read()).Place.Line);
    }

    [Theory]
    [InlineData("managed  1000000", "managed\n1000000")]
    [InlineData("Node 1", "Node 0")]
    [InlineData("low      650", "low      lots")]
    public void And_one_of_zoneinfo(string whole, string broken)
    {
        _files["zoneinfo"] = _files["zoneinfo"].Replace(whole, broken);
        Assert.NotEqual(0, Assert.Throws<InputException>(() => Read()).Place.Line);
    }

    /// <summary>
    /// A row or a node lost in one file, all cut at one column, another host's file.
    /// </summary>
    [Theory]
    [InlineData("buddyinfo", "Node 1, zone   Normal 40 0 0 0 0 0 0 0 0 0 500 \n", "", "no row")]
    [InlineData("buddyinfo", " 500 \n", " 100 \n", "512,040")]
    [InlineData("buddyinfo", " 500 \n", " 5000 \n", "of which zoneinfo manages 1,000,000")]
    [InlineData("buddyinfo", " 0 0 3 \n", " \n", "2,050")]
    [InlineData("pagetypeinfo", " 0 0 500 \n", " 0 0 0 \n", "512,040")]
    [InlineData("zoneinfo", "pages free 512040", "pages free 90000", "90,000")]
    public void Files_that_contradict_one_another_are_refused(
        string file,
        string whole,
        string other,
        string named
    )
    {
        _files["buddyinfo"] = Buddy;
        _files[file] = _files[file].Replace(whole, other);
        if (other == " \n")
        {
            _files["buddyinfo"] = "Node 0, zone Normal 2050\nNode 1, zone Normal 40\n";
            _files["pagetypeinfo"] = "Node 0, zone Normal, type Movable 2050\n";
            named = "no row for zone Normal of node 1, which zoneinfo has";
        }

        Assert.Contains(named, Assert.Throws<InputException>(() => Read()).Message);
    }

    /// <summary>Some memory came free between two reads: an eighth of what is free, or little of
    /// the zone.</summary>
    [Theory]
    [InlineData("500 ", "450 ")]
    [InlineData("0 0 3 ", "0 0 14 ")]
    public void What_a_live_host_does_between_two_reads_is_no_contradiction(
        string whole,
        string later
    )
    {
        _files["buddyinfo"] = Buddy.Replace(whole, later);
        Assert.Equal(503, Assert.Single(Read().Zones!).Others[10]);
    }

    /// <summary>What <c>cat /proc/pagetypeinfo</c> leaves of it for others than root.</summary>
    [Fact]
    public void An_empty_file_counts_as_missing()
    {
        _files["pagetypeinfo"] = "\n";
        _files["buddyinfo"] = Buddy;
        Assert.Contains("its reading needs root", Assert.Single(Read().Missing));
        Assert.Equal(503, Assert.Single(Read().Zones!).Others[10]);
    }

    /// <summary>400,000 pages that a confidential guest has not accepted are on no list.</summary>
    [Fact]
    public void Memory_that_a_guest_has_not_accepted_is_no_contradiction()
    {
        _files["zoneinfo"] = _files["zoneinfo"]
            .Replace("pages free 3142", "pages free 403142")
            .Replace("Node 1", "      nr_unaccepted 400000\nNode 1");
        Assert.Equal(503, Assert.Single(Read().Zones!).Others[10]);
    }

    private static string Least(string unmovable, string movable) =>
        $"Node 0, zone Normal, type Unmovable {unmovable} 0\n"
        + $"Node 0, zone Normal, type Movable {movable} 0\n"
        + "Node 1, zone Normal, type Unmovable 0 0\n";

    [Theory]
    [InlineData("min      520", "min      651", "min 651, which is more than low")]
    [InlineData("low      650", "low      17592186044416", "more than managed")]
    [InlineData("nr_free_cma  0", "nr_free_cma  1000001", "more than managed")]
    [InlineData("min      520", "min      520\n        min      519", "'min' of")]
    [InlineData("nr_free_cma  0", "managed  1000001", "'managed' of")]
    public void Zones_as_no_kernel_has_them_are_refused(string what, string by, string why)
    {
        _files["zoneinfo"] = Zones[0] + Zones[1].Replace(what, by);
        var e = Assert.Throws<InputException>(() => Read());
        Assert.Contains(why, e.Message);
        Assert.Equal("zoneinfo", e.Place.File);
    }

    /// <summary>An empty movable zone has watermarks of 32 pages (<c>SWAP_CLUSTER_MAX</c>).</summary>
    [Fact]
    public void A_zone_without_memory_has_watermarks_nevertheless()
    {
        string empty = Zone(1, "Movable", free: 0, managed: 0);
        _files["zoneinfo"] += empty.Replace("520", "32").Replace("650", "32");
        Assert.NotNull(Read().Zones);
    }

    private static string Zone(int node, string name, long free, long managed) =>
        $"Node {node}, zone {name, 8}\n  pages free {free}\n        boost    0\n"
        + "        min      520\n        low      650\n        high     780\n"
        + $"        managed  {managed}\n      nr_free_cma  0\n";

    private MemoryFacts Read(Architecture architecture = Architecture.X86_64) =>
        new MemoryFactsReader(n => _files.GetValueOrDefault(n), n => n).Read(architecture);
}
