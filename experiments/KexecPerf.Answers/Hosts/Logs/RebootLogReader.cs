using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// Finds the last kexec reboot in a log. The messages, in the kernel's order (<c>kernel_kexec()</c>):
/// <c>DRIVER NAME: shutdown</c> or <c>shutdown_pre</c> before each device's shutdown, with initcall_debug (<c>device_shutdown()</c>,
/// drivers/base/core.c); <c>PM: Calling FUNCTION</c> (<c>syscore_shutdown()</c>); <c>kexec_core: Starting new kernel</c>; on arm64
/// <c>CPU1: shutdown</c> (arch/arm64/kernel/smp.c; a debug message since 5.8) and <c>psci: CPU1 killed (polled 0 ms)</c>
/// (<c>cpu_psci_cpu_kill()</c>); <c>Bye!</c> (<c>machine_kexec()</c>); then the next kernel, whose time starts at 0.
/// </summary>
internal static class RebootLogReader
{
    private const string Marker = "Starting new kernel";
    private const long BackwardsMicroseconds = 1_000_000;
    private const long MostMicroseconds = 3600L * 1_000_000;
    private const int MostDevices = 100_000;

    /// <exception cref="InputException">No reboot in it, or one without a word on devices and CPUs.</exception>
    public static RebootLog Read(string file, IReadOnlyList<LogLine> lines)
    {
        for (int at = lines.Count - 1; at >= 0; at--)
        {
            if (!IsMarker(lines[at].Text))
            {
                continue;
            }

            (int first, int end) = (Start(lines, at), End(lines, at));
            List<DeviceLine> devices = Devices(file, lines, first, at);
            List<CpuLine> cpus = Cpus(file, lines, at, end);
            if (devices.Count + cpus.Count > 0)
            {
                return new RebootLog(
                    TellArchitecture(lines),
                    cpus.Count > 0 ? cpus.Count + 1 : BroughtUp(lines),
                    devices,
                    cpus
                );
            }
        }

        throw new InputException(
            InputPlace.Of(file),
            lines.Any(l => IsMarker(l.Text))
                ? "no device or CPU goes down before the new kernel; boot with initcall_debug and loglevel=8"
                : $"no kexec reboot: the line 'kexec_core: {Marker}' is missing; give the old kernel's whole log"
        );
    }

    private static bool IsMarker(string text) =>
        text.EndsWith(Marker, StringComparison.Ordinal) && text.Length <= Marker.Length + 20;

    /// <summary>The old kernel's first line.</summary>
    private static int Start(IReadOnlyList<LogLine> lines, int at)
    {
        while (at > 0 && !Restarts(lines, at))
        {
            at--;
        }

        return at;
    }

    /// <summary>One behind the old kernel's last line.</summary>
    private static int End(IReadOnlyList<LogLine> lines, int at)
    {
        int end = at + 1;
        while (end < lines.Count && !Restarts(lines, end) && !IsMarker(lines[end].Text))
        {
            end++;
        }

        return end;
    }

    /// <summary>Whether a kernel starts here: time falls back, or it gives its version.</summary>
    private static bool Restarts(IReadOnlyList<LogLine> lines, int at) =>
        lines[at].Microseconds + BackwardsMicroseconds < lines[at - 1].Microseconds
        || lines[at].Text.StartsWith("Linux version ", StringComparison.Ordinal)
        || lines[at].Text.StartsWith("Booting Linux on physical CPU", StringComparison.Ordinal);

    private static List<DeviceLine> Devices(
        string file,
        IReadOnlyList<LogLine> lines,
        int first,
        int marker
    )
    {
        var devices = new List<DeviceLine>();
        (string Driver, string Name, long Since)? open = null;
        for (int i = first; i <= marker && devices.Count < MostDevices; i++)
        {
            LogLine line = lines[i];
            bool isDevice = TryDevice(line.Text, out string driver, out string name);
            if (isDevice && open is { } same && (same.Driver, same.Name) == (driver, name))
            {
                continue;
            }

            bool ends = isDevice || i == marker || line.Text.StartsWith("PM: Calling");
            if (ends && open is { } o)
            {
                devices.Add(new DeviceLine(o.Driver, o.Name, Gap(file, o.Since, line)));
                open = null;
            }

            open = isDevice ? (driver, name, line.Microseconds) : open;
        }

        return devices;
    }

    private static bool TryDevice(string text, out string driver, out string name)
    {
        (driver, name) = ("", "");
        int colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        int space = text.IndexOf(' ');
        if (
            colon < 0
            || space < 0
            || space > colon
            || text[(colon + 2)..] is not ("shutdown" or "shutdown_pre")
        )
        {
            return false;
        }

        driver = space == 0 ? "device" : text[..space];
        name = text[(space + 1)..colon];
        return true;
    }

    private static List<CpuLine> Cpus(
        string file,
        IReadOnlyList<LogLine> lines,
        int marker,
        int end
    )
    {
        var cpus = new List<CpuLine>();
        LogLine before = lines[marker];
        LogLine? down = null;
        for (int i = marker + 1; i < end && cpus.Count < 8191; i++)
        {
            LogLine line = lines[i];
            if (TryCpu(line.Text, "CPU", ": shutdown", out int _))
            {
                down = line;
            }
            else if (TryCpu(line.Text, "psci: CPU", " killed", out int number))
            {
                cpus.Add(
                    new CpuLine(
                        number,
                        Gap(file, before.Microseconds, down ?? line),
                        down is { } d ? Gap(file, d.Microseconds, line) : null
                    )
                );
                before = line;
                down = null;
            }
        }

        return cpus;
    }

    private static bool TryCpu(string text, string head, string tail, out int number)
    {
        number = 0;
        int at = text.IndexOf(tail, StringComparison.Ordinal);
        return text.StartsWith(head, StringComparison.Ordinal)
            && at >= head.Length
            && int.TryParse(text.AsSpan(head.Length, at - head.Length), out number)
            && number is >= 0 and < 8192;
    }

    /// <summary>CPUs have clocks that differ by microseconds: a negative difference is none.</summary>
    private static long Gap(string file, long since, LogLine line)
    {
        long gap = Math.Max(0, line.Microseconds - since);
        return gap <= MostMicroseconds
            ? gap
            : throw new InputException(
                InputPlace.Of(file),
                "more than an hour between two lines of the reboot; give the log of one reboot"
            );
    }

    private static Architecture? TellArchitecture(IReadOnlyList<LogLine> lines)
    {
        foreach (LogLine line in lines)
        {
            if (
                line.Text.StartsWith("psci: ")
                || line.Text.StartsWith("Booting Linux on physical CPU")
            )
            {
                return Architecture.Arm64;
            }

            if (line.Text.StartsWith("x86/") || line.Text.StartsWith("smpboot: "))
            {
                return Architecture.X86_64;
            }
        }

        return null;
    }

    /// <summary><c>smp: Brought up 1 node, 64 CPUs</c>.</summary>
    private static int? BroughtUp(IReadOnlyList<LogLine> lines)
    {
        foreach (LogLine line in lines)
        {
            string[] words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int at = line.Text.Contains("Brought up ") ? Array.IndexOf(words, "CPUs") : -1;
            if (at > 0 && int.TryParse(words[at - 1], out int cpus) && cpus is > 0 and <= 8192)
            {
                return cpus;
            }
        }

        return null;
    }
}
