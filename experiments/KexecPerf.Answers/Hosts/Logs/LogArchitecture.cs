using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// Tells the architecture from messages that one architecture's kernels alone print, and refuses
/// those whose kexec is not modelled by name. Drivers of one platform do not count: a log is of a
/// kernel, and what the reader's own computer is says nothing about it.
/// </summary>
internal static class LogArchitecture
{
    /// <summary>Beginnings of messages; arch/x86 and arch/arm64 of 7.3.</summary>
    private static readonly (string Start, Architecture Architecture)[] Telling =
    [
        ("BIOS-e820: ", Architecture.X86_64),
        ("BIOS-provided physical RAM map", Architecture.X86_64),
        ("e820: ", Architecture.X86_64),
        ("x86/", Architecture.X86_64),
        ("x86: ", Architecture.X86_64),
        ("smpboot: ", Architecture.X86_64),
        ("APIC: ", Architecture.X86_64),
        ("IOAPIC[", Architecture.X86_64),
        ("ACPI: LAPIC", Architecture.X86_64),
        ("ACPI: IOAPIC", Architecture.X86_64),
        ("tsc: ", Architecture.X86_64),
        ("clocksource: tsc", Architecture.X86_64),
        ("clocksource: hpet", Architecture.X86_64),
        ("kvm-clock: ", Architecture.X86_64),
        ("RAMDISK: [mem ", Architecture.X86_64),
        ("microcode: ", Architecture.X86_64),
        ("MTRR", Architecture.X86_64),
        ("psci: ", Architecture.Arm64),
        ("GICv3: ", Architecture.Arm64),
        ("arch_timer: ", Architecture.Arm64),
        ("CPU: All CPU(s) started at EL", Architecture.Arm64),
        ("Boot CPU: AArch64 ", Architecture.Arm64),
    ];

    /// <summary>
    /// Of architectures that are not modelled; those of 32-bit Arm have PSCI and GIC as well.
    /// </summary>
    private static readonly (string Start, string Name)[] Foreign =
    [
        ("CPU: ARMv7", "ARMv7 (32-bit Arm)"),
        ("CPU: ARMv", "32-bit Arm"),
        ("riscv: ", "riscv"),
        ("SBI specification v", "riscv"),
        ("SBI implementation ID", "riscv"),
        ("phys_mem_size     = ", "powerpc"),
        ("firmware_features = ", "powerpc"),
        ("radix-mmu: ", "powerpc"),
        ("hash-mmu: ", "powerpc"),
        ("CPU maps initialized for ", "powerpc"),
        ("Using pSeries machine description", "powerpc"),
        ("Using PowerNV machine description", "powerpc"),
        ("setup: Linux is running ", "s390"),
        ("Linux is running as a z/VM", "s390"),
        ("Linux is running natively in 64-bit mode", "s390"),
        ("64-bit Loongson Processor", "loongarch"),
        ("CPU0 revision is: ", "mips"),
        ("Notice: NX (Execute Disable) protection cannot be enabled", "32-bit x86"),
        ("PROMLIB: ", "sparc"),
    ];

    /// <summary>Parts of the release in <c>Linux version</c>, as distributions build it.</summary>
    private static readonly (string Part, Architecture? Architecture, string Name)[] Releases =
    [
        ("x86_64", Architecture.X86_64, ""),
        ("amd64", Architecture.X86_64, ""),
        ("aarch64", Architecture.Arm64, ""),
        ("arm64", Architecture.Arm64, ""),
        ("armv7", null, "ARMv7 (32-bit Arm)"),
        ("armmp", null, "ARMv7 (32-bit Arm)"),
        ("armhf", null, "32-bit Arm"),
        ("i686", null, "32-bit x86"),
        ("686-pae", null, "32-bit x86"),
        ("ppc64", null, "powerpc"),
        ("powerpc64", null, "powerpc"),
        ("s390x", null, "s390"),
        ("riscv64", null, "riscv"),
        ("loong64", null, "loongarch"),
        ("loongarch64", null, "loongarch"),
        ("mips64", null, "mips"),
    ];

    /// <summary>That of the messages from one to before another; null where none tells.</summary>
    /// <exception cref="InputException">One that is not modelled; without place.</exception>
    public static Architecture? Tell(IReadOnlyList<LogLine> lines, int first, int end)
    {
        Architecture? told = null;
        for (int i = first; i < end; i++)
        {
            LogLine line = lines[i];
            string? foreign = null;
            Architecture? own = line.Text.StartsWith("Linux version ", StringComparison.Ordinal)
                ? OfRelease(line.Text, out foreign)
                : OfMessage(line.Text, out foreign);
            if (foreign is not null)
            {
                throw new InputException(
                    $"the log of a {foreign} kernel, whose kexec is not modelled; "
                        + "give one of x86_64 or arm64"
                );
            }

            told ??= own;
        }

        return told;
    }

    private static Architecture? OfMessage(string text, out string? foreign)
    {
        foreign = null;
        foreach ((string start, string name) in Foreign)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                foreign = name;
                return null;
            }
        }

        foreach ((string start, Architecture architecture) in Telling)
        {
            if (text.StartsWith(start, StringComparison.Ordinal))
            {
                return architecture;
            }
        }

        return IsArm64Start(text) ? Architecture.Arm64 : null;
    }

    /// <summary>
    /// <c>Booting Linux on physical CPU 0x0000000000 [0x410fd083]</c> and <c>CPU1: Booted secondary
    /// processor 0x0000000100 [0x410fd083]</c> name the core; 32-bit Arm's do not.
    /// </summary>
    private static bool IsArm64Start(string text) =>
        text is [.., ']']
        && (
            text.StartsWith("Booting Linux on physical CPU 0x", StringComparison.Ordinal)
            || text.Contains(": Booted secondary processor 0x", StringComparison.Ordinal)
        )
        && text.Contains(" [0x", StringComparison.Ordinal);

    private static Architecture? OfRelease(string text, out string? foreign)
    {
        string release = text.Split(' ', 4)[2];
        foreach ((string part, Architecture? architecture, string name) in Releases)
        {
            if (release.Contains(part))
            {
                foreign = architecture is null ? name : null;
                return architecture;
            }
        }

        foreign = null;
        return null;
    }
}
