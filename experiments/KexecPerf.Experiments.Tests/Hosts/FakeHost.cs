using System.Buffers.Binary;
using System.Text;
using KexecPerf.Answers.Hosts;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>The files of a host, complete unless a test takes some away: a Zen 4 guest with a CMA area, on Debian's 7.2.</summary>
internal sealed class FakeHost
{
    public const string Release = "7.2.13+deb14-amd64";

    /// <summary>By path below the root.</summary>
    public SortedDictionary<string, byte[]> Files { get; } = [];

    public FakeHost()
    {
        Set("proc/sys/kernel/osrelease", Release + "\n");
        Set("proc/sys/kernel/arch", "x86_64\n");
        Set("proc/cpuinfo", Cpuinfo("AuthenticAMD", 25, 17, "fpu sse2 hypervisor sha_ni", cpus: 4));
        Set(
            "proc/meminfo",
            "MemTotal:        8000000 kB\nMemFree: 7000000 kB\nCmaTotal:  524288 kB\nCmaFree:    524288 kB\n"
        );
        Set(
            "proc/zoneinfo",
            "Node 0, zone    DMA32\n  pages free 614412\n        low      2000\n        managed  750000\n"
                + "      nr_free_cma  0\n"
                + "Node 0, zone   Normal\n  pages free 1128580\n        low      3000\n        managed  1250000\n"
                + "      nr_free_cma  131072\n"
        );
        Set(
            "proc/buddyinfo",
            "Node 0, zone    DMA32      4      2      1      0      0      0      0      0      0      0    600\n"
                + "Node 0, zone   Normal    900    400    100     10      0      0      0      0      0      0   1100\n"
        );
        Set(
            "proc/pagetypeinfo",
            "Free pages count per migrate type at order 0 1 2 3 4 5 6 7 8 9 10\n"
                + "Node    0, zone    DMA32, type    Unmovable   4   2   1   0 0 0 0 0 0 0   0\n"
                + "Node    0, zone    DMA32, type      Movable   0   0   0   0 0 0 0 0 0 0 600\n"
                + "Node    0, zone   Normal, type    Unmovable 300 100  40   0 0 0 0 0 0 0   0\n"
                + "Node    0, zone   Normal, type      Movable 600 300  60  10 0 0 0 0 0 0 972\n"
                + "Node    0, zone   Normal, type          CMA   0   0   0   0 0 0 0 0 0 0 128\n"
        );
        Set(
            "proc/cmdline",
            "BOOT_IMAGE=/vmlinuz root=/dev/vda1 ro quiet cma=256M init_on_alloc=0\n"
        );
        Set("sys/devices/system/cpu/online", "0-3\n");
        Set("sys/bus/virtio/devices/virtio0/uevent", "DRIVER=virtio_blk\n");
        Set("sys/bus/virtio/devices/virtio1/uevent", "DRIVER=virtio_net\n");
        SetCache(0, 1, "Data", "32K");
        SetCache(3, 3, "Unified", "16384K");
        Set(
            "boot/config-" + Release,
            "# Linux\nCONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\nCONFIG_DMA_CMA=y\nCONFIG_CMA_ALIGNMENT=9\n"
                + "CONFIG_CMA_SIZE_MBYTES=0\n# CONFIG_KEXEC_HANDOVER is not set\nCONFIG_INIT_ON_ALLOC_DEFAULT_ON=y\n"
        );
        Files["boot/vmlinuz-" + Release] = Kernel();
        Files["boot/initrd.img-" + Release] = new byte[5 << 20];
    }

    /// <summary>Two CPUs and little cache, so that it is measured in no time; without a kernel's files.</summary>
    public static FakeHost Small()
    {
        FakeHost host = new FakeHost()
            .Without("")
            .Set("proc/cpuinfo", Cpuinfo("AuthenticAMD", 25, 17, "fpu hypervisor", 2, "Fake CPU"))
            .Set(
                "proc/meminfo",
                "MemTotal: 2048000 kB\nMemAvailable: 262144 kB\nCmaTotal: 65536 kB\nCmaFree: 32768 kB\n"
            )
            .Set("sys/devices/system/cpu/online", "0-1\n")
            .Set("sys/kernel/kexec_loaded", "0\n")
            .Set("sys/kernel/kexec_crash_size", "0\n");
        return host.SetCache(0, 1, "Data", "32K")
            .SetCache(1, 1, "Instruction", "32K")
            .SetCache(2, 2, "Unified", "256K");
    }

    /// <summary>A cache of CPU 0, which two CPUs share.</summary>
    public FakeHost SetCache(int index, int level, string type, string size)
    {
        string folder = $"sys/devices/system/cpu/cpu0/cache/index{index}/";
        return Set(folder + "level", level + "\n")
            .Set(folder + "type", type + "\n")
            .Set(folder + "size", size + "\n")
            .Set(folder + "shared_cpu_list", "0-1\n");
    }

    public FakeHost Set(string path, string content)
    {
        Files[path] = Encoding.Latin1.GetBytes(content);
        return this;
    }

    /// <summary>Takes away all files whose path holds the text.</summary>
    public FakeHost Without(string part)
    {
        foreach (string path in Files.Keys.Where(p => p.Contains(part)).ToList())
        {
            Files.Remove(path);
        }

        return this;
    }

    public static string Cpuinfo(
        string vendor,
        int family,
        int model,
        string flags,
        int cpus,
        string name = "Some CPU"
    ) =>
        string.Join(
            "\n",
            Enumerable
                .Range(0, cpus)
                .Select(i =>
                    $"processor\t: {i}\nvendor_id\t: {vendor}\ncpu family\t: {family}\nmodel\t\t: {model}\n"
                    + $"model name\t: {name}\nflags\t\t: {flags}\n"
                )
        );

    /// <summary>A bzImage's header (Documentation/arch/x86/boot.rst): 1 MiB that unpacks to 3,000,000 bytes in 4 MiB.</summary>
    public static byte[] Kernel()
    {
        byte[] image = new byte[(1 << 20) + 512 * 40];
        Span<byte> all = image;
        all[0x1F1] = 39;
        BinaryPrimitives.WriteInt32LittleEndian(all[0x1F4..], (1 << 20) / 16);
        BinaryPrimitives.WriteUInt16LittleEndian(all[0x1FE..], 0xAA55);
        "HdrS"u8.CopyTo(all[0x202..]);
        BinaryPrimitives.WriteUInt16LittleEndian(all[0x206..], 0x020F);
        all[0x211] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(all[0x230..], 0x200000);
        all[0x234] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(all[0x236..], 0x7F);
        BinaryPrimitives.WriteUInt32LittleEndian(all[0x248..], 0x2CC);
        BinaryPrimitives.WriteUInt32LittleEndian(all[0x24C..], 900_000);
        BinaryPrimitives.WriteUInt32LittleEndian(all[0x260..], 4 << 20);
        Span<byte> payload = all.Slice((512 * 40) + 0x2CC, 900_000);
        ((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]).CopyTo(payload);
        BinaryPrimitives.WriteInt32LittleEndian(payload[^4..], 3_000_000);
        return image;
    }

    /// <summary>Writes the files below a folder, which is then a host's root.</summary>
    public HostFolder In(TempFolder folder)
    {
        foreach ((string path, byte[] content) in Files)
        {
            folder.Write(path, content);
        }

        return new HostFolder(folder.Path);
    }

    /// <summary>The same facts as collect.sh packs them.</summary>
    public byte[] Tar()
    {
        var tar = new TarBuilder().Add("./", [], '5').Add("./MISSING", "");
        foreach ((string path, byte[] content) in Files)
        {
            _ = path switch
            {
                "proc/sys/kernel/osrelease" => tar.Add("./release", content),
                "proc/sys/kernel/arch" => tar.Add("./machine", content),
                "boot/config-" + Release => tar.Add("./config", content),
                "boot/initrd.img-" + Release => tar.Add("./initrd-size", $"{content.Length}\n"),
                "boot/vmlinuz-" + Release => tar.Add("./kernel-size", $"{content.Length}\n")
                    .Add("./kernel-head", content[..65_536])
                    .Add("./kernel-tail", content[^524_288..]),
                _ => tar.Add("./" + path, content),
            };
        }

        return tar.Build();
    }
}
