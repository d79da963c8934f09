using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>What a host's owner is told to change, and whether that helps.</summary>
public class HostRowsTests
{
    private const string Config = "boot/config-" + FakeHost.Release;

    /// <summary>
    /// A kernel as x86 distributions build it, without an area and with zeroed pages.
    /// </summary>
    private const string Stock =
        "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\nCONFIG_CMA=y\nCONFIG_DMA_CMA=y\n"
        + "CONFIG_CMA_ALIGNMENT=8\nCONFIG_CMA_SIZE_MBYTES=0\nCONFIG_INIT_ON_ALLOC_DEFAULT_ON=y\n";

    private static FakeHost Bare(string config = Stock) =>
        new FakeHost()
            .Set(
                "proc/meminfo",
                "MemTotal: 8000000 kB\nMemFree: 7000000 kB\nCmaTotal: 0 kB\nCmaFree: 0 kB\n"
            )
            .Set("proc/cmdline", "root=/dev/vda1 ro quiet\n")
            .Set(Config, config);

    [Fact]
    public async Task A_stock_host_is_led_to_a_row_that_boots_and_saves()
    {
        JsonObject json = await Answer(Bare());
        string[] names = Names(json);
        Assert.Equal("as it is", names[0]);
        Assert.StartsWith("+ cma=", names[1]);
        Assert.Equal("+ 7.3", names[^1]);
        Assert.All(names, n => Assert.InRange(n.Length, 1, 13));
        JsonNode last = json["scenarios"]!.AsArray()[^1]!;
        Assert.Equal(1, last["boot_outcome"]!["ok"]!.GetValue<double>());
        Assert.True(Cli.Median(last, "saved_ms") > 1);
        string next = json["next"]!["words"]!.GetValue<string>();
        Assert.Contains("boot with cma=", next);
        Assert.Equal(Names(json).Contains("+ order 9"), next.StartsWith("all of this or nothing"));
        Assert.Contains("run kernel 7.3 or later", next);
        Assert.Contains(
            "verything up to + 7.3 together boots and saves",
            json["verdict"]!.GetValue<string>()
        );
    }

    [Fact]
    public async Task What_next_says_asked_for_as_options_is_the_row_it_leads_to()
    {
        JsonObject rows = await Answer(Bare());
        JsonNode last = rows["scenarios"]!.AsArray()[^1]!;
        string area = Names(rows)[1]["+ cma=".Length..] + "iB";
        JsonObject asked = await Answer(
            Bare(),
            "--cma",
            area,
            "--kernel-version",
            "7.3",
            "--cma-alignment",
            Names(rows).Contains("+ order 9") ? "9" : "8"
        );
        Assert.Equal("as asked", Names(asked)[0]);
        Assert.Equal(1, asked["boot_outcome"]!["ok"]!.GetValue<double>());
        Assert.Equal(Cli.Median(last, "saved_ms"), Cli.Median(asked, "saved_ms"), 0.1);
    }

    [Fact]
    public async Task A_kernel_without_CMA_is_to_be_built_anew_and_not_to_be_booted_with_an_area()
    {
        FakeHost host = Bare(
            "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\n# CONFIG_CMA is not set\n"
                + "CONFIG_INIT_ON_ALLOC_DEFAULT_ON=y\n"
        );
        JsonObject json = await Answer(host);
        Assert.Equal(["as it is"], Names(json));
        string next = json["next"]!["words"]!.GetValue<string>();
        Assert.Contains("must be rebuilt with CONFIG_CMA=y, CONFIG_DMA_CMA=y", next);
        string command = json["next"]!["command"]!.GetValue<string>();
        Assert.Contains(" --cma ", command);

        // Followed, it ends in a row that boots and saves, and says what it takes.
        string[] words = command.Split(' ');
        JsonObject rebuilt = await Answer(host, [.. words[(Array.IndexOf(words, "--seed") + 2)..]]);
        Assert.Equal(1, rebuilt["boot_outcome"]!["ok"]!.GetValue<double>());
        Assert.True(Cli.Median(rebuilt, "saved_ms") > 1);
        Assert.Contains(
            rebuilt["assumptions"]!.AsArray(),
            a => a!.GetValue<string>().Contains("cma= does nothing there until it is rebuilt")
        );
    }

    [Fact]
    public async Task Where_KHO_is_on_a_release_alone_saves_the_hash()
    {
        FakeHost host = Bare(
            Stock + "CONFIG_KEXEC_HANDOVER=y\nCONFIG_KEXEC_HANDOVER_ENABLE_DEFAULT=y\n"
        );
        JsonObject json = await Answer(host, "--kho-scratch", "512MiB");
        Assert.Equal("+ 7.3", Names(json)[^1]);
        Assert.DoesNotContain(Names(json), n => n.Contains("cma"));
        Assert.True(Cli.Median(json["scenarios"]!.AsArray()[^1]!, "saved_ms") > 1);
        Assert.Equal("run kernel 7.3 or later", json["next"]!["words"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_kernel_before_placement_needs_a_release_first()
    {
        FakeHost host = Bare().Set("proc/sys/kernel/osrelease", "6.12.9\n");
        host.Set("boot/config-6.12.9", Stock);
        JsonObject json = await Answer(host);
        Assert.Equal("+ 7.3", Names(json)[1]);
        Assert.StartsWith("+ cma=", Names(json)[2]);
    }

    [Fact]
    public async Task A_tool_that_takes_the_classic_call_is_told_to_take_the_other()
    {
        FakeHost host = Bare().Set("kexec-version", "kexec-tools 2.0.25\n");
        Assert.Equal("+ kexec -s", Names(await Answer(host))[1]);
    }

    [Fact]
    public async Task A_kernel_without_kexec_file_load_is_not_told_to_use_it()
    {
        FakeHost host = Bare(Stock.Replace("CONFIG_KEXEC_FILE=y\n", ""));
        JsonObject json = await Answer(host);
        Assert.Equal(["as it is"], Names(json));
        Assert.Contains("CONFIG_KEXEC_FILE=y", json["next"]!["words"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("sensitivity")]
    [InlineData("answer", "break-even", "--of", "hot_phase")]
    public async Task Questions_on_what_is_saved_are_answered_for_the_best_row(
        params string[] question
    )
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "h.tar"), Bare().Tar());
        JsonObject json = await Cli.Json([
            .. question,
            "--host",
            Path.Combine(folder.Path, "h.tar"),
            "--replications",
            "16",
        ]);
        Assert.Contains(
            json["assumptions"]!.AsArray(),
            a => a!.GetValue<string>().StartsWith("answered: for the host + cma=")
        );
        Assert.DoesNotContain("nothing", json["verdict"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_next_of_a_host_begins_with_what_there_is()
    {
        using var folder = new TempFolder();
        string tar = Path.Combine(folder.Path, "h.tar");
        File.WriteAllBytes(tar, Bare().Tar());
        JsonObject json = await Cli.Json(
            "answer",
            "what-next",
            "--host",
            tar,
            "--replications",
            "16"
        );
        JsonArray steps = json["steps"]!.AsArray();
        Assert.StartsWith("+ cma=", steps[0]!["name"]!.GetValue<string>());
        Assert.True(Cli.Median(steps[^1]!, "saved_ms") > 1);
        Assert.StartsWith("With what there is", json["verdict"]!.GetValue<string>());
        Assert.DoesNotContain(
            json["alone"]!.AsArray(),
            o => o!["overlay"]!.GetValue<string>() == "skip-digest"
        );
    }

    private static string[] Names(JsonObject json) =>
        [.. json["scenarios"]!.AsArray().Select(s => s!["name"]!.GetValue<string>())];

    private static async Task<JsonObject> Answer(FakeHost host, params string[] more)
    {
        using var folder = new TempFolder();
        string tar = Path.Combine(folder.Path, "host.tar");
        File.WriteAllBytes(tar, host.Tar());
        return await Cli.Json(["answer", "--host", tar, "--replications", "64", .. more]);
    }
}
