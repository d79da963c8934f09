using System.Text.Json.Nodes;
using KexecPerf.Answers.Hosts;
using KexecPerf.Experiments.Tests.Schemas;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>
/// Whether a host's last reboot was a kexec, how long it took, and what the model says.
/// </summary>
public class LastRebootTests
{
    private const string Kexec = "proc/sys/kernel/bootloader_type";

    [Theory]
    [InlineData("208\n", true)] // 0xD0
    [InlineData("211\n", true)] // 0xD3
    [InlineData("114\n", false)] // GRUB
    [InlineData("33\n", false)] // EFI stub
    [InlineData("255\n", false)] // said to be unknown by what loaded it
    [InlineData("288\n", false)] // an extended number
    [InlineData("3328\n", false)] // 0xD00, another extended one
    [InlineData("0\n", null)]
    [InlineData("-1\n", null)]
    [InlineData("kexec\n", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999\n", null)]
    public void On_x86_the_loader_s_type_tells_it(string type, bool? kexec) =>
        Assert.Equal(kexec, Read(Host().Set(Kexec, type)).WasKexec);

    [Fact]
    public void The_loader_s_type_goes_before_a_journal_of_another_boot() =>
        Assert.False(
            Read(Host().Set(Kexec, "114\n").Set("boots", "PreviousTarget kexec\n")).WasKexec
        );

    [Theory]
    [InlineData("booted-from-kexec", "yes\n", true)]
    [InlineData("booted-from-kexec", "no\n", null)]
    [InlineData("boots", "KexecsCount 2\n", true)]
    [InlineData("boots", "KexecsCount 0\n", null)]
    [InlineData("boots", "PreviousShutdownLateFinishTimestamp 1700000000000000\n", true)]
    [InlineData("boots", "PreviousShutdownStartTimestamp 1700000000000000\n", null)]
    [InlineData("boots", "PreviousTarget kexec\nPreviousTarget reboot\n", true)]
    [InlineData("boots", "PreviousTarget reboot\n", false)]
    [InlineData("boots", "PreviousTarget halt\n", false)]
    [InlineData("boots", "PreviousTarget rescue\n", null)]
    [InlineData("boots", "FirmwareTimestampMonotonic 0\nLoaderTimestampMonotonic 0\n", null)]
    public void Elsewhere_the_device_tree_systemd_or_the_journal_does(
        string file,
        string text,
        bool? kexec
    ) => Assert.Equal(kexec, Read(Host().Set(file, text)).WasKexec);

    [Fact]
    public void A_device_tree_of_the_system_itself_tells_it_by_its_property()
    {
        using var folder = new TempFolder();
        FakeHost host = new FakeHost().Set(
            "sys/firmware/fdt",
            "\0\0chosen\0linux,booted-from-kexec\0"
        );
        Assert.True(LastRebootReader.Read(host.In(folder)).WasKexec);
    }

    /// <summary>6.5 s from systemd's last act, 4.6 s of them the new kernel's.</summary>
    [Fact]
    public void Systemd_s_last_stamp_goes_before_the_journal_s_last_line()
    {
        LastReboot reboot = Read(CollectedHosts.TwoNodeXeon());
        Assert.True(reboot.FromSystemCall);
        Assert.Equal(SimTime.FromMilliseconds(6_500), reboot.Whole);
        Assert.Equal(SimTime.FromMilliseconds(4_600), reboot.Kernel);
    }

    [Theory]
    [InlineData("UserspaceTimestamp 5000000\nUserspaceTimestampMonotonic 2000000\n", null, 2_000)]
    [InlineData(
        "UserspaceTimestamp 5000000\nUserspaceTimestampMonotonic 2000000\nSoftRebootsCount 1\n",
        null,
        null
    )]
    [InlineData(
        "UserspaceTimestamp 5000000\nUserspaceTimestampMonotonic 2000000\nPreviousJournalEnd 1.5\n",
        3_500,
        2_000
    )]
    [InlineData(
        "UserspaceTimestamp 5000000\nUserspaceTimestampMonotonic 2000000\nPreviousJournalEnd 4.5\n",
        null,
        2_000
    )]
    [InlineData(
        "UserspaceTimestamp 5000000\nUserspaceTimestampMonotonic 2000000\nPreviousJournalEnd 9\n",
        null,
        2_000
    )]
    [InlineData(
        "UserspaceTimestamp 9000000000\nUserspaceTimestampMonotonic 2000000\nPreviousJournalEnd 1\n",
        null,
        2_000
    )]
    [InlineData(
        "UserspaceTimestamp x\nUserspaceTimestampMonotonic -3\nPreviousJournalEnd 1e9\n",
        null,
        null
    )]
    [InlineData("PreviousJournalEnd 99999999999999999999999999999999999999\n", null, null)]
    [InlineData("InitRDTimestampMonotonic 0\nUserspaceTimestampMonotonic 7\n", null, 0)]
    public void Times_that_cannot_be_are_none(string boots, int? whole, int? kernel)
    {
        LastReboot reboot = Read(Host().Set("boots", boots));
        Assert.Equal(whole, reboot.Whole is { } w ? (int)w.TotalMilliseconds : null);
        Assert.Equal(kernel, reboot.Kernel is { } k ? (int)k.TotalMilliseconds : null);
    }

    [Fact]
    public async Task The_answer_holds_the_downtime_against_the_model_and_says_from_what_to_what()
    {
        JsonObject json = await Answer(CollectedHosts.TwoNodeXeon());
        JsonNode last = json["last_reboot"]!;
        Assert.Equal(6_500, last["measured_ms"]!.GetValue<double>());
        Assert.Equal("downtime", last["compared"]!.GetValue<string>());
        double median = last["model_ms"]!["median"]!.GetValue<double>();
        Assert.InRange(
            median,
            last["model_ms"]!["low"]!.GetValue<double>(),
            last["model_ms"]!["high"]!.GetValue<double>()
        );
        await SchemaFit.Holds("answer", json.ToJsonString());
        Assert.Matches(
            @"Last reboot here: measured 6\.50 s, model [\d.]+ \[[\d.]+,[\d.]+\] \(downtime, from "
                + @"systemd's kexec to the first user space, by two clocks a second apart at most; a "
                + @"kexec, since its loader's type is 0xD0, kexec's\)\.",
            await Text(CollectedHosts.TwoNodeXeon())
        );
    }

    /// <summary>What else is asked of the host does not change what it did.</summary>
    [Fact]
    public async Task The_model_of_it_is_that_of_the_host_as_it_is()
    {
        JsonObject as_is = await Answer(CollectedHosts.TwoNodeXeon());
        JsonObject asked = await Answer(
            CollectedHosts.TwoNodeXeon(),
            "--initrd",
            "4GiB",
            "--cpus",
            "2"
        );
        Assert.Equal(as_is["last_reboot"]!.ToJsonString(), asked["last_reboot"]!.ToJsonString());
    }

    [Fact]
    public async Task A_journal_s_end_is_said_to_be_before_unmounting() =>
        Assert.Contains(
            "measured 7.50 s, model",
            await TextWith(
                CollectedHosts.Rhel9Arm64With64KPages(),
                "downtime and unmounting, from the journal's end"
            )
        );

    [Fact]
    public async Task Without_a_stamp_of_the_shutdown_early_boot_alone_is_compared()
    {
        CollectedHost host = CollectedHosts
            .TwoNodeXeon()
            .Set("boots", "InitRDTimestamp 1770000011000000\nInitRDTimestampMonotonic 4600000\n");
        JsonObject json = await Answer(host);
        Assert.Equal("early_boot", json["last_reboot"]!["compared"]!.GetValue<string>());
        Assert.Contains(
            "measured 4.60 s, model",
            await TextWith(host, "(early boot alone, from the kernel's time")
        );
    }

    [Fact]
    public async Task Another_reboot_is_said_not_to_have_been_one() =>
        await TextWith(
            CollectedHosts.Debian13Vm(),
            "Last reboot here was not a kexec: its loader's type is 0x72"
        );

    [Fact]
    public async Task Where_nothing_tells_it_that_is_said() =>
        await TextWith(
            CollectedHosts.GravitonGuest(),
            "Last reboot here: whether it was a kexec cannot be told (no type of loader, mark in"
        );

    [Fact]
    public async Task A_kexec_without_stamps_is_said_to_have_none() =>
        await TextWith(
            CollectedHosts.TwoNodeXeon().Set("boots", ""),
            "Last reboot here was a kexec, since its loader's type is 0xD0, kexec's; how long it took"
        );

    [Fact]
    public async Task Without_a_host_there_is_none()
    {
        JsonObject json = await Cli.Json("answer", "--replications", "8");
        Assert.False(json.ContainsKey("last_reboot"));
    }

    private static CollectedHost Host() => new CollectedHost().Set("machine", "x86_64\n");

    private static LastReboot Read(CollectedHost host)
    {
        using var stream = new MemoryStream(host.Tar());
        return LastRebootReader.Read(HostTar.Of(stream));
    }

    private static async Task<JsonObject> Answer(CollectedHost host, params string[] options)
    {
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", host.Tar());
        return await Cli.Json(["answer", "--host", tar, "--replications", "8", .. options]);
    }

    private static async Task<string> Text(CollectedHost host)
    {
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", host.Tar());
        return (await Cli.Text("answer", "--host", tar, "--replications", "8")).Replace(
            "\n  ",
            " "
        );
    }

    private static async Task<string> TextWith(CollectedHost host, string part)
    {
        string text = await Text(host);
        Assert.Contains(part, text);
        return text;
    }
}
