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
                "root=UUID=1234 cma=64M ip=\"secret one\" key=secret kho=on nokaslr * -- secret"
            )
        );
        var files = TarArchive.Read(Collect(folder, "/bin/sh", Under(root)));
        byte[] line = files.Single(f => f.Key.EndsWith("/proc/cmdline")).Value;
        Assert.Equal(
            "root\ncma=64M\nip\nkey\nkho=on\nnokaslr\n*\n",
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

    [Fact]
    public void It_has_fewer_than_100_lines() =>
        Assert.InRange(File.ReadLines(Script).Count(), 1, 99);

    /// <summary>The script with another /proc and /boot.</summary>
    private static string Under(TempFolder root) =>
        File.ReadAllText(Script)
            .Replace("/proc/", root.Path + "/proc/")
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
