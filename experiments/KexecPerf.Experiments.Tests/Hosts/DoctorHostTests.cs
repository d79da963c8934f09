using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Schemas;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary><c>doctor --host</c> of complete hosts, fact by fact.</summary>
public class DoctorHostTests
{
    [Fact]
    public async Task Debian_13_in_a_virtual_machine() =>
        await Holds(
            CollectedHosts.Debian13Vm(),
            """
            architecture: x86_64
            kernel release: 6.12.48+deb13-amd64
            CPU: AMD EPYC-Milan
            guest: yes
            SME: no
            nearest profile: zen3-vm
            CPUs online: 4
            caches: L1 32 KiB, L2 512 KiB, L3 32 MiB
            RAM: 7.95 GiB
            available: 5.96 GiB (not used)
            page size: 4 KiB
            NUMA nodes: 1
            zones taken as: DMA32, Normal
            free outside CMA: 3.97 GiB
            what RAM holds: clean=50%,anonymous=30%,unmovable=20%
            CmaTotal: 0 B
            CmaFree: 0 B
            CONFIG_DMA_CMA: no
            CONFIG_KEXEC: yes
            CONFIG_KEXEC_FILE: yes
            KEXEC_HANDOVER: no
            INIT_ON_ALLOC: yes
            CONFIG_IMA_KEXEC: no
            console=: tty0, ttyS0,115200n8 (not used)
            kernel image: 4 MiB
            kernel file: 1.02 MiB
            initrd: 40 MiB
            kexec now: kexec_loaded 1 (not used)
            NVMe: none
            network: none
            virtual disks: 2 virtio_blk
            virtual network: 1 virtio_net
            other devices: 1 0600 without driver, 3 0604 pcieport, 1 0106 ahci, 1 0200 virtio-pci, 2 0100 virtio-pci, 1 virtio_balloon (not used)
            disks: 2 vd, rotating (not used)
            PMUs: 6 (not used)
            kexec-tools: kexec-tools 2.0.29
            systemd: 257.8-1~deb13u2 (not used)
            last reboot: no kexec: its loader's type is 0x72, kexec's are 0xD0 to 0xDF
            kernel to user space: 1.2 s
            missing: frequency by, frequencies, free page
            reporting, CMA areas, CMA area of the log, CMA_SIZE_MBYTES, CMA_ALIGNMENT, cma=,
            kho=, init_on_alloc=, rodata=, IMA list, NVMe shutdown limit, last downtime
            """
        );

    [Fact]
    public async Task RHEL_9_on_arm64_with_pages_of_64_KiB() =>
        await Holds(
            CollectedHosts.Rhel9Arm64With64KPages(),
            """
            architecture: arm64
            kernel release: 5.14.0-570.33.2.el9_6.aarch64+64k
            CPU: implementer 0x41 part 0xd0c
            SME: no
            nearest profile: arm64-128c
            CPUs online: 80
            caches: L1 64 KiB, L2 1 MiB, L3 32 MiB
            frequency by: cppc_cpufreq, powersave
            frequencies: 1000 to 3000 MHz, now 1000 MHz
            RAM: 252.08 GiB
            available: 189.06 GiB (not used)
            page size: 64 KiB
            NUMA nodes: 1
            zones taken as: DMA, Normal
            free outside CMA: 126.04 GiB
            what RAM holds: clean=50%,anonymous=30%,unmovable=20%
            CmaTotal: 512 MiB
            CmaFree: 512 MiB
            CMA areas: reserved 512 MiB
            CONFIG_DMA_CMA: yes
            CMA_SIZE_MBYTES: 64
            CMA_ALIGNMENT: 8
            CONFIG_KEXEC: yes
            CONFIG_KEXEC_FILE: yes
            KEXEC_HANDOVER: no
            INIT_ON_ALLOC: no
            CONFIG_IMA_KEXEC: yes
            cma=: 512M
            console=: ttyAMA0,115200 (not used)
            initrd: 70 MiB
            IMA list: 1.25 MiB
            NVMe: 2 0108 nvme
            network: 2 0200 mlx5_core
            virtual disks: none
            virtual network: none
            other devices: 9 0604 pcieport (not used)
            NVMe shutdown limit: 5 s (not used)
            disks: 2 nvme (not used)
            PMUs: 41 (not used)
            kexec-tools: kexec-tools 2.0.29
            systemd: 252-51.el9_6.2 (not used)
            last reboot: a kexec: its device tree has linux,booted-from-kexec
            kernel to user space: 3.1 s
            last downtime: 7.5 s
            missing: guest, free page reporting, CMA area of the
            log, kho=, init_on_alloc=, rodata=, kernel image, kernel file, kexec now
            """
        );

    [Fact]
    public async Task Fedora_on_an_arm64_board() =>
        await Holds(
            CollectedHosts.FedoraAarch64(),
            """
            architecture: arm64
            kernel release: 6.17.4-300.fc43.aarch64
            CPU: implementer 0x41 part 0xd08
            SME: no
            nearest profile: arm64-class
            CPUs online: 4
            frequency by: cpufreq-dt, schedutil
            frequencies: 600 to 1800 MHz, now 900 MHz
            RAM: 3.59 GiB
            available: 2.69 GiB (not used)
            page size: 4 KiB
            NUMA nodes: 1
            zones taken as: DMA, Normal
            free outside CMA: 1.79 GiB
            what RAM holds: clean=50%,anonymous=30%,unmovable=20%
            CmaTotal: 64 MiB
            CmaFree: 60 MiB
            CMA areas: linux,cma 64 MiB
            CONFIG_DMA_CMA: yes
            CMA_SIZE_MBYTES: 64
            CMA_ALIGNMENT: 8
            CONFIG_KEXEC: yes
            CONFIG_KEXEC_FILE: yes
            KEXEC_HANDOVER: no
            INIT_ON_ALLOC: no
            CONFIG_IMA_KEXEC: no
            console=: tty1 (not used)
            initrd: 32 MiB
            NVMe: none
            network: none
            virtual disks: none
            virtual network: none
            other devices: 1 0604 pcieport, 1 0c03 xhci_hcd (not used)
            disks: 1 mmcblk; 1 sd, rotating (not used)
            PMUs: 3 (not used)
            systemd: 258-1.fc43 (not used)
            last reboot: no kexec: the journal before it ends in poweroff.target
            kernel to user space: 4 s
            missing: guest, caches, free page reporting, CMA area
            of the log, cma=, kho=, init_on_alloc=, rodata=, kernel image, kernel file, IMA
            list, kexec now, NVMe shutdown limit, kexec-tools, last downtime
            """
        );

    [Fact]
    public async Task A_Xeon_of_two_nodes_with_NVMe() =>
        await Holds(
            CollectedHosts.TwoNodeXeon(),
            """
            architecture: x86_64
            kernel release: 7.2.5-200.fc44.x86_64
            CPU: Intel(R) Xeon(R) Gold 6430
            guest: no
            SME: no
            nearest profile: intel-server
            CPUs online: 128
            caches: L1 48 KiB, L2 2 MiB, L3 60 MiB
            frequency by: intel_pstate, powersave
            frequencies: 800 to 3400 MHz, now 800 MHz
            RAM: 249.5 GiB
            available: 187.12 GiB (not used)
            page size: 4 KiB
            NUMA nodes: 2
            zones taken as: DMA32, Normal
            free outside CMA: 124.75 GiB
            what RAM holds: clean=50%,anonymous=30%,unmovable=20%
            CmaTotal: 1 GiB
            CmaFree: 1 GiB
            CMA areas: reserved 1 GiB
            CONFIG_DMA_CMA: yes
            CMA_SIZE_MBYTES: 0
            CMA_ALIGNMENT: 8
            CONFIG_KEXEC: yes
            CONFIG_KEXEC_FILE: yes
            KEXEC_HANDOVER: yes
            INIT_ON_ALLOC: no
            CONFIG_IMA_KEXEC: yes
            cma=: 1G
            kho=: on
            init_on_alloc=: 0
            console=: ttyS1,57600n8 (not used)
            initrd: 100 MiB
            IMA list: 9 MiB
            NVMe: 8 0108 nvme
            network: 2 0200 ice
            virtual disks: none
            virtual network: none
            other devices: 1 0107 mpt3sas, 31 0604 pcieport, 1 0106 ahci, 120 0880 without driver (not used)
            NVMe shutdown limit: 10 s (not used)
            disks: 8 nvme; 4 sd, rotating (not used)
            PMUs: 112 (not used)
            kexec-tools: kexec-tools 2.0.31
            systemd: 262~rc1 (not used)
            last reboot: a kexec: its loader's type is 0xD0, kexec's
            kernel to user space: 4.6 s
            last downtime: 6.5 s
            missing: free page reporting, CMA area of the log,
            rodata=, kernel image, kernel file, kexec now
            """
        );

    [Fact]
    public async Task A_guest_on_Graviton() =>
        await Holds(
            CollectedHosts.GravitonGuest(),
            """
            architecture: arm64
            kernel release: 6.12.40-64.114.amzn2023.aarch64
            CPU: implementer 0x41 part 0xd40
            guest: yes
            SME: no
            nearest profile: graviton3-64c
            CPUs online: 16
            caches: L1 64 KiB, L2 1 MiB, L3 32 MiB
            RAM: 31.07 GiB
            available: 23.3 GiB (not used)
            page size: 4 KiB
            NUMA nodes: 1
            zones taken as: DMA, Normal
            free outside CMA: 15.54 GiB
            what RAM holds: clean=50%,anonymous=30%,unmovable=20%
            CmaTotal: 64 MiB
            CmaFree: 64 MiB
            CMA areas: reserved 64 MiB
            CONFIG_DMA_CMA: yes
            CMA_SIZE_MBYTES: 64
            CMA_ALIGNMENT: 8
            CONFIG_KEXEC: yes
            CONFIG_KEXEC_FILE: yes
            KEXEC_HANDOVER: no
            INIT_ON_ALLOC: no
            CONFIG_IMA_KEXEC: no
            console=: ttyS0,115200n8 (not used)
            initrd: 20 MiB
            NVMe: 1 0108 nvme
            network: 2 0200 ena
            virtual disks: none
            virtual network: none
            other devices: 1 0600 without driver, 1 0700 serial (not used)
            NVMe shutdown limit: 10 s (not used)
            disks: 1 nvme (not used)
            PMUs: 4 (not used)
            missing: frequency by, frequencies, free page
            reporting, CMA area of the log, cma=, kho=, init_on_alloc=, rodata=, kernel
            image, kernel file, IMA list, kexec now, kexec-tools, systemd, last reboot,
            kernel to user space, last downtime
            """
        );

    /// <summary>Each file in turn, as large as a tar may have it: facts not found, or one line.</summary>
    [Theory]
    [InlineData("devices")]
    [InlineData("disks")]
    [InlineData("pmus")]
    [InlineData("boots")]
    [InlineData("ima-size")]
    [InlineData("booted-from-kexec")]
    [InlineData("kexec-version")]
    [InlineData("MISSING")]
    [InlineData("config.gz")]
    [InlineData("proc/sys/kernel/bootloader_type")]
    [InlineData("sys/devices/system/cpu/cpu0/cpufreq/scaling_driver")]
    [InlineData("sys/module/nvme_core/parameters/shutdown_timeout")]
    public async Task Junk_in_a_file_ends_in_facts_that_are_not_found_or_in_one_line(string file)
    {
        byte[] junk = new byte[1 << 20];
        for (int i = 0; i < junk.Length; i++)
        {
            junk[i] = (byte)(i % 7 == 0 ? '\n' : i * 31 % 251);
        }

        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", CollectedHosts.TwoNodeXeon().Set(file, junk).Tar());
        (int exit, string output, string error) = await Cli.Run("doctor", "--host", tar);
        Assert.True(
            exit == 0 ? error.Length == 0 : exit == 2 && error.TrimEnd().Split('\n') is [_]
        );
        Assert.All(output.Split('\n'), l => Assert.True(l.Length <= 72, l));
        Assert.DoesNotContain(output.Replace("\n", ""), char.IsControl);
    }

    [Fact]
    public async Task A_tar_that_is_not_there_or_none_is_said_in_one_line()
    {
        using var folder = new TempFolder();
        foreach (string tar in (string[])[folder.Path + "/none.tar", folder.Write("x.tar", [1, 2])])
        {
            (int exit, string output, string error) = await Cli.Run("doctor", "--host", tar);
            Assert.Equal((2, ""), (exit, output));
            Assert.Single(error.TrimEnd().Split('\n'));
        }
    }

    private static async Task Holds(CollectedHost host, string facts)
    {
        using var folder = new TempFolder();
        string tar = folder.Write("x.tar", host.Tar());
        JsonObject json = await Cli.Json("doctor", "--host", tar);
        await SchemaFit.Holds("doctor-host", json.ToJsonString());
        string found = string.Concat(
            json["facts"]!
                .AsArray()
                .Select(f =>
                    $"{f!["fact"]}: {f["value"]}{(f["used"]!.GetValue<bool>() ? "" : " (not used)")}\n"
                )
        );
        string missing = string.Join(", ", json["missing"]!.AsArray().Select(m => $"{m!["fact"]}"));
        Assert.Equal(Unwrapped(facts), Unwrapped(found + "missing: " + missing));
        Assert.Empty(json["faults"]!.AsArray());
        string text = await Cli.Text("doctor", "--host", tar);
        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= 72, l));
    }

    /// <summary>What is missing goes over several lines here.</summary>
    private static string Unwrapped(string facts)
    {
        string[] parts = facts.Split("missing: ");
        return parts[0] + parts[1].ReplaceLineEndings(" ");
    }
}
