using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Hosts.Logs;

public class HalfLogTests
{
    [Fact]
    public void A_log_without_Bye_is_half_a_log() =>
        Assert.Equal(["'Bye!' is missing"], Arm(cpus: 3, off: 2, bye: false).Read().Missing);

    [Fact]
    public void Cpus_that_did_not_go_are_counted_and_the_machine_keeps_them()
    {
        RebootLog log = Arm(cpus: 12, off: 4, bye: false).Read();
        Assert.Equal(["'Bye!' is missing", "4 of 11 CPUs off"], log.Missing);
        Assert.Equal(12, log.Cpus);
    }

    [Fact]
    public void Cpus_are_missing_where_none_went_although_arm64_says_so() =>
        Assert.Equal(
            ["'Bye!' is missing", "0 of 5 CPUs off"],
            Arm(cpus: 6, off: 0, bye: false).Read().Missing
        );

    [Fact]
    public void A_whole_log_misses_nothing() =>
        Assert.Empty(Arm(cpus: 5, off: 4, bye: true).Read().Missing);

    [Fact]
    public void X86_says_neither_Bye_nor_which_cpus_went() =>
        Assert.Empty(
            new LogBuilder()
                .Add(300, "smpboot: Total of 8 processors activated (40 BogoMIPS)")
                .Add(9e6, "i40e 0000:18:00.0: shutdown")
                .Add(9.2e6, "kexec_core: Starting new kernel")
                .Read()
                .Missing
        );

    [Fact]
    public void A_log_that_begins_in_the_middle_says_so() =>
        Assert.Contains(
            "begins with a device's shutdown",
            new LogBuilder()
                .Add(9e6, "i40e 0000:18:00.0: shutdown")
                .Add(9.2e6, "kexec_core: Starting new kernel")
                .Read(Architecture.X86_64)
                .Missing[0]
        );

    [Fact]
    public void Dropped_messages_are_missing() =>
        Assert.Equal(
            ["the kernel dropped messages"],
            Arm(cpus: 3, off: 2, bye: true, "** 14 printk messages dropped **").Read().Missing
        );

    [Theory]
    [InlineData("reboot: Restarting system", "goes through the firmware")]
    [InlineData("Starting crashdump kernel...", "a crash kexec")]
    [InlineData("systemd-shutdown[1]: bye", "half a log")]
    public void Without_the_new_kernel_s_line_it_is_refused_with_the_reason(
        string last,
        string part
    )
    {
        LogBuilder log = new LogBuilder().Add(1, "tsc: x").Add(5, "sd 1:0:0:0: shutdown");
        InputException e = Assert.Throws<InputException>(() => log.Add(9, last).Read());
        Assert.Contains(part, e.Line);
    }

    [Fact]
    public void A_next_kernel_alone_does_not_make_half_a_reboot_whole()
    {
        RebootLog log = new LogBuilder()
            .Add(1, "tsc: x")
            .Add(5e6, "sd 1:0:0:0: shutdown")
            .Add(0, "Linux version 7.1.0")
            .Add(700_000, "Run /init as init process")
            .Read();
        Assert.Empty(log.Devices);
        Assert.Contains("'Starting new kernel' is missing", log.Missing[0]);
        Assert.Equal(700_000, log.Start?.Microseconds);
    }

    [Fact]
    public async Task The_answer_says_first_of_all_that_the_log_is_half()
    {
        using var folder = new TempFolder();
        string file = folder.Write(
            "log",
            System.Text.Encoding.ASCII.GetBytes(Arm(cpus: 9, off: 3, bye: false).Text)
        );
        string text = await Cli.Text("calibrate", "--from-dmesg", file);
        Assert.Contains("kexec-log-9c", text);
        Assert.Contains("half a log: 1 devices shut down, 3 CPUs off", text);
        Assert.Contains("3 of 8 CPUs off", text);
    }

    private static LogBuilder Arm(int cpus, int off, bool bye, string more = "random: x")
    {
        LogBuilder log = new LogBuilder()
            .Add(0, "Booting Linux on physical CPU 0x0000000000 [0x411fd0c0]")
            .Add(500_000, $"smp: Brought up 1 node, {cpus} CPUs")
            .Add(70e6, "nvme 0002:01:00.0: shutdown")
            .Add(70.2e6, more)
            .Add(70.3e6, "kexec_core: Starting new kernel");
        for (int cpu = 1; cpu <= off; cpu++)
        {
            log.Add(70.3e6 + 21_000 * cpu, $"psci: CPU{cpu} killed (polled 0 ms)");
        }

        return bye ? log.Add(72e6, "Bye!") : log;
    }
}
