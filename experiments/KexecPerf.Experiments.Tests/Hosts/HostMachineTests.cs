using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>A host's own devices, frequency and IMA list as defaults of the scenario.</summary>
public class HostMachineTests
{
    [Fact]
    public void Counts_are_the_host_s_and_times_the_nearest_profile_s()
    {
        MachineProfile machine = Draft(CollectedHosts.TwoNodeXeon()).Machine;
        MachineProfile near = MachineProfiles.Get("intel-server");
        Assert.Equal(
            [("nvme", 8), ("nic", 2), ("rest", 1)],
            machine.Devices.Select(d => (d.Name, d.Count))
        );
        Assert.Equal(near.Devices.Select(d => d.Shutdown), machine.Devices.Select(d => d.Shutdown));
    }

    [Theory]
    [InlineData(
        "3 virtio - virtio_blk|2 virtio - virtio_scsi|1 virtio - virtio_net",
        "virtio-blk 5, virtio-net 1, rest 1"
    )]
    [InlineData("1 pci 10802 nvme|4 pci 20000 ena", "nvme 1, ena 4, rest 1")]
    [InlineData("2 pci 20700 mlx5_core|2 pci 20000 mlx5_core", "nic 4, rest 1")]
    [InlineData("6 pci 10802 vfio-pci|2 pci 20000 vfio-pci|1 pci 10802 -", "rest 1")]
    [InlineData("4 pci 20000 virtio-pci|1 pci 10601 ahci|1 pci 10400 megaraid_sas", "rest 1")]
    [InlineData("1 vmbus - hv_netvsc|2 vmbus - hv_storvsc", "virtio-blk 2, virtio-net 1, rest 1")]
    [InlineData("2 xen - vbd|1 xen - vif", "virtio-blk 2, virtio-net 1, rest 1")]
    [InlineData("9000 pci 10802 nvme", "nvme 4096, rest 1")]
    public void Each_kind_has_a_time_of_its_own(string rows, string devices)
    {
        CollectedHost host = CollectedHosts.TwoNodeXeon().Counted("devices", rows.Split('|'));
        Assert.Equal(devices, Words(Draft(host).Machine));
    }

    /// <summary>A guest's disk may be of either kind; both have the time of its profile.</summary>
    [Fact]
    public void A_guest_s_devices_have_a_guest_s_times()
    {
        Assert.Equal(
            "virtio-blk 2, virtio-net 1, rest 1",
            Words(Draft(CollectedHosts.Debian13Vm()).Machine)
        );
        Assert.Equal("disk 1, ena 2, rest 1", Words(Draft(CollectedHosts.GravitonGuest()).Machine));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x pci 10802 nvme")]
    [InlineData("-4 pci 10802 nvme")]
    [InlineData("4 pci 10802")]
    [InlineData("4 pci 10802 nvme more")]
    [InlineData("4 pci 10802 nv\u00fcme")]
    [InlineData("4294967296 pci 10802 nvme")]
    public void Rows_that_are_none_leave_the_profile_s_counts_and_that_is_said(string row)
    {
        ScenarioDraft draft = Draft(CollectedHosts.TwoNodeXeon().Counted("devices", row));
        Assert.Equal("nvme 4, nic 2, rest 1", Words(draft.Machine));
        Assert.Contains(
            draft.Remarks,
            r => r.Text == "missing devices: assumed 4 nvme, 2 nic, 1 rest"
        );
    }

    /// <summary>As collect.sh made it before it counted devices.</summary>
    [Fact]
    public void An_older_tar_is_read_with_the_profile_s_devices()
    {
        using var stream = new MemoryStream(new FakeHost().Without("uevent").Tar());
        ScenarioDraft draft = HostDefaults.From(HostFactsReader.Read(HostTar.Of(stream)));
        Assert.Equal("virtio-blk 1, virtio-net 1, rest 1", Words(draft.Machine));
        Assert.Equal(4, draft.Cpus);
        Assert.Null(draft.LastReboot!.WasKexec);
        Assert.False(draft.StaysIdle);
        Assert.Equal(ByteSize.Zero, draft.ImaLog);
    }

    [Theory]
    [InlineData("acpi-cpufreq", "powersave", 1_400_000, true)]
    [InlineData("cppc_cpufreq", "powersave", 1_400_000, true)]
    [InlineData("scmi", "powersave", 1_400_000, true)]
    [InlineData("intel_cpufreq", "powersave", 1_400_000, true)]
    [InlineData("amd-pstate", "powersave", 1_400_000, true)]
    [InlineData("acpi-cpufreq", "userspace", 1_400_000, true)]
    [InlineData("acpi-cpufreq", "userspace", 2_900_000, false)]
    [InlineData("acpi-cpufreq", "performance", 1_400_000, false)]
    [InlineData("intel_pstate", "powersave", 1_400_000, false)]
    [InlineData("amd-pstate-epp", "powersave", 1_400_000, false)]
    [InlineData("acpi-cpufreq", "schedutil", 1_400_000, null)]
    [InlineData("acpi-cpufreq", "ondemand", 1_400_000, null)]
    [InlineData("cppc_cpufreq", "conservative", 1_400_000, null)]
    public void CPU_0_stays_where_its_governor_left_it(
        string driver,
        string governor,
        long now,
        bool? idle
    )
    {
        ScenarioDraft draft = Draft(
            CollectedHosts.TwoNodeXeon().Frequency(driver, governor, 1_400_000, 3_300_000, now)
        );
        Assert.Equal(idle == true, draft.StaysIdle);
        Assert.Equal(idle is null, draft.Remarks.Any(r => r.Text.Contains("--cpu-frequency idle")));
    }

    [Fact]
    public void A_CPU_that_the_platform_guides_or_that_has_one_frequency_does_not_stay_idle()
    {
        CollectedHost guided = CollectedHosts
            .TwoNodeXeon()
            .Frequency("amd-pstate", "powersave", 400_000, 3_300_000, 400_000)
            .Set("sys/devices/system/cpu/amd_pstate/status", "guided\n");
        Assert.False(Draft(guided).StaysIdle);
        Assert.False(
            Draft(
                CollectedHosts
                    .TwoNodeXeon()
                    .Frequency("scmi", "powersave", 2_000_000, 2_000_000, 2_000_000)
            ).StaysIdle
        );
    }

    [Theory]
    [InlineData("9437184\n", "CONFIG_IMA_KEXEC=y\n", 9_437_184, false)]
    [InlineData("9437184\n", "# CONFIG_IMA_KEXEC is not set\n", 0, false)]
    [InlineData("many\n", "CONFIG_IMA_KEXEC=y\n", 0, true)]
    [InlineData("99999999999\n", "CONFIG_IMA_KEXEC=y\n", 0, true)]
    public void IMA_s_list_is_handed_over_where_the_kernel_was_built_to(
        string size,
        string config,
        long bytes,
        bool said
    )
    {
        ScenarioDraft draft = Draft(
            CollectedHosts
                .TwoNodeXeon()
                .Set("ima-size", size)
                .Set("config", "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\n" + config)
        );
        Assert.Equal(bytes, draft.ImaLog.Bytes);
        Assert.Equal(said, draft.Remarks.Any(r => r.Text.Contains("missing size of IMA's list")));
    }

    private static string Words(MachineProfile machine) =>
        string.Join(", ", machine.Devices.Select(d => $"{d.Name} {d.Count}"));

    private static ScenarioDraft Draft(CollectedHost host)
    {
        using var stream = new MemoryStream(host.Tar());
        return HostDefaults.From(HostFactsReader.Read(HostTar.Of(stream)));
    }
}
