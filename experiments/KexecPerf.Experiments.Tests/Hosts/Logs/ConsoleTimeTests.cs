using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Hosts.Logs;

public class ConsoleTimeTests
{
    [Theory]
    [InlineData(9_600)]
    [InlineData(38_400)]
    [InlineData(57_600)]
    [InlineData(115_200)]
    [InlineData(230_400)]
    public void A_serial_console_is_told_by_its_speed_and_taken_off(int baud)
    {
        RebootLog quiet = Host(0).Read();
        RebootLog slow = Host(1e7 / baud).Read();
        Assert.Null(quiet.Console);
        Assert.Equal(baud, slow.Console?.Baud);
        Assert.True(slow.PrintingTakenOff > 0);
        for (int i = 0; i < quiet.Devices.Count; i++)
        {
            long alone = quiet.Devices[i].Microseconds;
            Assert.InRange(slow.Devices[i].Microseconds, alone - 3, alone + 3);
        }

        for (int i = 0; i < quiet.CpusOff.Count; i++)
        {
            long alone = quiet.CpusOff[i].TeardownMicroseconds;
            Assert.InRange(slow.CpusOff[i].TeardownMicroseconds, alone - 3, alone + 3);
        }
    }

    [Fact]
    public void A_driver_s_own_words_are_printed_too()
    {
        LogBuilder With(double cost) =>
            new LogBuilder(cost)
                .Add(1e6, "uhci_hcd 0000:00:1a.0: shutdown")
                .Add(1.00004e6, "uhci_hcd 0000:00:1a.1: shutdown")
                .Add(1.00008e6, "ehci-pci 0000:00:1a.7: shutdown")
                .Add(1.00012e6, "megaraid_sas 0000:5e:00.0: shutdown")
                .Add(1.0002e6, "megaraid_sas 0000:5e:00.0: flushing the cache of both drives now")
                .Add(1.8e6, "kexec_core: Starting new kernel");
        Assert.Equal(
            With(0).Read(Architecture.X86_64).Devices[3].Microseconds,
            With(1e7 / 19_200).Read(Architecture.X86_64).Devices[3].Microseconds,
            3.0
        );
    }

    [Fact]
    public void What_is_no_serial_line_s_speed_is_left_and_the_range_reaches_down()
    {
        RebootLog log = Host(14).Read();
        Assert.NotNull(log.Console);
        Assert.Null(log.Console.Baud);
        Assert.Equal(0, log.PrintingTakenOff);
        HostProfile profile = HostProfileBuilder.Build(null, null, log, null);
        Device small = profile.Devices!.Single(d => d.Name == "pcieport");
        Assert.True(small.Shutdown.Low < 0.1 * small.Shutdown.Value);
        Assert.Contains(LogNotes.Of(log), n => n.Contains("a slow console may have printed"));
    }

    [Fact]
    public void Devices_that_take_long_hide_no_console()
    {
        var log = new LogBuilder().Add(1, "tsc: x");
        for (int i = 0; i < 12; i++)
        {
            log.Add(5e6 + 3_700 * i * (1 + i % 5), $"ena 0000:0{i % 8}:00.0: shutdown");
        }

        Assert.Null(log.Add(6e6, "kexec_core: Starting new kernel").Read().Console?.Baud);
    }

    [Fact]
    public void Messages_of_other_cpus_between_do_not_hide_a_console()
    {
        LogBuilder log = Host(1e7 / 115_200);
        string text = log.Text.Replace(
            "nvme 0004",
            "nvme 0004:01:00.0: a word of another CPU\r\n[   80.000400] nvme 0004"
        );
        Assert.NotEqual(log.Text, text);
        Assert.Equal(115_200, LogBuilder.Of(text).Console?.Baud);
    }

    [Fact]
    public void The_answer_says_how_to_log_without_a_console()
    {
        string note = LogNotes.Of(Host(1e7 / 57_600).Read()).Single();
        Assert.Contains("57600 baud", note);
        Assert.Contains("pstore", note);
    }

    /// <summary>
    /// Thirty small devices, a disk, and CPUs, on a console that takes so long a character.
    /// </summary>
    private static LogBuilder Host(double cost)
    {
        LogBuilder log = new LogBuilder(cost)
            .Add(0, "Booting Linux on physical CPU 0x0000000000 [0x413fd0c1]")
            .Add(80e6, "nvme 0004:01:00.0: shutdown");
        double now = 80e6 + 11_300;
        for (int i = 0; i < 30; i++)
        {
            log.Add(now, $"pcieport 000{i % 9}:{i:00}:00.0: shutdown");
            now += 22 + i;
        }

        log.Add(now, "kexec_core: Starting new kernel");
        for (int cpu = 1; cpu < 6; cpu++)
        {
            log.Add(now += 2_100 + 40 * cpu, $"psci: CPU{cpu} killed (polled 0 ms)");
        }

        return log.Add(now, "Bye!");
    }
}
