namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>
/// Complete hosts of the kinds that people have, made up: no host has these numbers.
/// </summary>
internal static class CollectedHosts
{
    public static CollectedHost Debian13Vm() =>
        new CollectedHost()
            .Set("release", "6.12.48+deb13-amd64\n")
            .Set("machine", "x86_64\n")
            .Set("kexec-version", "kexec-tools 2.0.29\n")
            .Set(
                "proc/cpuinfo",
                FakeHost.Cpuinfo("AuthenticAMD", 25, 1, "fpu sse2 hypervisor", 1, "AMD EPYC-Milan")
            )
            .Set("sys/devices/system/cpu/online", "0-3\n")
            .Caches("0-3", "32K", "512K", "32768K")
            .Memory(
                4,
                10,
                "CmaTotal: 0 kB\nCmaFree: 0 kB\n",
                (0, "DMA", 3840),
                (0, "DMA32", 780_000),
                (0, "Normal", 1_300_000)
            )
            .Set(
                "proc/cmdline",
                "BOOT_IMAGE\nroot\nro\nquiet\nconsole=tty0\nconsole=ttyS0,115200n8\n"
            )
            .Set(
                "config",
                "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\n# CONFIG_DMA_CMA is not set\nCONFIG_INIT_ON_ALLOC_DEFAULT_ON=y\n"
            )
            .Set("kernel-head", FakeHost.Kernel()[..65_536])
            .Set("kernel-tail", FakeHost.Kernel()[^524_288..])
            .Set("kernel-size", $"{FakeHost.Kernel().Length}\n")
            .Set("initrd-size", "41943040\n")
            .Set("proc/sys/kernel/bootloader_type", "114\n")
            .In(
                "sys/class/dmi/id",
                ("sys_vendor", "QEMU"),
                ("product_name", "Standard PC (Q35 + ICH9, 2009)")
            )
            .Counted(
                "devices",
                "1 pci 60000 -",
                "3 pci 60400 pcieport",
                "1 pci 10601 ahci",
                "1 pci 20000 virtio-pci",
                "2 pci 10000 virtio-pci",
                "1 virtio - virtio_net",
                "2 virtio - virtio_blk",
                "1 virtio - virtio_balloon"
            )
            .Counted("disks", "2 vd 1")
            .Set("pmus", "6\n")
            .Set("sys/kernel/kexec_loaded", "1\n")
            .Set(
                "boots",
                "Version \"257.8-1~deb13u2\"\nKernelTimestamp 1760000000000000\nInitRDTimestamp 1760000001200000\n"
                    + "InitRDTimestampMonotonic 1200000\nUserspaceTimestamp 1760000002500000\n"
                    + "UserspaceTimestampMonotonic 2500000\nPreviousTarget reboot\n"
            );

    public static CollectedHost Rhel9Arm64With64KPages() =>
        new CollectedHost()
            .Set("release", "5.14.0-570.33.2.el9_6.aarch64+64k\n")
            .Set("machine", "aarch64\n")
            .Set("kexec-version", "kexec-tools 2.0.29\n")
            .ArmCpu("0x41", "0xd0c", 80)
            .Caches("0-79", "64K", "1024K", "32768K")
            .Memory(
                64,
                13,
                "CmaTotal: 524288 kB\nCmaFree: 524288 kB\n",
                (0, "DMA32", 30_000),
                (0, "Normal", 4_100_000)
            )
            .Set(
                "proc/cmdline",
                "root\nro\ncrashkernel=1G-4G:192M\ncma=512M\nconsole=ttyAMA0,115200\n"
            )
            .Set(
                "config",
                "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\nCONFIG_DMA_CMA=y\nCONFIG_CMA_SIZE_MBYTES=64\n"
                    + "CONFIG_CMA_ALIGNMENT=8\nCONFIG_ARM64_64K_PAGES=y\nCONFIG_IMA_KEXEC=y\n"
            )
            .In("sys/kernel/mm/cma/reserved", ("total_pages", "8192"), ("available_pages", "8192"))
            .Frequency("cppc_cpufreq", "powersave", 1000000, 3000000, 1000000)
            .In("sys/class/dmi/id", ("sys_vendor", "Example Systems"), ("product_name", "R1"))
            .Counted("devices", "2 pci 10802 nvme", "2 pci 20000 mlx5_core", "9 pci 60400 pcieport")
            .Counted("disks", "2 nvme 0")
            .Set("sys/module/nvme_core/parameters/shutdown_timeout", "5\n")
            .Set("pmus", "41\n")
            .Set("ima-size", "1310720\n")
            .Set("initrd-size", "73400320\n")
            .Set("booted-from-kexec", "yes\n")
            .Set(
                "boots",
                "Version \"252-51.el9_6.2\"\nInitRDTimestamp 1750000009900000\nInitRDTimestampMonotonic 3100000\n"
                    + "UserspaceTimestamp 1750000014000000\nUserspaceTimestampMonotonic 7200000\n"
                    + "PreviousTarget kexec\nPreviousJournalEnd 1750000002.400000\n"
            );

    public static CollectedHost FedoraAarch64() =>
        new CollectedHost()
            .Set("release", "6.17.4-300.fc43.aarch64\n")
            .Set("machine", "aarch64\n")
            .ArmCpu("0x41", "0xd08", 4)
            .Memory(
                4,
                10,
                "CmaTotal: 65536 kB\nCmaFree: 61440 kB\n",
                (0, "DMA", 240_000),
                (0, "Normal", 700_000)
            )
            .Set("proc/cmdline", "root\nro\nrhgb\nquiet\nconsole=tty1\n")
            .Set(
                "config.gz",
                Packed(
                    "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\nCONFIG_DMA_CMA=y\nCONFIG_CMA_SIZE_MBYTES=64\nCONFIG_CMA_ALIGNMENT=8\n"
                )
            )
            .Set("proc/device-tree/compatible", "example,board-4\0example,soc\0")
            .Set("proc/device-tree/reserved-memory/linux,cma/linux,cma-default", "")
            .In(
                "sys/kernel/mm/cma/linux,cma",
                ("total_pages", "16384"),
                ("available_pages", "15872")
            )
            .Frequency("cpufreq-dt", "schedutil", 600000, 1800000, 900000)
            .Counted("devices", "1 pci 60400 pcieport", "1 pci C0330 xhci_hcd")
            .Counted("disks", "1 mmcblk 0", "1 sd 1")
            .Set("pmus", "3\n")
            .Set("initrd-size", "33554432\n")
            .Set("booted-from-kexec", "no\n")
            .Set(
                "boots",
                "Version \"258-1.fc43\"\nUserspaceTimestamp 1765000004000000\nUserspaceTimestampMonotonic 4000000\n"
                    + "PreviousTarget poweroff\n"
            );

    public static CollectedHost TwoNodeXeon() =>
        new CollectedHost()
            .Set("release", "7.2.5-200.fc44.x86_64\n")
            .Set("machine", "x86_64\n")
            .Set("kexec-version", "kexec-tools 2.0.31\n")
            .Set(
                "proc/cpuinfo",
                FakeHost.Cpuinfo(
                    "GenuineIntel",
                    6,
                    143,
                    "fpu sse2 sha_ni",
                    1,
                    "Intel(R) Xeon(R) Gold 6430"
                )
            )
            .Set("sys/devices/system/cpu/online", "0-127\n")
            .Caches("0-31,64-95", "48K", "2048K", "61440K")
            .Memory(
                4,
                10,
                "CmaTotal: 1048576 kB\nCmaFree: 1048576 kB\n",
                (0, "DMA", 3840),
                (0, "DMA32", 400_000),
                (0, "Normal", 32_000_000),
                (1, "Normal", 33_000_000)
            )
            .Set(
                "proc/cmdline",
                "root\nro\ncma=1G\nkho=on\ninit_on_alloc=0\nconsole=ttyS1,57600n8\n"
            )
            .Set(
                "config",
                "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\nCONFIG_KEXEC_HANDOVER=y\nCONFIG_DMA_CMA=y\nCONFIG_CMA_SIZE_MBYTES=0\n"
                    + "CONFIG_CMA_ALIGNMENT=8\nCONFIG_IMA_KEXEC=y\n"
            )
            .In(
                "sys/kernel/mm/cma/reserved",
                ("total_pages", "262144"),
                ("available_pages", "262144")
            )
            .Frequency("intel_pstate", "powersave", 800000, 3400000, 800000)
            .Set("sys/devices/system/cpu/intel_pstate/status", "active\n")
            .In("sys/class/dmi/id", ("sys_vendor", "Example Systems"), ("product_name", "X2"))
            .Counted(
                "devices",
                "8 pci 10802 nvme",
                "2 pci 20000 ice",
                "1 pci 10700 mpt3sas",
                "31 pci 60400 pcieport",
                "1 pci 10601 ahci",
                "120 pci 88000 -"
            )
            .Counted("disks", "8 nvme 0", "4 sd 1")
            .Set("sys/module/nvme_core/parameters/shutdown_timeout", "10\n")
            .Set("pmus", "112\n")
            .Set("ima-size", "9437184\n")
            .Set("initrd-size", "104857600\n")
            .Set("proc/sys/kernel/bootloader_type", "208\n")
            .Set(
                "boots",
                "Version \"262~rc1\"\nInitRDTimestamp 1770000011000000\nInitRDTimestampMonotonic 4600000\n"
                    + "UserspaceTimestamp 1770000015000000\nUserspaceTimestampMonotonic 8600000\nKexecsCount 3\n"
                    + "PreviousShutdownStartTimestamp 1769999990000000\n"
                    + "PreviousShutdownLateFinishTimestamp 1770000004500000\nPreviousTarget kexec\n"
                    + "PreviousJournalEnd 1770000003.900000\n"
            );

    public static CollectedHost GravitonGuest() =>
        new CollectedHost()
            .Set("release", "6.12.40-64.114.amzn2023.aarch64\n")
            .Set("machine", "aarch64\n")
            .ArmCpu("0x41", "0xd40", 16)
            .Caches("0-15", "64K", "1024K", "32768K")
            .Memory(
                4,
                10,
                "CmaTotal: 65536 kB\nCmaFree: 65536 kB\n",
                (0, "DMA", 245_000),
                (0, "Normal", 7_900_000)
            )
            .Set("proc/cmdline", "BOOT_IMAGE\nroot\nconsole=ttyS0,115200n8\n")
            .Set(
                "config",
                "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\nCONFIG_DMA_CMA=y\nCONFIG_CMA_SIZE_MBYTES=64\nCONFIG_CMA_ALIGNMENT=8\n"
            )
            .In(
                "sys/kernel/mm/cma/reserved",
                ("total_pages", "16384"),
                ("available_pages", "16384")
            )
            .In("sys/class/dmi/id", ("sys_vendor", "Amazon EC2"), ("product_name", "c7g.4xlarge"))
            .Counted(
                "devices",
                "1 pci 10802 nvme",
                "2 pci 20000 ena",
                "1 pci 60000 -",
                "1 pci 70003 serial"
            )
            .Counted("disks", "1 nvme 0")
            .Set("sys/module/nvme_core/parameters/shutdown_timeout", "10\n")
            .Set("pmus", "4\n")
            .Set("initrd-size", "20971520\n")
            .Set(
                "MISSING",
                "/sys/devices/system/cpu/cpu0/cpufreq/scaling_[cdg]*: none\nima-size: not readable\n"
            );

    private static byte[] Packed(string text)
    {
        using var packed = new MemoryStream();
        using (
            var gzip = new System.IO.Compression.GZipStream(
                packed,
                System.IO.Compression.CompressionLevel.Fastest,
                leaveOpen: true
            )
        )
        {
            gzip.Write(System.Text.Encoding.Latin1.GetBytes(text));
        }

        return packed.ToArray();
    }
}
