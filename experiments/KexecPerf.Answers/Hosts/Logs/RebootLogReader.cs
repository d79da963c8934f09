using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// Finds the last kexec reboot in a log, or a kernel's start alone. The messages, in the kernel's
/// order (<c>kernel_kexec()</c>): <c>DRIVER NAME: shutdown</c> or <c>shutdown_pre</c> before each
/// device's shutdown, with initcall_debug (<c>device_shutdown()</c>, drivers/base/core.c); <c>PM:
/// Calling FUNCTION</c> (<c>syscore_shutdown()</c>); <c>kexec_core: Starting new kernel</c>; on
/// arm64 <c>CPU1: shutdown</c> (arch/arm64/kernel/smp.c; a debug message since 5.8) and <c>psci:
/// CPU1 killed (polled 0 ms)</c> (<c>cpu_psci_cpu_kill()</c>); <c>Bye!</c>
/// (<c>machine_kexec()</c>); then the next kernel, whose time starts at 0.
/// </summary>
internal sealed class RebootLogReader
{
    private const int MostDevices = 100_000;
    private const int MostCpus = 8192;

    private readonly string _file;
    private readonly KernelLog _log;
    private readonly IReadOnlyList<LogLine> _lines;
    private readonly IReadOnlyList<LogKernel> _kernels;

    private RebootLogReader(string file, KernelLog log)
    {
        (_file, _log, _lines) = (file, log, log.Lines);
        _kernels = LogKernel.AllOf(log);
    }

    /// <param name="file">For errors.</param>
    /// <param name="log">Its messages.</param>
    /// <param name="given">Architecture where no message tells; null for unknown.</param>
    /// <exception cref="InputException">
    /// Neither a reboot nor a start in it, or an architecture that is not modelled.
    /// </exception>
    public static RebootLog Read(string file, KernelLog log, Architecture? given = null) =>
        new RebootLogReader(file, log).Read(given);

    private RebootLog Read(Architecture? given)
    {
        int at = FindReboot();
        if (at >= 0)
        {
            return Reboot(at, given);
        }

        for (at = _kernels.Count - 1; at >= 0; at--)
        {
            KernelStart start = KernelStart.Of(_log, _kernels[at]);
            if (start.Microseconds is not null && !GoesDown(_kernels[at]))
            {
                return Reboot(at, given);
            }
        }

        throw new InputException(InputPlace.Of(_file), WhyNone());
    }

    /// <summary>
    /// The last kernel whose reboot has a word on devices or CPUs, or a next kernel's start.
    /// </summary>
    private int FindReboot()
    {
        int started = -1;
        for (int at = _kernels.Count - 1; at >= 0; at--)
        {
            LogKernel kernel = _kernels[at];
            if (!kernel.HasMarker)
            {
                continue;
            }

            if (GoesDown(kernel))
            {
                return at;
            }

            bool starts =
                at + 1 < _kernels.Count
                && KernelStart.Of(_log, _kernels[at + 1]).Microseconds is not null;
            started = started < 0 && starts ? at : started;
        }

        return started;
    }

    private bool GoesDown(LogKernel kernel)
    {
        for (int i = kernel.Since; i < kernel.End; i++)
        {
            string text = _lines[i].Text;
            bool isBehind = kernel.HasMarker && i > kernel.Marker;
            if (isBehind ? TryKilled(text, out _) : TryDevice(text, out _, out _))
            {
                return true;
            }
        }

        return false;
    }

    private string WhyNone()
    {
        if (_kernels.Any(k => k.HasMarker))
        {
            return "no device or CPU goes down before the new kernel; boot with initcall_debug and "
                + "loglevel=8";
        }

        foreach (LogLine line in _lines)
        {
            if (line.Text.StartsWith("reboot: ", StringComparison.Ordinal))
            {
                return $"no kexec reboot: '{UserText.Shorten(line.Text)}' goes through the "
                    + "firmware; give the log of a kexec -e or systemctl kexec";
            }

            if (line.Text.EndsWith("Starting crashdump kernel...", StringComparison.Ordinal))
            {
                return "a crash kexec, which shuts nothing down; give the log of a kexec -e or "
                    + "systemctl kexec";
            }
        }

        return (_kernels.Any(GoesDown) ? "half a log: devices go down, but " : "no kexec reboot: ")
            + $"the line 'kexec_core: {LogKernel.MarkerText}' is missing; "
            + "give the old kernel's whole log";
    }

    private RebootLog Reboot(int at, Architecture? given)
    {
        LogKernel old = _kernels[at];
        LogKernel? next = old.HasMarker && at + 1 < _kernels.Count ? _kernels[at + 1] : null;
        int first = FirstOfReboot(old);
        LogGaps gaps = new(_file, _lines, ConsoleTime.Of(_lines, first, old.End));
        List<DeviceLine> devices = old.HasMarker ? Devices(gaps, old) : [];
        List<CpuLine> cpus = old.HasMarker ? CpusOff(gaps, old) : [];
        KernelStart before = KernelStart.Of(_log, old);
        KernelStart? after = next is { } n ? KernelStart.Of(_log, n) : null;
        bool isNext = after?.Microseconds is not null;
        int? broughtUp = before.Cpus ?? after?.Cpus;
        Architecture? architecture = Tell(old.First, next?.End ?? old.End, given);
        return new RebootLog
        {
            Architecture = architecture,
            Cpus = cpus.Count + 1 > (broughtUp ?? 1) ? cpus.Count + 1 : broughtUp,
            Devices = devices,
            CpusOff = cpus,
            Missing = [.. Missing(old, architecture, cpus.Count, broughtUp)],
            Console = gaps.Console is { } c && Matters(c, devices, cpus) ? c : null,
            PrintingTakenOff = gaps.TakenOff,
            Start =
                isNext ? after
                : before.Microseconds is not null ? before
                : null,
            StartIsNext = isNext,
            BetweenKernels = next is { } m ? BetweenKernels(old, m) : null,
            IsOwnTime = _log.IsOwnTime,
            FractionDigits = _log.FractionDigits,
        };
    }

    /// <summary>Of messages that the console had no part in, what it takes is not known.</summary>
    private static bool Matters(
        ConsoleTime console,
        List<DeviceLine> devices,
        List<CpuLine> cpus
    ) =>
        console.Baud is not null
        || devices.Any(d => d.Printing > 0)
        || cpus.Any(c => c.Printing > 0);

    private Architecture? Tell(int first, int end, Architecture? given)
    {
        try
        {
            Architecture? told =
                LogArchitecture.Tell(_lines, first, end)
                ?? LogArchitecture.Tell(_lines, 0, _lines.Count);
            return told is null || given is null || told == given
                ? told ?? given
                : throw new InputException(
                    $"the log is of {told.Value.Name()}, not of {given.Value.Name()}; "
                        + "give the log of this machine, without --measure and --architecture"
                );
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of(_file));
        }
    }

    /// <summary>The first device's line, else the one that the new kernel starts with.</summary>
    private int FirstOfReboot(LogKernel kernel)
    {
        int last = kernel.HasMarker ? kernel.Marker : kernel.First;
        for (int i = kernel.Since; i < last; i++)
        {
            if (TryDevice(_lines[i].Text, out _, out _))
            {
                return i;
            }
        }

        return last;
    }

    private List<DeviceLine> Devices(LogGaps gaps, LogKernel kernel)
    {
        var devices = new List<DeviceLine>();
        (string Driver, string Name, int At)? open = null;
        for (int i = kernel.Since; i <= kernel.Marker && devices.Count < MostDevices; i++)
        {
            string text = _lines[i].Text;
            bool isDevice = TryDevice(text, out string driver, out string name);
            if (isDevice && open is { } same && (same.Driver, same.Name) == (driver, name))
            {
                continue;
            }

            bool ends = isDevice || i == kernel.Marker || text.StartsWith("PM: Calling");
            if (ends && open is { } o)
            {
                (long microseconds, long printing) = gaps.Between(o.At, i);
                devices.Add(new DeviceLine(o.Driver, o.Name, microseconds, printing));
                open = null;
            }

            open = isDevice ? (driver, name, i) : open;
        }

        return devices;
    }

    private static bool TryDevice(string text, out string driver, out string name)
    {
        (driver, name) = ("", "");
        if (!text.EndsWith(": shutdown") && !text.EndsWith(": shutdown_pre"))
        {
            return false;
        }

        int colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        int space = text.IndexOf(' ');
        if (space < 0 || space > colon)
        {
            return false;
        }

        driver = space == 0 ? "device" : text[..space];
        name = text[(space + 1)..colon];
        return true;
    }

    private List<CpuLine> CpusOff(LogGaps gaps, LogKernel kernel)
    {
        var cpus = new List<CpuLine>();
        int before = kernel.Marker;
        int? down = null;
        for (int i = kernel.Marker + 1; i < kernel.End && cpus.Count < MostCpus - 1; i++)
        {
            string text = _lines[i].Text;
            if (TryCpu(text, "CPU", ": shutdown", out int _))
            {
                down = i;
            }
            else if (TryKilled(text, out int number))
            {
                (long teardown, long printing) = gaps.Between(before, down ?? i);
                long? firmware = down is { } d ? gaps.Between(d, i).Microseconds : null;
                cpus.Add(new CpuLine(number, teardown, firmware, printing));
                (before, down) = (i, null);
            }
        }

        return cpus;
    }

    private static bool TryKilled(string text, out int number) =>
        TryCpu(text, "psci: CPU", " killed", out number);

    private static bool TryCpu(string text, string head, string tail, out int number)
    {
        number = 0;
        if (!text.StartsWith(head, StringComparison.Ordinal))
        {
            return false;
        }

        int at = text.IndexOf(tail, StringComparison.Ordinal);
        return at >= head.Length
            && int.TryParse(text.AsSpan(head.Length, at - head.Length), out number)
            && number is >= 0 and < MostCpus;
    }

    private IEnumerable<string> Missing(
        LogKernel kernel,
        Architecture? architecture,
        int off,
        int? broughtUp
    )
    {
        if (!kernel.HasMarker)
        {
            if (_kernels.Any(GoesDown))
            {
                yield return $"devices go down, but '{LogKernel.MarkerText}' is missing";
            }

            yield break;
        }

        if (TryDevice(_lines[kernel.First].Text, out _, out _))
        {
            yield return "it begins with a device's shutdown, so earlier ones may be missing";
        }

        bool isDropped = false;
        bool saysBye = false;
        for (int i = kernel.Since; i < kernel.End; i++)
        {
            string text = _lines[i].Text;
            isDropped |= text.Contains("printk messages dropped");
            saysBye |= text == "Bye!" || text.EndsWith(": Bye!");
        }

        if (isDropped)
        {
            yield return "the kernel dropped messages";
        }

        if (off == 0 && architecture != Architecture.Arm64)
        {
            yield break;
        }

        if (!saysBye)
        {
            yield return "'Bye!' is missing";
        }

        if (broughtUp is { } cpus && off < cpus - 1)
        {
            yield return FormattableString.Invariant($"{off} of {cpus - 1} CPUs off");
        }
    }

    private long? BetweenKernels(LogKernel old, LogKernel next)
    {
        if (!_log.IsOwnTime || !_log.HasReceived)
        {
            return null;
        }

        long? last = null;
        for (int i = old.Marker; i < old.End; i++)
        {
            last = _lines[i].Received ?? last;
        }

        long? zero = null;
        for (int i = next.First; i < next.End; i++)
        {
            long? here = _lines[i].Received - _lines[i].Microseconds;
            zero = zero is null || here < zero ? here ?? zero : zero;
        }

        return zero > last ? zero - last : null;
    }
}
