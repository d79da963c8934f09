using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary><c>answer --host</c> as users type it.</summary>
public class HostAnswerTests
{
    [Fact]
    public async Task A_complete_host_is_answered_for_with_no_fact_assumed()
    {
        JsonObject json = await Answer(new FakeHost());
        Assert.Equal("zen4-vm", json["machine"]!["name"]!.GetValue<string>());
        Assert.Equal(4, json["machine"]!["cpus"]!.GetValue<int>());
        Assert.Equal("7.2", json["kernel_version"]!.GetValue<string>());
        Assert.Equal(256L << 20, json["scenarios"]![0]!["cma_area_bytes"]!.GetValue<long>());

        // init_on_alloc is off there, and an area that is free now may hold what was in it before.
        Assert.Equal(1, json["boot_outcome"]!["uncertain"]!.GetValue<double>());
        Assert.Contains("--cma-dirty", json["boot_outcome"]!["reason"]!.GetValue<string>());
        JsonNode kernel = json["image"]!["segments"]!
            .AsArray()
            .Single(s => s!["name"]!.GetValue<string>() == "kernel")!;
        Assert.Equal(4L << 20, kernel["memsz_bytes"]!.GetValue<long>());
        List<string> host = Host(json);
        Assert.StartsWith(
            "host: found x86_64 (Some CPU, a guest), 16 MiB last-level cache, "
                + "1 virtio_blk, 1 virtio_net, 4 CPUs",
            host[0]
        );
        Assert.Equal(["host: times assumed as zen4-vm's"], host[1..]);
    }

    [Theory]
    [InlineData("sys/", "missing cache sizes: assumed 32 MiB")]
    [InlineData("proc/meminfo", "missing RAM: assumed 16 GiB")]
    [InlineData("proc/meminfo", "missing CmaTotal: assumed no CMA area")]
    [InlineData("boot/config", "missing kernel configuration: assumed CONFIG_KEXEC_FILE=y")]
    [InlineData("boot/config", "missing CONFIG_CMA_ALIGNMENT: assumed 8")]
    [InlineData("boot/vmlinuz", "missing kernel image: assumed Debian 7.2.13 amd64")]
    [InlineData("boot/initrd", "missing initrd: assumed 64 MiB")]
    [InlineData("osrelease", "missing kernel release: assumed 7.2")]
    [InlineData("proc/cpuinfo", "missing CPU model: times assumed as x86_64-class's")]
    public async Task What_is_missing_is_listed_with_what_is_assumed(string part, string remark) =>
        Assert.Contains("host: " + remark, Host(await Answer(new FakeHost().Without(part))));

    [Theory]
    [InlineData("", "2.0.25", "kexec_load(2) unless told -s or -a")]
    [InlineData("", "2.0.29", "kexec_file_load(2) first")]
    [InlineData("boot/config", "2.0.25", "kexec_load(2) unless told -s or -a")]
    public async Task The_version_of_kexec_tools_tells_the_system_call(
        string without,
        string version,
        string said
    )
    {
        FakeHost host = new FakeHost().Set("kexec-version", $"kexec-tools {version}\n");
        JsonObject json = await Answer(without.Length == 0 ? host : host.Without(without));
        Assert.Contains($"host: kexec-tools {version} loads with {said}", Host(json));
        Assert.Equal(
            version == "2.0.25",
            json["placement"]!["reason"]!.GetValue<string>().Contains("kexec_load(2)")
        );
    }

    [Theory]
    [InlineData("fpu")]
    [InlineData("fpu sme sev")]
    public async Task A_machine_with_SME_does_WBINVD_on_kexec(string flags)
    {
        FakeHost host = new FakeHost().Set(
            "proc/cpuinfo",
            FakeHost.Cpuinfo("AuthenticAMD", 23, 49, flags, 4)
        );
        JsonObject json = await Answer(host);
        JsonObject on = await Answer(host, "--set cache.incoherent=on");
        JsonObject off = await Answer(host, "--set cache.incoherent=off");
        Assert.Equal("amd-server-96c", json["machine"]!["name"]!.GetValue<string>());
        Assert.Equal(on["phases"]!.ToJsonString(), json["phases"]!.ToJsonString());
        Assert.NotEqual(off["phases"]!.ToJsonString(), json["phases"]!.ToJsonString());
        Assert.Contains("host: SME in CPUID, in use or not: WBINVD on kexec", Host(json));
    }

    [Fact]
    public async Task A_list_of_CPUs_that_is_none_is_told()
    {
        JsonObject json = await Answer(new FakeHost().Set("sys/devices/system/cpu/online", "3-1"));
        Assert.Equal(4, json["machine"]!["cpus"]!.GetValue<int>());
        Assert.Contains(
            "host: '3-1' is no list of CPUs online: those of /proc/cpuinfo counted",
            Host(json)
        );
    }

    [Fact]
    public async Task A_host_of_nothing_but_its_architecture_is_answered_for()
    {
        FakeHost host = new FakeHost()
            .Without("proc/c")
            .Without("proc/m")
            .Without("boot")
            .Without("sys/dev");
        JsonObject json = await Answer(host);
        Assert.Equal("x86_64-class", json["machine"]!["name"]!.GetValue<string>());
        Assert.Contains("host: missing state of init_on_alloc: assumed on", Host(json));
        Assert.Contains("host: missing state of KHO: assumed off", Host(json));
    }

    [Theory]
    [InlineData("9.4.1", "7.3", "is newer than 7.3, the newest known: assumed as 7.3")]
    [InlineData("3.10.0-1160.el7", "3.17", "is older than 3.17, the oldest known: assumed as 3.17")]
    [InlineData("7.2.0-rc3+", "7.2", null)]
    [InlineData("6.12-custom", "6.12", null)]
    [InlineData("5.99", "7.3", "is not known: assumed as 7.3")]
    public async Task The_running_release_stands_for_the_nearest_known(
        string release,
        string version,
        string? remark
    )
    {
        JsonObject json = await Answer(new FakeHost().Set("proc/sys/kernel/osrelease", release));
        Assert.Equal(version, json["kernel_version"]!.GetValue<string>());
        Assert.Equal(remark is not null, Host(json).Contains($"host: kernel {release} {remark}"));
    }

    [Fact]
    public async Task Options_go_over_facts_and_make_their_remarks_moot()
    {
        JsonObject json = await Answer(
            new FakeHost().Without("boot/"),
            "--cpus 2 --cma 0MiB --kernel 8MiB/16MiB --initrd none --machine x86_64-class --syscall file"
        );
        Assert.Equal(2, json["machine"]!["cpus"]!.GetValue<int>());
        Assert.Equal(0, json["scenarios"]![0]!["cma_area_bytes"]!.GetValue<long>());
        Assert.DoesNotContain(Host(json)[1..], r => r.Contains("image") || r.Contains("initrd"));
        Assert.DoesNotContain(
            Host(json)[1..],
            r => r.Contains("times") || r.Contains("KEXEC_FILE")
        );
    }

    [Fact]
    public async Task A_kernel_without_kexec_file_load_uses_the_classic_call_and_says_so()
    {
        FakeHost host = new FakeHost().Set("boot/config-" + FakeHost.Release, "CONFIG_KEXEC=y\n");
        JsonObject json = await Answer(host);
        Assert.Contains(Host(json), r => r.Contains("CONFIG_KEXEC_FILE is off"));
        Assert.Contains("classic", json["placement"]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_area_asked_for_on_a_host_without_CMA_has_an_alignment_that_is_assumed()
    {
        FakeHost host = new FakeHost()
            .Set("boot/config-" + FakeHost.Release, "CONFIG_KEXEC_FILE=y\n")
            .Set("proc/meminfo", "MemTotal: 8000000 kB\n");
        JsonObject json = await Answer(host, "--cma 256MiB");
        Assert.Contains("host: missing CONFIG_CMA_ALIGNMENT: assumed 8", Host(json));
    }

    [Fact]
    public async Task KHO_on_the_command_line_is_believed_where_the_kernel_has_it()
    {
        string config = "CONFIG_KEXEC_FILE=y\nCONFIG_DMA_CMA=y\nCONFIG_KEXEC_HANDOVER=";
        FakeHost host = new FakeHost().Set("proc/cmdline", "kho=on");
        JsonObject with = await Answer(host.Set("boot/config-" + FakeHost.Release, config + "y\n"));
        Assert.Contains("KHO", with["placement"]!["reason"]!.GetValue<string>());
        JsonObject without = await Answer(
            host.Set("boot/config-" + FakeHost.Release, config + "n\n")
        );
        Assert.DoesNotContain("KHO", without["placement"]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_used_area_is_dirty_and_large_areas_beside_the_default_do_not_count()
    {
        JsonObject json = await Answer(
            new FakeHost().Set(
                "proc/meminfo",
                "MemTotal: 8000000 kB\nCmaTotal: 1048576 kB\nCmaFree: 1000000 kB\n"
            )
        );
        Assert.Equal(256L << 20, json["scenarios"]![0]!["cma_area_bytes"]!.GetValue<long>());
        Assert.Contains(Host(json), r => r.Contains("the rest assumed movable"));
    }

    /// <summary>
    /// 2,048 pages are left of 65,536, no run longer than 700: less than any initrd.
    /// </summary>
    [Fact]
    public async Task An_area_that_drivers_hold_takes_no_image()
    {
        const string Sysfs = "sys/kernel/mm/cma/reserved/";
        const string Debugfs = "sys/kernel/debug/cma/reserved/";
        FakeHost host = new FakeHost()
            .Set(Sysfs + "total_pages", "65536\n")
            .Set(Sysfs + "available_pages", "2048\n")
            .Set(Debugfs + "count", "65536\n")
            .Set(Debugfs + "used", "63488\n")
            .Set(Debugfs + "maxchunk", "700\n");
        JsonObject json = await Answer(host);
        Assert.Equal(0, json["placement"]!["cma_success_probability"]!.GetValue<double>());
        Assert.Contains("of it held", json["placement"]!["reason"]!.GetValue<string>());
        Assert.Contains(Host(json), r => r.Contains("drivers hold 248 MiB of the area"));

        // Nobody holds a page of a new area beyond what they hold of this one.
        JsonObject larger = await Answer(host, "--cma 512MiB");
        Assert.Equal(1, larger["placement"]!["cma_success_probability"]!.GetValue<double>());
        JsonObject said = await Answer(host, "--set memory.cma_held=0");
        Assert.Equal(1, said["placement"]!["cma_success_probability"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_host_whose_only_areas_are_huge_pages_has_none_for_kexec()
    {
        FakeHost host = new FakeHost()
            .Set("proc/cmdline", "hugetlb_cma init_on_alloc=0\n")
            .Set("sys/kernel/mm/cma/hugetlb0/total_pages", "131072\n");
        JsonObject json = await Answer(host);
        Assert.Equal(0, json["scenarios"]![0]!["cma_area_bytes"]!.GetValue<long>());
        Assert.Contains("no CMA area that kexec takes (CmaTotal 512 MiB: hugetlb0)", Host(json)[0]);
    }

    /// <summary>
    /// Counts that contradict one another are left out and said; the mix is kept.
    /// </summary>
    [Fact]
    public async Task A_host_s_counts_that_contradict_one_another_are_left_out_and_said()
    {
        JsonObject json = await Answer(
            new FakeHost().Set("proc/buddyinfo", "Node 0, zone Normal 5 0 0 0 0 0 0 0 0 0 9\n")
        );
        Assert.Contains(
            Host(json),
            r => r.Contains("missing counts of free memory (/proc/") && r.Contains("DMA32")
        );
    }

    [Fact]
    public async Task Files_of_two_kernels_in_one_tar_are_refused()
    {
        FakeHost host = new FakeHost()
            .Without("cpuinfo")
            .Set("proc/sys/kernel/arch", "aarch64\n")
            .Set("proc/sys/kernel/osrelease", "6.12.0-9.aarch64+64k\n");
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", host.Tar());
        (int exit, _, string error) = await Cli.Run("answer", "--host", tar);
        Assert.Equal(2, exit);
        Assert.StartsWith(
            $"error: {tar}: the release 6.12.0-9.aarch64+64k says pages of 64 KiB, MemTotal over "
                + "zoneinfo's managed pages says 4 KiB",
            error
        );
    }

    [Fact]
    public async Task The_text_says_what_was_found_and_what_is_assumed()
    {
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", new FakeHost().Without("boot/initrd").Tar());
        string text = await Cli.Text("answer", "--host", tar, "--replications", "8");
        string joined = text.Replace("\n  ", " ");
        Assert.Contains("Host: found x86_64", joined);
        Assert.Contains("missing initrd: assumed 64 MiB", joined);
    }

    [Fact]
    public async Task A_machine_of_another_architecture_contradicts_the_host()
    {
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", new FakeHost().Tar());
        (int exit, string output, string error) = await Cli.Run(
            "answer",
            "--host",
            tar,
            "--machine",
            "arm64-128c"
        );
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("error: --machine: arm64-128c is arm64, but the host is x86_64", error);
    }

    [Fact]
    public async Task A_bad_tar_is_one_line_that_names_it_and_writes_nothing()
    {
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", new FakeHost().Tar()[..1000]);
        (int exit, string output, string error) = await Cli.Run(
            "answer",
            "--host",
            tar,
            "--output",
            Path.Combine(folder.Path, "out")
        );
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith($"error: {tar}: truncated tar", error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Equal([tar], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Two_hosts_are_compared_each_with_its_own_remarks()
    {
        using var folder = new TempFolder();
        string a = folder.Write("a.tar", new FakeHost().Tar());
        string b = folder.Write("b.tar", new FakeHost().Without("boot/initrd").Tar());
        string line = $"compare --host {a} --vs --host {b} --replications 8";
        JsonObject json = await Cli.Json(line.Split(' '));
        Assert.Contains(
            "host of b: missing initrd: assumed 64 MiB",
            json["assumptions"]!.AsArray().Select(x => x!.GetValue<string>())
        );
    }

    private static async Task<JsonObject> Answer(FakeHost host, string options = "")
    {
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", host.Tar());
        string[] more = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return await Cli.Json(["answer", "--host", tar, "--replications", "8", .. more]);
    }

    private static List<string> Host(JsonObject json) =>
        [
            .. json["assumptions"]!
                .AsArray()
                .Select(x => x!.GetValue<string>())
                .Where(x => x.StartsWith("host: ")),
        ];
}
