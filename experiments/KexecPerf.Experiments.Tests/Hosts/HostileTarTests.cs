using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using CsCheck;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>Whatever the bytes: a scenario, or one line that says what is wrong; and nothing is ever written.</summary>
public class HostileTarTests
{
    private static readonly byte[] Text = Encoding.Latin1.GetBytes("MemTotal: 8000000 kB\n");

    [Theory]
    [InlineData("../../etc/passwd", "leads out")]
    [InlineData("./proc/../../x", "leads out")]
    [InlineData("..", "leads out")]
    [InlineData("/etc/passwd", "leads out")]
    public void Names_that_lead_out_are_refused(string name, string part) =>
        Refuse(Host().Add(name, Text).Build(), part);

    [Theory]
    [InlineData('1', "a link")]
    [InlineData('2', "a link")]
    [InlineData('3', "no plain file")]
    [InlineData('4', "no plain file")]
    [InlineData('6', "no plain file")]
    [InlineData('7', "no plain file")]
    [InlineData('L', "no plain file")]
    [InlineData('S', "no plain file")]
    [InlineData('?', "no plain file")]
    public void Links_devices_and_extensions_are_refused(char type, string part) =>
        Refuse(Host().Add("proc/meminfo", [], type, link: "/etc/shadow").Build(), part);

    [Fact]
    public void A_name_twice_is_refused() =>
        Refuse(Host().Add("proc/meminfo", Text).Add("./proc/meminfo", Text).Build(), "twice");

    [Theory]
    [InlineData(1_048_577)]
    [InlineData(10_000_000_000 / 2)]
    public void A_file_of_gigabytes_is_refused_by_its_header(long size) =>
        Refuse(Host().Add("zero", new byte[4096], claimed: size).Build(), "larger than 1 MiB");

    [Theory]
    [InlineData('L')]
    [InlineData('x')]
    [InlineData('g')]
    public void A_record_that_claims_gigabytes_costs_no_memory(char type)
    {
        byte[] tar = Host().Add("x", new byte[1024], type, claimed: 2_147_483_000).Build();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Refuse(tar, "larger than 1 MiB");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_size_of_more_than_octal_digits_hold_is_refused()
    {
        byte[] tar = Host().Build();
        tar[124] = 0x80;
        Refuse(Repaired(tar), "larger");
    }

    [Fact]
    public void Ten_gigabytes_of_zeros_are_refused_after_the_first_sixteen_megabytes()
    {
        using var zeros = new Zeros(10_000_000_000);
        InputException e = Assert.Throws<InputException>(() => HostTar.Of(zeros));
        Assert.Contains("more than 16 MiB", e.Message);
        Assert.InRange(zeros.Position, 16 << 20, 40 << 20);
    }

    [Fact]
    public void A_gzip_bomb_is_refused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < 256; i++)
            {
                gzip.Write(block);
            }
        }

        Refuse(packed.ToArray(), "gzip");
    }

    [Fact]
    public void More_entries_than_a_host_has_are_refused()
    {
        TarBuilder tar = Host();
        for (int i = 0; i < 5_000; i++)
        {
            tar.Add($"f{i}", []);
        }

        Refuse(tar.Build(), "more than 4096 entries");
    }

    [Fact]
    public void What_is_no_tar_is_refused()
    {
        Refuse([], "no tar");
        Refuse(Encoding.Latin1.GetBytes("#!/bin/sh\n" + new string('#', 4096)), "no tar");
        Refuse(new byte[1024], "neither uname");
        Refuse(Host().BuildUnended(), "truncated");
    }

    [Fact]
    public void A_tar_packed_with_gzip_or_written_again_by_others_is_read()
    {
        byte[] tar = new FakeHost().Tar();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar);
        }

        RequireSame(Read(tar).Memory, Read(packed.ToArray()).Memory);
        foreach (
            TarEntryFormat format in (TarEntryFormat[])[TarEntryFormat.Pax, TarEntryFormat.Gnu]
        )
        {
            using var again = new MemoryStream();
            using (var writer = new TarWriter(again, format, leaveOpen: true))
            {
                foreach ((string name, byte[] content) in TarArchive.Read(tar))
                {
                    TarEntry entry =
                        format == TarEntryFormat.Pax
                            ? new PaxTarEntry(TarEntryType.RegularFile, name)
                            : new GnuTarEntry(TarEntryType.RegularFile, name);
                    entry.DataStream = new MemoryStream(content);
                    writer.WriteEntry(entry);
                }
            }

            RequireSame(Read(tar).Memory, Read(again.ToArray()).Memory);
        }
    }

    [Fact]
    public void Random_bytes() => Gen.Byte.Array[0, 3_000].Sample(Check);

    [Fact]
    public void Random_truncations()
    {
        byte[] tar = new FakeHost().Tar();
        Gen.Int[0, tar.Length - 1].Sample(length => Check(tar[..length]));
    }

    [Fact]
    public void Random_changes()
    {
        byte[] tar = new FakeHost().Without("boot/vmlinuz").Tar();
        Gen.Select(Gen.Int[0, tar.Length - 1], Gen.Byte)
            .Array[1, 20]
            .Sample(changes =>
            {
                byte[] changed = [.. tar];
                foreach ((int at, byte value) in changes)
                {
                    changed[at] = value;
                }

                Check(changed);
                Check(Repaired(changed));
            });
    }

    [Fact]
    public void What_a_zone_is_called_moves_no_cursor()
    {
        var host = new FakeHost();
        string types = Encoding.UTF8.GetString(host.Files["proc/pagetypeinfo"]);
        Assert.Contains("DMA32", types, StringComparison.Ordinal);
        string zone = "D\u001b[2J" + new string('A', 90);
        Check(host.Set("proc/pagetypeinfo", types.Replace("DMA32", zone)).Tar());
    }

    [Fact]
    public void Random_fields()
    {
        string[] words =
        [
            "0",
            "1",
            "-1",
            "kB",
            "K",
            "k",
            "M",
            "99999999999999999999",
            "9223372036854775807",
            "17179869183",
            "4294967296",
            "2147483648",
            "cma=",
            "cma=16E",
            "cma=999999999999999T",
            "MemTotal:",
            "CmaTotal:",
            "CmaFree:",
            "processor",
            ":",
            "=",
            "\n",
            " ",
            "-",
            ",",
            "0x7fffffff",
            "CONFIG_CMA_ALIGNMENT=99",
            "CONFIG_CMA_SIZE_MBYTES=1048576",
            "x86_64",
            "aarch64",
            "7.99",
            "\u00ff",
            "\0",
            "AuthenticAMD",
            "vendor_id : x",
            "CPU implementer : 0x41",
            "kho=on",
        ];
        Gen<string> text = Gen.Int[0, words.Length - 1]
            .Array[0, 12]
            .Select(at => string.Concat(at.Select(i => words[i])));
        string[] paths = [.. TarArchive.Read(new FakeHost().Tar()).Keys];
        Gen.Select(Gen.Int[0, paths.Length - 1], text)
            .Array[1, 6]
            .Sample(
                changes =>
                {
                    var files = TarArchive.Read(new FakeHost().Tar());
                    foreach ((int at, string content) in changes)
                    {
                        files[paths[at]] = Encoding.Latin1.GetBytes(content);
                    }

                    var tar = new TarBuilder();
                    foreach ((string name, byte[] content) in files)
                    {
                        tar.Add(name, content);
                    }

                    Check(tar.Build());
                },
                iter: 1_000
            );
    }

    /// <summary>Lists of counts are equal where their contents are.</summary>
    private static void RequireSame(MemoryState a, MemoryState b)
    {
        Assert.Equal(a with { Zones = null }, b with { Zones = null });
        Assert.Equivalent(a.Zones, b.Zones, strict: true);
    }

    private static TarBuilder Host() => new TarBuilder().Add("./machine", "x86_64\n");

    private static Scenario Read(byte[] tar)
    {
        using var stream = new MemoryStream(tar);
        ScenarioDraft defaults = HostDefaults.From(HostFactsReader.Read(HostTar.Of(stream)));
        Assert.All(defaults.Remarks, r => Assert.DoesNotContain(r.Text, char.IsControl));
        return defaults.Build().Scenario;
    }

    private static void Check(byte[] tar)
    {
        try
        {
            Read(tar);
        }
        catch (InputException e)
        {
            Assert.DoesNotContain(e.Line, char.IsControl);
            Assert.InRange(e.Message.Length, 10, 300);
        }
    }

    private static void Refuse(byte[] tar, string part)
    {
        InputException e = Assert.Throws<InputException>(() => Read(tar));
        Assert.Contains(part, e.Message);
        Assert.DoesNotContain(e.Line, char.IsControl);
    }

    /// <summary>The first header's checksum made right again.</summary>
    private static byte[] Repaired(byte[] tar)
    {
        int sum = 8 * ' ' + tar[..512].Where((_, i) => i is < 148 or >= 156).Sum(b => b);
        Encoding.Latin1.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(tar, 148);
        return tar;
    }

    /// <summary>Zeros without end, almost.</summary>
    private sealed class Zeros(long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, length - _position);
            Array.Clear(buffer, offset, read);
            _position += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();
    }
}
