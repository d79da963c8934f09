using System.Text;
using CsCheck;
using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Calibration;

public class LogTests
{
    internal const string Arm = """
        [    0.000000] Booting Linux on physical CPU 0x0000000000 [0x413fd0c1]
        [  100.000000] systemd-shutdown[1]: Rebooting with kexec.
        [  100.100000] nvme 0000:01:00.0: shutdown
        [  100.150000] nvme nvme0: some word of the driver
        [  100.200000] nvme 0000:02:00.0: shutdown
        [  100.320000] mlx5_core 0000:03:00.0: shutdown_pre
        [  100.330000] mlx5_core 0000:03:00.0: shutdown
        [  100.620000] pcieport 0000:00:01.0: shutdown
        [  100.620500] PM: Calling cpufreq_suspend+0x0/0x10
        [  100.630000] kexec_core: Starting new kernel
        [  100.650000] CPU1: shutdown
        [  100.650200] psci: CPU1 killed (polled 0 ms)
        [  100.671200] psci: CPU2 killed (polled 4 ms)
        [  100.690000] CPU3: shutdown
        [  100.690400] psci: CPU3 killed (polled 0 ms)
        [  100.700000] Bye!
        [    0.000000] Booting Linux on physical CPU 0x0000000000 [0x413fd0c1]
        [    0.000000] Linux version 7.2.13
        """;

    private const string X86 = """
        <6>[    0.100000][    T1] smp: Brought up 1 node, 64 CPUs
        <6>[    0.200000][    T1] smpboot: Total of 64 processors activated
        <6>[   60.000000][  T148] ahci 0000:00:1f.2: shutdown
        <6>[   60.250000][  T148] e1000e 0000:00:1f.6: shutdown
        <5>[   60.300000][  T148] kexec_core: Starting new kernel
        """;

    [Fact]
    public void Devices_take_the_time_to_the_next_line_that_is_not_their_own()
    {
        RebootLog log = Read(Arm);
        Assert.Equal(
            [
                new DeviceLine("nvme", "0000:01:00.0", 100_000),
                new DeviceLine("nvme", "0000:02:00.0", 120_000),
                new DeviceLine("mlx5_core", "0000:03:00.0", 300_000),
                new DeviceLine("pcieport", "0000:00:01.0", 500),
            ],
            log.Devices
        );
        Assert.Equal(Architecture.Arm64, log.Architecture);
        Assert.Equal(4, log.Cpus);
    }

    [Fact]
    public void Cpus_go_one_after_the_other_from_the_new_kernel_s_line_on()
    {
        Assert.Equal(
            [
                new CpuLine(1, 20_000, 200),
                new CpuLine(2, 21_000, null),
                new CpuLine(3, 18_800, 400),
            ],
            Read(Arm).CpusOff
        );
    }

    [Fact]
    public void X86_tells_devices_and_how_many_cpus_there_were()
    {
        RebootLog log = Read(X86);
        Assert.Equal(
            [
                new DeviceLine("ahci", "0000:00:1f.2", 250_000),
                new DeviceLine("e1000e", "0000:00:1f.6", 50_000),
            ],
            log.Devices
        );
        Assert.Equal(Architecture.X86_64, log.Architecture);
        Assert.Equal(64, log.Cpus);
        Assert.Empty(log.CpusOff);
        Assert.Empty(HostProfileBuilder.Build(null, null, log, null).Entries);
    }

    [Fact]
    public void What_a_log_tells_is_what_readers_are_sent_to_it_for()
    {
        var entries = new LogEntries(Read(Arm), MachineProfiles.Get("arm64-class"));
        Assert.NotEmpty(entries.Cpus());
        Assert.All(
            entries.Cpus().Concat(entries.EarlyBoot()),
            e => Assert.Contains(e.Parameter, HowToMeasure.Logged)
        );
    }

    [Fact]
    public void Devices_are_grouped_by_driver_last_shut_down_first()
    {
        IReadOnlyList<Device> devices = new LogEntries(
            Read(Arm),
            MachineProfiles.Get("arm64-class")
        ).Devices();
        Assert.Equal(["rest", "mlx5_core", "nvme"], devices.Select(d => d.Name));
        Assert.Equal([1, 1, 2], devices.Select(d => d.Count));
        Assert.Equal([false, true, true], devices.Select(d => d.Async));
        Assert.Equal(110e9, devices[2].Shutdown.Value, 1);
        Assert.Equal(300e9, devices[1].Shutdown.Value, 1);
        Assert.All(
            devices,
            d =>
                Assert.True(d.Shutdown.Low < d.Shutdown.Value && d.Shutdown.Value < d.Shutdown.High)
        );
    }

    [Fact]
    public void The_last_reboot_of_a_log_counts() =>
        Assert.Equal(2, Read(Arm + "\n" + X86).Devices.Count);

    [Fact]
    public void A_journal_with_monotonic_times_is_read_too() =>
        Assert.Single(
            Read(
                "[   60.000000] host kernel: sd 0:0:0:0: shutdown\n[   60.5] x\n[   61.000000] host kernel: kexec_core: Starting new kernel"
            ).Devices
        );

    [Theory]
    [InlineData("", "no line with a kernel time")]
    [InlineData(
        "nvme 0000:01:00.0: shutdown\nkexec_core: Starting new kernel\n",
        "no line with a kernel time"
    )]
    [InlineData("[Sat Nov 22 17:31:00 2025] nvme 0: shutdown\n", "without -T")]
    [InlineData(
        "[    1.000000] nvme 0000:01:00.0: shutdown\n",
        "'kexec_core: Starting new kernel' is missing"
    )]
    [InlineData("[    1.000000] kexec_core: Starting new kernel\n", "initcall_debug")]
    [InlineData(
        "[ 1.000000] sd 0: shutdown\n[ 9999.000000] kexec_core: Starting new kernel",
        "more than an hour"
    )]
    public async Task A_log_of_no_use_is_refused_in_one_line(string text, string part)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            (int exit, string output, string error) = await Cli.Run(
                "calibrate",
                "--from-dmesg",
                file
            );
            Assert.Equal(2, exit);
            Assert.Empty(output);
            Assert.StartsWith("error: " + file, error);
            Assert.Equal(1, error.Count(c => c == '\n'));
            Assert.Contains(part, error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static readonly string[] Lines =
    [
        "nvme 0000:01:00.0: shutdown",
        "nvme 0000:01:00.0: shutdown_pre",
        "a\"b\\c \u0001: shutdown",
        " 1: shutdown",
        "PM: Calling x",
        "kexec_core: Starting new kernel",
        "CPU1: shutdown",
        "psci: CPU1 killed (polled 0 ms)",
        "psci: CPU99999999999 killed",
        "psci: CPU killed",
        "Linux version 7",
        "Bye!",
        "smp: Brought up 1 node, 99999 CPUs",
        "",
    ];

    [Fact]
    public void Random_bytes_give_a_result_or_one_error() =>
        Gen.Byte.Array[0, 400].Sample(bytes => ResultOrError(bytes));

    [Fact]
    public void Random_kernel_lines_give_a_valid_profile_or_one_error()
    {
        Gen<string> line = Gen.Select(
            Gen.Int[0, 4000],
            Gen.Int[0, 999_999],
            Gen.Int[0, Lines.Length - 1],
            (s, us, text) => FormattableString.Invariant($"[{s, 5}.{us:000000}] {text}")
        );
        line.Array[0, 40]
            .Sample(
                lines => ResultOrError(Encoding.UTF8.GetBytes(string.Join('\n', lines))),
                iter: 3000
            );
    }

    private static void ResultOrError(byte[] bytes)
    {
        RebootLog log;
        try
        {
            log = RebootLogReader.Read("log", KernelLog.Parse("log", bytes), Architecture.X86_64);
        }
        catch (InputException e)
        {
            Assert.DoesNotContain('\n', e.Line);
            return;
        }

        HostProfile profile = HostProfileBuilder.Build(null, null, log, null);
        MachineProfile read = MachineProfileReader.Read(
            "made",
            Encoding.UTF8.GetBytes(ProfileText.Write(profile)),
            MachineProfiles.Get
        );
        Assert.Equal(profile.Devices?.Count ?? read.Devices.Count, read.Devices.Count);
    }

    private static RebootLog Read(string text) =>
        RebootLogReader.Read("log", KernelLog.Parse("log", Encoding.UTF8.GetBytes(text)));
}
