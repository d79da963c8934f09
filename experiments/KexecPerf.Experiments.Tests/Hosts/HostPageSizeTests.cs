using System.Text;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>A host's page size, by its configuration or by how it counts its memory.</summary>
public class HostPageSizeTests
{
    /// <summary>A hundredth of 16 GiB is kept by nobody: managed pages are MemTotal.</summary>
    [Theory]
    [InlineData(4_194_304, Architecture.Arm64, "4 KiB")]
    [InlineData(4_150_000, Architecture.Arm64, "4 KiB")]
    [InlineData(1_048_576, Architecture.Arm64, "16 KiB")]
    [InlineData(262_144, Architecture.Arm64, "64 KiB")]
    [InlineData(4_194_304, Architecture.X86_64, "4 KiB")]
    public void Managed_pages_against_MemTotal_tell_the_size(
        long managed,
        Architecture architecture,
        string size
    )
    {
        Assert.Equal(size, Read(managed, architecture).PageSize?.ToString());
    }

    /// <summary>Between two sizes, of another architecture, or half a host.</summary>
    [Theory]
    [InlineData(524_288, Architecture.Arm64, "no other size of a page fits")]
    [InlineData(2_097_152, Architecture.X86_64, "8 GiB in pages of 4 KiB, MemTotal is 16 GiB")]
    [InlineData(262_144, Architecture.X86_64, "counted in pages of 64 KiB")]
    [InlineData(1_048_576, Architecture.X86_64, "x86_64 has 4 KiB")]
    public void Managed_pages_that_MemTotal_contradicts_are_refused(
        long managed,
        Architecture architecture,
        string reason
    )
    {
        var e = Assert.Throws<InputException>(() => Read(managed, architecture));
        Assert.Contains(reason, e.Line);
    }

    /// <summary>A node of sixteen that is missing.</summary>
    [Fact]
    public void A_few_managed_pages_that_are_missing_are_named()
    {
        string remark = Assert.Single(Read(3_932_160, Architecture.X86_64).Remarks);
        Assert.Contains("zoneinfo's managed pages are 15 GiB, MemTotal is 16 GiB", remark);
        Assert.Empty(Read(4_180_000, Architecture.X86_64).Remarks);
    }

    private static MemoryFacts Read(long managed, Architecture architecture)
    {
        var files = new Dictionary<string, string>
        {
            ["meminfo"] = "MemTotal: 16777216 kB\n",
            ["zoneinfo"] =
                $"Node 0, zone DMA\n managed {managed / 2}\nNode 1, zone Normal\n managed {managed / 2}\n",
        };
        var reader = new MemoryFactsReader(n => files.GetValueOrDefault(n), n => n);
        return reader.Read(architecture);
    }

    [Theory]
    [InlineData("CONFIG_ARM64_4K_PAGES=y", "4 KiB")]
    [InlineData("CONFIG_ARM64_16K_PAGES=y\nCONFIG_PAGE_SIZE_16KB=y", "16 KiB")]
    [InlineData("# CONFIG_ARM64_4K_PAGES is not set\nCONFIG_ARM64_64K_PAGES=y", "64 KiB")]
    [InlineData("CONFIG_PAGE_SIZE_64KB=y", "64 KiB")]
    [InlineData("CONFIG_KEXEC_FILE=y", null)]
    public void A_configuration_names_it(string config, string? size) =>
        Assert.Equal(size, Told(null, config)?.ToString());

    [Theory]
    [InlineData("6.12.0-55.9.1.el10_0.aarch64+64k", "64 KiB")]
    [InlineData("5.14.0-503.el9.aarch64+64k-debug", "64 KiB")]
    [InlineData("6.8.0-45-generic-64k", "64 KiB")]
    [InlineData("6.11.0-1007-nvidia-64k", "64 KiB")]
    [InlineData("6.4.0-150600.23-64kb", "64 KiB")]
    [InlineData("6.14.2-401.asahi.fc42.aarch64+16k", "16 KiB")]
    [InlineData("6.6.1-4K", "4 KiB")]
    [InlineData("6.12.63+deb13-arm64", null)]
    [InlineData("6.1.164-generic", null)]
    public void A_release_names_it(string release, string? size) =>
        Assert.Equal(size, Told(release, "")?.ToString());

    [Theory]
    [InlineData("6.8.0-45-generic-64k", "CONFIG_ARM64_4K_PAGES=y", null)]
    [InlineData("6.8.0-45-generic", "CONFIG_ARM64_4K_PAGES=y", "16")]
    [InlineData("6.12.0-1.aarch64+16k", "", "64")]
    [InlineData("6.12.0", "CONFIG_ARM64_16K_PAGES=y\nCONFIG_PAGE_SIZE_64KB=y", null)]
    public void Two_that_contradict_one_another_are_refused_and_named(
        string release,
        string config,
        string? counted
    )
    {
        var memory = new MemoryFacts
        {
            PageSize = counted is null ? null : PageSize.Parse(counted + "KiB"),
        };
        string line = Assert
            .Throws<InputException>(() =>
                KernelPages.Of(Architecture.Arm64, release, KernelConfig.Of(config), memory)
            )
            .Line;
        Assert.Matches("says pages of (4|16|64) KiB, .* says (4|16|64) KiB", line);
    }

    private static PageSize? Told(string? release, string config) =>
        KernelPages.Of(Architecture.Arm64, release, KernelConfig.Of(config), new MemoryFacts());

    /// <summary>
    /// 8 blocks of order 13, 4 GiB in all, in pages of 64 KiB; then the list and an area find
    /// memory.
    /// </summary>
    [Fact]
    public async Task Counts_in_64_KiB_pages_are_taken_as_such()
    {
        using TempFolder folder = Pages64K();
        Setting said = new(
            ScenarioKeys.MemoryFrom,
            folder.Path,
            InputPlace.Of("--memory-from"),
            ""
        );
        MemoryFacts facts = HostInput.ReadMemory(said, Architecture.Arm64);
        Assert.Equal(PageSize.Of64KiB, facts.PageSize);
        Assert.Equal([1, 7], facts.Zones!.Select(z => z.Others[13]));
        JsonObject json = await Cli.Json([.. Ask(folder), "--initrd", "256MiB", "--cma", "0MiB"]);
        Assert.Equal(1, json["boot_outcome"]!["ok"]!.GetValue<double>());
        Assert.Contains("memory: counted in pages of 64 KiB", Assumptions(json));
    }

    [Theory]
    [InlineData("64KiB", false)]
    [InlineData("4KiB", true)]
    public async Task Counts_in_other_pages_than_asked_for_are_left_out(string page, bool leftOut)
    {
        using TempFolder folder = Pages64K();
        JsonObject json = await Cli.Json([.. Ask(folder), "--page-size", page]);
        Assert.Equal(
            leftOut,
            Assumptions(json)
                .Contains("memory: free memory is counted in pages of 64 KiB: left out")
        );
        Assert.DoesNotContain("memory: counted in pages of 64 KiB", Assumptions(json));
    }

    /// <summary>Without MemTotal nothing in a folder tells them.</summary>
    [Fact]
    public async Task A_page_size_that_is_not_told_is_said_to_be_assumed()
    {
        using TempFolder folder = Pages64K();
        File.Delete(Path.Combine(folder.Path, "meminfo"));
        List<string> said = Assumptions(await Cli.Json(Ask(folder)));
        Assert.Contains("memory: size of a page not told: 4 KiB taken", said);
    }

    [Fact]
    public async Task A_folder_s_counts_in_other_pages_than_the_host_s_are_refused()
    {
        using TempFolder folder = Pages64K();
        FakeHost host = new FakeHost().Without("cpuinfo").Set("proc/sys/kernel/arch", "aarch64\n");
        string tar = folder.Write("x.tar", host.Tar());
        (int exit, _, string error) = await Cli.Run(
            "answer",
            "--host",
            tar,
            "--memory-from",
            folder.Path
        );
        Assert.Equal(2, exit);
        Assert.Contains("counted in pages of 64 KiB, and the host has 4 KiB", error);
    }

    /// <summary>A row of its blocks is broken, and MemTotal still tells the size.</summary>
    [Fact]
    public void A_host_whose_blocks_are_broken_still_tells_its_pages()
    {
        FakeHost host = new FakeHost()
            .Without("cpuinfo")
            .Without("pagetype")
            .Set("proc/sys/kernel/arch", "aarch64\n")
            .Set("proc/zoneinfo", "Node 0, zone Normal\n managed 125000\n")
            .Set("proc/buddyinfo", "Node 0, zone Normal 0 0\n 4\n");
        using var stream = new MemoryStream(host.Tar());
        HostFacts facts = HostFactsReader.Read(HostTar.Of(stream));
        Assert.Equal(PageSize.Of64KiB, facts.PageSize);
        Assert.Null(facts.Memory.Zones);
        Assert.Contains("/proc/buddyinfo:2:1", Assert.Single(facts.Memory.Missing));
    }

    /// <summary>cma=256M is 512 MiB there, as CmaTotal says.</summary>
    [Fact]
    public async Task A_host_with_64_KiB_pages_is_answered_for_in_such_pages()
    {
        FakeHost host = new FakeHost()
            .Without("cpuinfo")
            .Without("vmlinuz")
            .Without("proc/zone")
            .Without("proc/buddy")
            .Without("proc/page")
            .Set("proc/sys/kernel/arch", "aarch64\n")
            .Set("proc/meminfo", "MemTotal: 8000000 kB\nCmaTotal: 524288 kB\nCmaFree: 524288 kB\n")
            .Set(
                "boot/config-" + FakeHost.Release,
                "CONFIG_KEXEC_FILE=y\nCONFIG_DMA_CMA=y\nCONFIG_ARM64_64K_PAGES=y\n"
            );
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", host.Tar());
        JsonObject json = await Cli.Json("answer", "--host", tar, "--replications", "8");
        Assert.Equal(512L << 20, json["scenarios"]![0]!["cma_area_bytes"]!.GetValue<long>());
        Assert.Contains(Assumptions(json), a => a.Contains("pages of 64 KiB"));
        Assert.All(
            json["image"]!["segments"]!.AsArray(),
            s => Assert.Equal(0, s!["memsz_bytes"]!.GetValue<long>() % 65_536)
        );
    }

    private static TempFolder Pages64K()
    {
        var folder = new TempFolder();
        const string Orders = "0 0 0 0 0 0 0 0 0 0 0 0 0";
        Write("meminfo", "MemTotal: 16711680 kB\nMemFree: 4194304 kB\n");
        Write("buddyinfo", $"Node 0, zone DMA {Orders} 1\nNode 0, zone Normal {Orders} 7\n");
        Write(
            "zoneinfo",
            "Node 0, zone DMA\n low 150\n managed 48128\nNode 0, zone Normal\n low 700\n managed 212992\n"
        );
        return folder;

        void Write(string name, string text) => folder.Write(name, Encoding.ASCII.GetBytes(text));
    }

    private static string[] Ask(TempFolder folder) =>
        ["answer", "--machine", "arm64-class", "--replications", "8", "--memory-from", folder.Path];

    private static List<string> Assumptions(JsonObject json) =>
        [.. json["assumptions"]!.AsArray().Select(a => a!.GetValue<string>())];
}
