using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Hosts;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>Runs <c>collect.sh</c> for real.</summary>
public class CollectScriptTests
{
    private static readonly string Script = Path.Combine(
        Checkout.Root,
        "experiments",
        "collect.sh"
    );

    [Fact]
    public async Task What_it_collects_here_is_answered_for()
    {
        using var folder = new TempFolder();
        byte[] tar = Collect(folder, "/bin/sh", File.ReadAllText(Script));
        string file = folder.Write("x.tar", tar);
        // Free memory is another at each look, so both sides are told what it is.
        JsonObject json = await Ask(file);
        Assert.StartsWith("host: found ", json["assumptions"]![0]!.GetValue<string>());
        JsonObject here = await Ask("here");
        foreach (string key in (string[])["machine", "kernel_version", "image", "switch"])
        {
            Assert.Equal(json[key]!.ToJsonString(), here[key]!.ToJsonString());
        }

        static Task<JsonObject> Ask(string host) =>
            Cli.Json("answer", "--host", host, "--pressure", "0%", "--replications", "8");
    }

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/bin/dash")]
    [InlineData("/bin/busybox")]
    public void It_leaves_nothing_behind_in_any_shell(string shell)
    {
        Assert.SkipUnless(File.Exists(shell), "no such shell here");
        using var folder = new TempFolder();
        byte[] tar = Collect(folder, shell, File.ReadAllText(Script));
        Assert.Contains("MISSING", TarArchive.Read(tar).Keys);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Values_of_other_parameters_and_what_init_is_told_are_not_collected()
    {
        using var folder = new TempFolder();
        using var root = new TempFolder();
        root.Write(
            "proc/cmdline",
            Encoding.Latin1.GetBytes(
                "root=UUID=1234 cma=64M console=ttyS0,115200n8 ip=\"secret one\" key=secret kho=on nokaslr * -- secret"
            )
        );
        var files = TarArchive.Read(Collect(folder, "/bin/sh", Under(root)));
        byte[] line = files.Single(f => f.Key.EndsWith("/proc/cmdline")).Value;
        Assert.Equal(
            "root\ncma=64M\nconsole=ttyS0,115200n8\nip\nkey\nkho=on\nnokaslr\n*\n",
            Encoding.Latin1.GetString(line)
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Kernel_and_initrd_are_collected_as_sizes_header_and_end(bool gzip)
    {
        using var folder = new TempFolder();
        using var root = new TempFolder();
        byte[] kernel = FakeHost.Kernel();
        string release = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        root.Write("boot/vmlinuz-" + release, gzip ? Packed(kernel) : kernel);
        root.Write("boot/initrd.img-" + release, new byte[12_345]);
        using var stream = new MemoryStream(Collect(folder, "/bin/sh", Under(root)));
        HostTar host = HostTar.Of(stream);
        Assert.Equal(12_345, host.InitrdSize(release)!.Value.Bytes);
        Assert.Equal(4L << 20, host.ReadKernel(release)!.MemorySize.Bytes);
        Assert.Equal(3_000_000, host.ReadKernel(release)!.UncompressedSize!.Value.Bytes);
    }

    /// <summary>
    /// One reads it before one runs it. It was held below 100 before it counted devices and asked
    /// systemd, which took three functions.
    /// </summary>
    [Fact]
    public void It_has_fewer_than_170_lines() =>
        Assert.InRange(File.ReadLines(Script).Count(), 1, 169);

    [Fact]
    public void Devices_and_disks_are_counted_without_their_addresses()
    {
        using var folder = new TempFolder();
        using var root = new TempFolder();
        void Device(string bus, string name, string uevent) =>
            root.Write($"sys/bus/{bus}/devices/{name}/uevent", Encoding.Latin1.GetBytes(uevent));
        Device("pci", "0000:41:00.0", "DRIVER=nvme\nPCI_CLASS=10802\nPCI_SLOT_NAME=0000:41:00.0\n");
        Device("pci", "0000:42:00.0", "DRIVER=nvme\nPCI_CLASS=10802\nPCI_SLOT_NAME=0000:42:00.0\n");
        Device("pci", "0000:00:01.0", "PCI_CLASS=60400\nPCI_SLOT_NAME=0000:00:01.0\n");
        Device("virtio", "virtio0", "DRIVER=virtio_net\nMODALIAS=virtio:d00000001v00001AF4\n");
        foreach (string disk in (string[])["nvme0n1", "nvme0c0n1", "sda", "sdb", "loop0", "dm-0"])
        {
            root.Write(
                $"sys/block/{disk}/queue/rotational",
                disk == "sdb" ? "1\n"u8.ToArray() : "0\n"u8.ToArray()
            );
        }

        var files = TarArchive.Read(Collect(folder, "/bin/sh", Under(root)));
        Assert.Equal(
            ["1 pci 60400 -", "1 virtio - virtio_net", "2 pci 10802 nvme"],
            Rows("devices")
        );
        Assert.Equal(["1 nvme 0", "1 sd 0", "1 sd 1"], Rows("disks"));

        string[] Rows(string name) =>
            [
                .. Encoding
                    .Latin1.GetString(files[name])
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(l => l.Trim())
                    .Order(StringComparer.Ordinal),
            ];
    }

    /// <summary>
    /// busctl and journalctl of a host as it might be, which name it on every line.
    /// </summary>
    [Fact]
    public void Of_systemd_and_journal_stamps_and_targets_are_kept_and_no_name()
    {
        using var folder = new TempFolder();
        using var tools = new TempFolder();
        Tool(
            "busctl",
            """
            case $5 in
              Version) echo 's "257.9-1"' ;;
              UserspaceTimestamp) echo 't 1761000012345678' ;;
              *) echo 'Unknown interface or property' >&2; exit 1 ;;
            esac
            """
        );
        Tool(
            "journalctl",
            """
            case "$*" in
              *kexec.target) echo 'Reached target kexec.target on tellmaster-9.' ;;
              *.target) ;;
              *short-unix*) echo '1761000003.500000 tellmaster-9 systemd-journald[211]: Journal stopped' ;;
            esac
            """
        );
        byte[] tar = Collect(
            folder,
            "/bin/sh",
            $"PATH={tools.Path}:$PATH\n" + File.ReadAllText(Script)
        );
        Assert.Equal(
            "Version \"257.9-1\"\nUserspaceTimestamp 1761000012345678\nPreviousTarget kexec\n"
                + "PreviousJournalEnd 1761000003.500000\n",
            Encoding.Latin1.GetString(TarArchive.Read(tar)["boots"])
        );
        Assert.DoesNotContain("tellmaster", Encoding.Latin1.GetString(tar));

        void Tool(string name, string body)
        {
            string path = tools.Write(name, Encoding.Latin1.GetBytes("#!/bin/sh\n" + body + "\n"));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }
    }

    /// <summary>Of the computer that the tests run on.</summary>
    [Fact]
    public void Neither_its_name_nor_an_address_nor_a_serial_number_is_in_what_it_collects_here()
    {
        using var folder = new TempFolder();
        string tar = Encoding.Latin1.GetString(
            Collect(folder, "/bin/sh", File.ReadAllText(Script))
        );
        string[] secrets =
        [
            Environment.MachineName,
            .. Names("/sys/bus/pci/devices").Where(n => n.Contains(':')),
            .. Names("/sys/class/net").SelectMany(n => Words($"/sys/class/net/{n}/address")),
            .. Words("/sys/class/dmi/id/product_serial"),
            .. Words("/sys/class/dmi/id/product_uuid"),
            .. Words("/etc/machine-id"),
            .. Words("/proc/sys/kernel/random/boot_id"),
        ];
        Assert.All(
            secrets.Where(s => s.Length > 5 && s != "localhost" && s != "00:00:00:00:00:00"),
            s => Assert.DoesNotContain(s, tar, StringComparison.OrdinalIgnoreCase)
        );

        static IEnumerable<string> Names(string sys) =>
            Directory.Exists(sys)
                ? Directory.GetFileSystemEntries(sys).Select(p => Path.GetFileName(p)!)
                : [];

        static IEnumerable<string> Words(string file)
        {
            try
            {
                return [File.ReadAllText(file).Trim()];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }

    [Fact]
    public void Running_it_twice_collects_the_same_files()
    {
        using var folder = new TempFolder();
        string script = File.ReadAllText(Script);
        Assert.Equal(
            TarArchive.Read(Collect(folder, "/bin/sh", script)).Keys,
            TarArchive.Read(Collect(folder, "/bin/sh", script)).Keys
        );
    }

    /// <summary>The script with another /proc, /sys and /boot.</summary>
    private static string Under(TempFolder root) =>
        File.ReadAllText(Script)
            .Replace("/proc/", root.Path + "/proc/")
            .Replace("/sys/", root.Path + "/sys/")
            .Replace("/boot/", root.Path + "/boot/");

    private static byte[] Packed(byte[] content)
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
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Collect(TempFolder folder, string shell, string script)
    {
        Assert.SkipUnless(File.Exists(shell) && Directory.Exists("/proc"), "no shell or no /proc");
        string[] words = shell.EndsWith("busybox") ? ["ash", "-s"] : ["-s"];
        var start = new ProcessStartInfo(shell, words)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = folder.Path },
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.Equal("", errors.Result);
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }
}
