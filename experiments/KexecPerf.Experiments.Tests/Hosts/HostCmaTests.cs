using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>Which area of a host is kexec's, how large it is, and who holds it.</summary>
public class HostCmaTests
{
    private const string Sysfs = "sys/kernel/mm/cma/";
    private const string Debugfs = "sys/kernel/debug/cma/";
    private const string Config = "boot/config-" + FakeHost.Release;

    /// <summary>48 MiB of CmaTotal's 512; no area on the command line.</summary>
    private readonly FakeHost _host = new FakeHost()
        .Set("proc/cmdline", "ro quiet\n")
        .Set(Config, "CONFIG_KEXEC_FILE=y\nCONFIG_DMA_CMA=y\nCONFIG_CMA_SIZE_MBYTES=48\n");

    [Fact]
    public void Where_nothing_else_tells_it_is_as_configured() => Assert.Equal(48, MiB(Cma().Area));

    [Theory]
    [InlineData("cma=96M", 96, "")]
    [InlineData("cma=0", 0, "cma= on the command line asks for no area, CmaTotal is 512 MiB")]
    [InlineData("cma=1G", 512, "asks for 1 GiB, boot reserved 512 MiB")]
    public void The_command_line_goes_before_the_configuration(string line, int area, string said)
    {
        _host.Set("proc/cmdline", line);
        Assert.Equal(area, MiB(Cma().Area));
        Assert.Contains(said, Said());
        Assert.Equal(said.Length > 0, Said().Length > 0);
    }

    [Theory]
    [InlineData("CONFIG_CMA_SIZE_MBYTES=0", 0)]
    [InlineData(
        "CONFIG_CMA_SIZE_MBYTES=40\nCONFIG_CMA_SIZE_PERCENTAGE=1\nCONFIG_CMA_SIZE_SEL_MIN=y",
        40
    )]
    [InlineData(
        "CONFIG_CMA_SIZE_MBYTES=40\nCONFIG_CMA_SIZE_PERCENTAGE=1\nCONFIG_CMA_SIZE_SEL_MAX=y",
        80
    )]
    [InlineData(
        "CONFIG_CMA_SIZE_MBYTES=100\nCONFIG_CMA_SIZE_PERCENTAGE=1\nCONFIG_CMA_SIZE_SEL_MIN=y",
        80
    )]
    [InlineData("CONFIG_CMA_SIZE_PERCENTAGE=1\nCONFIG_CMA_SIZE_SEL_PERCENTAGE=y", 80)]
    public void So_is_a_share_of_RAM_and_a_configured_none_is_none(string config, int area)
    {
        _host.Set(Config, "CONFIG_DMA_CMA=y\n" + config + "\n");
        Assert.Equal(area, MiB(Cma().Area));
        Assert.Equal(area == 0, Said().Contains("CONFIG_CMA_SIZE_MBYTES asks for no area"));
    }

    [Theory]
    [InlineData("hugetlb0")]
    [InlineData("hugetlb0 hugetlb1 pernuma0 pernuma1")]
    [InlineData("numa0 numa1")]
    [InlineData("multimedia@78000000")]
    public void Areas_of_huge_pages_nodes_and_devices_are_not_kexec_s(string names)
    {
        foreach (string name in names.Split(' '))
        {
            List(name, 65_536, available: 65_000);
        }

        _host.Set(Config, "CONFIG_DMA_CMA=y\nCONFIG_CMA_SIZE_MBYTES=0\n");
        HostCma cma = Cma();
        Assert.Equal(0, MiB(cma.Area));
        Assert.Contains(names.Replace(" ", ", "), cma.Found);
        Assert.Null(cma.HeldAt);
    }

    [Theory]
    [InlineData("reserved")]
    [InlineData("linux,cma")]
    [InlineData("linux,cma@60000000")]
    [InlineData("default_cma_region")]
    public void The_default_area_is_found_by_its_name_among_others(string name)
    {
        List("hugetlb0", 65_536, available: 65_536);
        List(name, 12_288, available: 12_288);
        List("numa0", 4_096, available: 4_096);
        Assert.Equal(48, MiB(Cma().Area));
        Assert.Empty(Said());
    }

    [Fact]
    public void A_device_tree_tells_its_default_by_a_property_whatever_its_name()
    {
        List("video", 4_096, available: 4_096);
        List("pool-a", 20_480, available: 20_480);
        _host.Set("proc/device-tree/reserved-memory/pool-a/linux,cma-default", "");
        Assert.Equal(80, MiB(Cma().Area));
        Assert.Empty(Said());
    }

    /// <summary>Only by its size in CmaTotal, then: the configuration's is not reserved.</summary>
    [Fact]
    public void Where_it_is_not_listed_the_configured_size_does_not_stand_for_it()
    {
        _host.Set("proc/device-tree/reserved-memory/x/linux,cma-default", "");
        Assert.Equal(512, MiB(Cma().Area));
    }

    [Fact]
    public void An_area_unlike_the_one_asked_for_is_named()
    {
        List("reserved", 16_384, available: 16_384);
        Assert.Equal(64, MiB(Cma().Area));
        Assert.Contains("the default area has 64 MiB, CONFIG_CMA_SIZE_MBYTES asks for 48", Said());
    }

    [Fact]
    public void One_asked_for_and_not_there_is_named()
    {
        List("hugetlb0", 65_536, available: 65_536);
        Assert.Equal(0, MiB(Cma().Area));
        Assert.Contains("asks for 48 MiB, but no area is kexec's", Said());
    }

    /// <summary>By any of the places that tell how many; of 12,288 pages 4,000 are held.</summary>
    [Theory]
    [InlineData(Sysfs + "reserved/available_pages=8288")]
    [InlineData(Debugfs + "reserved/used=4000")]
    [InlineData(Debugfs + "cma-reserved/count=12288 " + Debugfs + "cma-reserved/used=4000")]
    [InlineData(
        Sysfs + "reserved/alloc_pages_success=9000 " + Sysfs + "reserved/release_pages_success=5000"
    )]
    public void What_drivers_hold_is_taken_off_the_area(string files)
    {
        _host.Set(Sysfs + "reserved/total_pages", "12288\n");
        Set(files);
        Assert.Equal([new PageRange(0, 4_000)], Cma().HeldAt);
        Assert.Contains("drivers hold 15.63 MiB of the area, which nothing moves", Said());
    }

    [Fact]
    public void The_longest_run_bounds_what_fits()
    {
        List("reserved", 12_288, available: 8_288);
        Set(
            $"{Debugfs}reserved/count=12288 {Debugfs}reserved/used=4000 {Debugfs}reserved/maxchunk=3000"
        );
        IReadOnlyList<PageRange> held = Cma().HeldAt!;
        Assert.Equal(4_000, held.Sum(r => r.Pages));
        Assert.Equal(3_000, Gaps(held, 12_288).Max());
        Assert.Contains("the longest free run is 11.72 MiB of 32.38 MiB", Said());
    }

    /// <summary>Two pages a bit: bits 0 to 31 and 33 set, so pages 0 to 63, 66 and 67.</summary>
    [Theory]
    [InlineData("bitmap")]
    [InlineData("ranges/0/bitmap")]
    public void A_bitmap_tells_where(string file)
    {
        List("reserved", 12_288, available: 12_222);
        string words = "4294967295 2 " + string.Concat(Enumerable.Repeat("0 ", 190));
        _host
            .Set(Debugfs + "reserved/order_per_bit", "1\n")
            .Set(Debugfs + "reserved/" + file, words);
        Assert.Equal([new PageRange(0, 64), new PageRange(66, 2)], Cma().HeldAt);
    }

    [Theory]
    [InlineData("4294967295 2")]
    [InlineData("0xff 2 0")]
    [InlineData("")]
    public void One_that_is_cut_or_malformed_is_not_used(string bitmap)
    {
        List("reserved", 12_288, available: 12_000);
        _host.Set(Debugfs + "reserved/bitmap", bitmap);
        Assert.Equal([new PageRange(0, 288)], Cma().HeldAt);
    }

    /// <summary>
    /// Every second page is held: the 64 largest runs are kept, the rest counts as held.
    /// </summary>
    [Fact]
    public void A_bitmap_of_many_holes_keeps_the_largest()
    {
        List("reserved", 12_288, available: 6_144);
        string words = string.Concat(Enumerable.Repeat($"{0xAAAA_AAAA} ", 384));
        _host.Set(Debugfs + "reserved/bitmap", words);
        Assert.InRange(Cma().HeldAt!.Count, 64, 65);
        Assert.Equal(12_288 - 64, Cma().HeldAt!.Sum(r => r.Pages));
    }

    [Theory]
    [InlineData("99999")]
    [InlineData("-3")]
    [InlineData("many")]
    public void Held_pages_that_cannot_be_are_not_known(string used)
    {
        _host.Set(Sysfs + "reserved/total_pages", "12288").Set(Debugfs + "reserved/used", used);
        Assert.Null(Cma().HeldAt);
    }

    /// <summary>An area's pages are of no size then: no figure rests on them.</summary>
    [Fact]
    public void Where_the_size_of_a_page_is_not_known_no_page_is_held()
    {
        _host.Without("cpuinfo").Without("zoneinfo").Set("proc/sys/kernel/arch", "aarch64\n");
        List("reserved", 12_288, available: 100);
        Assert.Null(Cma().HeldAt);
        Assert.Equal(48, MiB(Cma().Area));
    }

    /// <summary>Of 512 MiB drivers hold 16 in one area and 96 in the other; 300 are free.</summary>
    [Fact]
    public void What_is_neither_free_nor_held_is_movable()
    {
        List("reserved", 12_288, available: 8_192);
        List("hugetlb0", 118_784, available: 94_208);
        _host.Set(
            "proc/meminfo",
            "MemTotal: 8000000 kB\nMemFree: 7000000 kB\nCmaTotal: 524288 kB\nCmaFree: 307200 kB\n"
        );
        Assert.Equal(0.25, Cma().Occupancy!.Value, 9);
    }

    [Theory]
    [InlineData("cma: Reserved 64 MiB at 0x00000000fc000000 on node -1", 64)]
    [InlineData("[    0.000000] cma: Reserved 64 MiB at 0x00000000fc000000", 64)]
    [InlineData(
        "cma: Reserved 1024 MiB at 0x1 on node 0\nhugetlb_cma: reserved 1024 MiB on node 0\n"
            + "cma: Reserved 32 MiB at 0x2 on node -1\ncma: Reserved 16 MiB at 0x3 on node 0",
        32
    )]
    [InlineData(
        "cma: Reserved 1024 MiB in 2 ranges\nhugetlb_cma: reserved 1024 MiB on node 0",
        null
    )]
    [InlineData("cma: Failed to reserve 512 MiB on node -1\r\n", 0)]
    [InlineData("hugetlb_cma: reserve 2048 MiB, up to 1024 MiB per node", null)]
    [InlineData("cma: Reserved lots of memory", null)]
    [InlineData("", null)]
    public void Boot_s_messages_tell_the_default_area(string log, int? area) =>
        Assert.Equal(area, CmaLog.DefaultArea(log)?.Bytes >> 20);

    [Theory]
    [InlineData("cma: Reserved 32 MiB at 0x2 on node -1", 32, "boot reserved 32 MiB")]
    [InlineData("cma: Failed to reserve 48 MiB", 0, "boot reserved 0 B")]
    public void A_log_goes_before_what_was_asked_for(string log, int area, string said)
    {
        _host.Set("dmesg-cma", log);
        Assert.Equal(area, MiB(Cma().Area));
        Assert.Contains(said, Said());
    }

    private void List(string area, long pages, long available) =>
        _host
            .Set($"{Sysfs}{area}/total_pages", $"{pages}\n")
            .Set($"{Sysfs}{area}/available_pages", $"{available}\n");

    private void Set(string files)
    {
        foreach (string file in files.Split(' '))
        {
            string[] parts = file.Split('=');
            _host.Set(parts[0], parts[1] + "\n");
        }
    }

    private static IEnumerable<long> Gaps(IReadOnlyList<PageRange> held, long pages) =>
        held.Zip(held.Skip(1).Append(new PageRange(pages, 0)), (a, b) => b.Start - a.End);

    private static long MiB(ByteSize size) => size.Bytes >> 20;

    private HostCma Cma()
    {
        using var stream = new MemoryStream(_host.Tar());
        HostFacts facts = HostFactsReader.Read(HostTar.Of(stream));
        return HostCma.Of(facts, facts.Ram!.Value);
    }

    private string Said() => string.Join("; ", Cma().Remarks.Select(r => r.Text));
}
