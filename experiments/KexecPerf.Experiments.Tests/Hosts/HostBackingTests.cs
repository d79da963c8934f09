using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>Whether a guest's host takes free memory back, and how arm64 maps it.</summary>
public class HostBackingTests
{
    private const string Device = "sys/bus/virtio/devices/virtio0/";

    [Theory]
    [InlineData("0x0005", "01100101000", HostBacking.Pages4KiB)]
    [InlineData("0x0005", "01100001000", HostBacking.All)]
    [InlineData("0x0005", "01100", HostBacking.All)]
    [InlineData("0x0002", "01100101000", HostBacking.All)]
    public void A_balloon_that_reports_free_pages_leaves_them_unbacked(
        string device,
        string features,
        HostBacking backing
    )
    {
        using var folder = new TempFolder();
        new FakeHost()
            .Set(Device + "device", device + "\n")
            .Set(Device + "features", features + "\n")
            .In(folder);
        var draft = HostDefaults.From(HostFactsReader.Read(new HostFolder(folder.Path)));
        Assert.Equal(backing, draft.Backing);
        Assert.Equal(
            backing != HostBacking.All,
            draft.Remarks.Any(r => r.Text.Contains("4KiB assumed"))
        );
    }

    [Fact]
    public void Without_a_balloon_all_is_backed()
    {
        using var folder = new TempFolder();
        new FakeHost().In(folder);
        Assert.Equal(
            HostBacking.All,
            HostDefaults.From(HostFactsReader.Read(new HostFolder(folder.Path))).Backing
        );
    }

    [Theory]
    [InlineData("6.12.1", "", "CONFIG_RODATA_FULL_DEFAULT_ENABLED=y", true)]
    [InlineData("6.12.1", "", "CONFIG_KEXEC=y", false)]
    [InlineData("6.12.1", "rodata=on", "CONFIG_RODATA_FULL_DEFAULT_ENABLED=y", false)]
    [InlineData("6.12.1", "rodata=full", "CONFIG_KEXEC=y", true)]
    [InlineData("7.2.1", "", "CONFIG_KEXEC=y", true)]
    [InlineData("7.2.1", "rodata=on", "CONFIG_KEXEC=y", true)]
    [InlineData("7.2.1", "rodata=noalias", "CONFIG_KEXEC=y", false)]
    [InlineData("7.2.1", "rodata=off", "CONFIG_KEXEC=y", false)]
    public void An_arm64_host_tells_whether_its_linear_map_is_in_pages(
        string release,
        string parameters,
        string config,
        bool pages
    )
    {
        var facts = new HostFacts
        {
            Architecture = Architecture.Arm64,
            Release = release,
            CommandLine = new KernelCommandLine(parameters),
            Config = KernelConfig.Of(config),
        };
        ScenarioDraft draft = HostDefaults.From(facts);
        Assert.Equal(pages, draft.PageGranular);
        Assert.Equal(pages, draft.Build().Scenario.Kernel.CopiesLinearMap);
    }
}
