using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Hosts.Logs;

public class LogArchitectureTests
{
    [Theory]
    [InlineData("BIOS-e820: [mem 0x0000000000000000-0x000000000009ffff] usable")]
    [InlineData("smpboot: CPU0: some name (family: 0x19)")]
    [InlineData("x86/fpu: Supporting XSAVE feature 0x001")]
    [InlineData("Linux version 6.12.9-cloud-amd64 (x@y)")]
    [InlineData("Linux version 5.14.0-503.el9.x86_64 (x@y)")]
    public void X86_64_is_told_by_its_messages(string line) =>
        Assert.Equal(Architecture.X86_64, Log(line).Read().Architecture);

    [Theory]
    [InlineData("Booting Linux on physical CPU 0x0000010000 [0x410fd490]")]
    [InlineData("CPU1: Booted secondary processor 0x0000000100 [0x410fd490]")]
    [InlineData("psci: PSCIv1.1 detected in firmware.")]
    [InlineData("Linux version 6.12.0-55.el10.aarch64+64k (x@y)")]
    public void Arm64_is_told_by_its_messages(string line) =>
        Assert.Equal(Architecture.Arm64, Log(line).Read().Architecture);

    [Theory]
    [InlineData("CPU: ARMv7 Processor [410fc0f4] revision 4 (ARMv7)", "ARMv7")]
    [InlineData("Linux version 6.1.0-33-armmp (x@y)", "ARMv7")]
    [InlineData("riscv: base ISA extensions acdfim", "riscv")]
    [InlineData("SBI specification v2.0 detected", "riscv")]
    [InlineData("radix-mmu: Page sizes from device-tree:", "powerpc")]
    [InlineData("Linux version 6.4.0-150600-default.ppc64le (x@y)", "powerpc")]
    [InlineData("setup: Linux is running natively in 64-bit mode", "s390")]
    [InlineData("Linux version 5.14.0-503.el9.s390x (x@y)", "s390")]
    [InlineData("Linux version 6.1.0-33-686-pae (x@y)", "32-bit x86")]
    public void Others_are_refused_by_name_though_a_later_line_looks_like_arm64(
        string line,
        string name
    )
    {
        InputException e = Assert.Throws<InputException>(() =>
            Log(line).Add(9.5e6, "psci: CPU1 killed (polled 0 ms)").Read()
        );
        Assert.Contains(name, e.Line);
        Assert.Contains("x86_64 or arm64", e.Line);
    }

    [Fact]
    public async Task What_no_message_tells_is_asked_for_and_taken_from_the_option()
    {
        using var folder = new TempFolder();
        string file = folder.Write(
            "log",
            System.Text.Encoding.ASCII.GetBytes(Log("random: crng init done").Text)
        );
        (int exit, _, string error) = await Cli.Run("calibrate", "--from-dmesg", file);
        Assert.Equal(2, exit);
        Assert.Contains("--architecture x86_64 or arm64", error);
        foreach (string name in (string[])["x86_64", "aarch64"])
        {
            string text = await Cli.Text([
                "calibrate",
                "--from-dmesg",
                file,
                "--architecture",
                name,
            ]);
            Assert.Contains(
                name == "x86_64" ? "Inherited from x86_64-class" : "Inherited from arm64-class",
                text
            );
        }

        (_, _, error) = await Cli.Run([
            "calibrate",
            "--from-dmesg",
            file,
            "--architecture",
            "armv7",
        ]);
        Assert.StartsWith("error: --architecture: 'armv7' is not modelled", error);
    }

    [Fact]
    public void An_option_that_contradicts_the_log_is_refused() =>
        Assert.Contains(
            "of x86_64, not of arm64",
            Assert.Throws<InputException>(() => Log("tsc: x").Read(Architecture.Arm64)).Line
        );

    private static LogBuilder Log(string line) =>
        new LogBuilder()
            .Add(10, line)
            .Add(9e6, "xhci_hcd 0000:00:14.0: shutdown")
            .Add(9.1e6, "kexec_core: Starting new kernel");
}
