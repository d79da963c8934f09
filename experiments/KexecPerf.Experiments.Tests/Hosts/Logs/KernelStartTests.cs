using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Hosts.Logs;

public class KernelStartTests
{
    [Fact]
    public void The_next_kernel_s_start_is_early_boot()
    {
        RebootLog log = Reboot().Read();
        Assert.True(log.StartIsNext);
        Assert.Equal(640_000, log.Start?.Microseconds);
        Assert.Equal("Run /init as init process", log.Start?.EndedBy);
        Assert.Equal(83_000, log.Start?.BringUp);
        Quantity boot = HostProfileBuilder
            .Build(null, null, log, null)
            .Entries.Single(e => e.Parameter == MachineParameters.EarlyBoot)
            .Quantity;
        Assert.Equal(Evidence.Measured, boot.Evidence);
        Assert.Equal(640e9, boot.Value, 1.0);
        Assert.InRange(boot.Low, 500e9, 640e9);
        Assert.InRange(boot.High, 640e9, 800e9);
    }

    [Fact]
    public void Initcalls_are_summed_and_the_longest_named()
    {
        KernelStart start = Reboot().Read().Start!;
        Assert.Equal(3, start.Initcalls);
        Assert.Equal(51_230, start.InitcallMicroseconds);
        Assert.Equal("acpi_scan_all", start.LongestInitcall);
        Assert.Equal(50_000, start.LongestMicroseconds);
    }

    [Fact]
    public void A_kernel_s_own_log_without_a_reboot_tells_early_boot_alone()
    {
        RebootLog log = new LogBuilder()
            .Add(0, "Linux version 7.2.4-amd64 (x@y)")
            .Add(410_000, "Freeing unused kernel image (initmem) memory: 3180K")
            .Add(433_000, "Run /sbin/init as init process")
            .Add(2e6, "Run /bin/true as init process")
            .Read();
        Assert.False(log.StartIsNext);
        Assert.Empty(log.Devices);
        Assert.Empty(log.Missing);
        Assert.Equal(433_000, log.Start?.Microseconds);
    }

    [Theory]
    [InlineData("Freeing unused kernel image (initmem) memory: 3180K")]
    [InlineData("systemd[1]: Inserted module 'autofs4'")]
    public void Other_lines_stand_in_for_the_first_process(string line) =>
        Assert.Equal(
            290_000,
            new LogBuilder()
                .Add(0, "Linux version 7.2.4-amd64 (x@y)")
                .Add(290_000, line)
                .Add(900_000, "systemd[1]: Hostname set")
                .Read()
                .Start?.Microseconds
        );

    [Fact]
    public void A_start_that_ends_before_user_space_is_none()
    {
        RebootLog log = new LogBuilder()
            .Add(80e6, "nvme 0: shutdown")
            .Add(81e6, "kexec_core: Starting new kernel")
            .Add(0, "Linux version 7.2.4-amd64 (x@y)")
            .Add(290_000, "smp: Brought up 1 node, 2 CPUs")
            .Read();
        Assert.Null(log.Start);
        Assert.Equal(2, log.Cpus);
    }

    [Fact]
    public void A_slow_console_s_time_is_taken_off_a_start()
    {
        LogBuilder log = new LogBuilder(1e7 / 115_200)
            .Add(0, "Linux version 7.2.4-amd64 (x@y)")
            .Add(1_000, "printk: legacy console [ttyS1] enabled");
        for (int i = 1; i < 60; i++)
        {
            log.Add(1_000 + 30 * i, $"pci 0000:00:{i:00}.0: [8086:a1{i:00}] type 00 class 0x1180");
        }

        RebootLog read = log.Add(500_000, "Run /init as init process").Read();
        Quantity boot = HostProfileBuilder
            .Build(null, null, read, null)
            .Entries.Single(e => e.Parameter == MachineParameters.EarlyBoot)
            .Quantity;
        Assert.True(read.Start!.Microseconds > 750_000);
        Assert.Equal(500e9, boot.Value, 2e9);
        Assert.True(boot.High >= 1e6 * read.Start!.Microseconds!.Value);
    }

    [Fact]
    public async Task Text_and_json_show_the_start()
    {
        using var folder = new TempFolder();
        string file = folder.Write("log", System.Text.Encoding.ASCII.GetBytes(Reboot().Text));
        string text = await Cli.Text("calibrate", "--from-dmesg", file);
        Assert.Contains("the next kernel 640.0 ms to", text);
        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= 72, l));
        var json = await Cli.Json("calibrate", "--from-dmesg", file);
        Assert.Equal(640, json["log"]!["early_boot_ms"]!.GetValue<double>());
        Assert.Equal(83, json["log"]!["cpu_bring_up_ms"]!.GetValue<double>());
    }

    private static LogBuilder Reboot() =>
        new LogBuilder()
            .Add(80e6, "Linux version 7.2.4-amd64 (x@y)")
            .Add(81e6, "ixgbe 0000:af:00.0: shutdown")
            .Add(81.3e6, "kexec_core: Starting new kernel")
            .Add(0, "Linux version 7.2.4-amd64 (x@y)")
            .Add(40_000, "smp: Bringing up secondary CPUs ...")
            .Add(123_000, "smp: Brought up 2 nodes, 48 CPUs")
            .Add(200_000, "initcall pci_arch_init+0x0/0x70 returned 0 after 230 usecs")
            .Add(300_000, "initcall acpi_scan_all+0x0/0x70 returned 0 after 50000 usecs")
            .Add(310_000, "initcall late_thing+0x0/0x70 returned -19 after 1000 usecs")
            .Add(600_000, "Freeing unused kernel image (initmem) memory: 3180K")
            .Add(640_000, "Run /init as init process");
}
