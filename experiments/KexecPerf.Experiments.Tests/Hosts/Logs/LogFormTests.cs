using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Experiments.Tests.Hosts.Logs;

public class LogFormTests
{
    [Theory]
    [MemberData(nameof(LogForms.OfLines), MemberType = typeof(LogForms))]
    public void The_kernel_s_time_decides_whatever_stands_before_it(string form)
    {
        RebootLog log = Read(LogForms.Line(form));
        HasTheReboot(log);
        Assert.True(log.IsOwnTime);
    }

    [Theory]
    [MemberData(nameof(LogForms.OfFiles), MemberType = typeof(LogForms))]
    public void A_file_is_read_however_it_is_encoded(string form) =>
        HasTheReboot(Read(LogForms.File(form)));

    [Theory]
    [MemberData(nameof(LogForms.OfClocks), MemberType = typeof(LogForms))]
    public void A_clock_before_the_messages_serves_where_the_kernel_printed_no_time(string form)
    {
        RebootLog log = Read(LogForms.ClockOnly(form));
        HasTheReboot(log);
        Assert.False(log.IsOwnTime);
    }

    [Fact]
    public async Task A_packed_log_is_unpacked_and_one_that_is_damaged_refused()
    {
        using var folder = new TempFolder();
        byte[] packed = LogForms.Packed();
        string whole = folder.Write("log.gz", packed);
        Assert.Contains("2 CPUs off", await Cli.Text("calibrate", "--from-dmesg", whole));
        packed[^20] ^= 0xFF;
        string damaged = folder.Write("damaged.gz", packed);
        (int exit, _, string error) = await Cli.Run("calibrate", "--from-dmesg", damaged);
        Assert.Equal(2, exit);
        Assert.Contains("damaged gzip", error);
    }

    [Theory]
    [InlineData("[Sat Feb  9 01:02:03 2030] igb 1: shutdown\n", "without -T")]
    [InlineData("Feb  9 01:02:03 node7 kernel: igb 1: shutdown\n", "whole seconds")]
    [InlineData("2030-02-09T01:02:03Z igb 1: shutdown\n", "whole seconds")]
    [InlineData("igb 1: shutdown\n", "printk.time=1")]
    [InlineData("LPKSHHRH\u0001", "journalctl --file")]
    [InlineData("BZh9", "bzip2 -d")]
    public void A_log_without_a_time_of_use_is_refused_with_the_way_out(string text, string part)
    {
        InputException e = Assert.Throws<InputException>(() => Read(Latin1(text)));
        Assert.Contains(part, e.Line);
        Assert.DoesNotContain('\n', e.Line);
    }

    [Fact]
    public void The_next_kernel_s_clock_is_found_in_the_clock_of_the_console()
    {
        byte[] bytes = Latin1(
            "[11:00:00.000] [  500.000000] kexec_core: Starting new kernel\n"
                + "[11:00:00.030] [  500.030000] psci: CPU1 killed (polled 0 ms)\n"
                + "[11:00:00.040] [  500.040000] Bye!\n"
                + "[11:00:00.900] [    0.000000] Linux version 7.3.0-arm64\n"
                + "[11:00:00.950] [    0.300000] smp: Brought up 1 node, 2 CPUs\n"
        );
        Assert.Equal(610_000, Read(bytes).BetweenKernels);
    }

    private static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    private static RebootLog Read(byte[] bytes) =>
        RebootLogReader.Read("log", KernelLog.Parse("log", bytes));

    private static void HasTheReboot(RebootLog log)
    {
        Assert.Equal(
            [
                new DeviceLine("igb", "0001:01:00.0", 30_000),
                new DeviceLine("mpt3sas", "0001:02:00.0", 121_000),
            ],
            log.Devices
        );
        Assert.Equal([new CpuLine(1, 24_000, null), new CpuLine(2, 23_000, null)], log.CpusOff);
        Assert.Empty(log.Missing);
    }
}
