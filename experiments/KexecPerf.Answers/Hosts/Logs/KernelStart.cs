using System.Globalization;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// A kernel's start, from its clock's zero. <c>early_boot</c> is "start_kernel until the drivers
/// have reset their devices"; the line nearest to its end is <c>Run /init as init process</c>
/// (<c>run_init_process()</c>, init/main.c): by then all initcalls of built-in drivers are done,
/// and those that probe in parallel, too (<c>kernel_init()</c>: <c>async_synchronize_full()</c>).
/// Where it is missing, <c>Freeing unused kernel image</c> stands in, which comes just before, or
/// systemd's first line. Drivers in modules come later, as user space loads them: then it is a low
/// bound. So it is for the clock: it starts with the TSC in <c>setup_arch()</c> on x86
/// (<c>tsc_early_init()</c>), with the timer on arm64, after the memory map (<c>time_init()</c>),
/// and what comes before has the time 0. Decompression comes before it all, without times.
/// </summary>
/// <param name="Microseconds">To first user space; null where the log ends before it.</param>
/// <param name="EndedBy">The words of the line that ends it.</param>
/// <param name="Printing">Of it, what a console took or may have taken.</param>
/// <param name="BringUp">
/// Of it, the secondary CPUs' start (<c>smp_init()</c>); null where not told.
/// </param>
/// <param name="Cpus">CPUs then; null where not told.</param>
/// <param name="Initcalls">Initcalls that returned (initcall_debug).</param>
/// <param name="InitcallMicroseconds">Their sum.</param>
/// <param name="LongestInitcall">The longest one's function; empty for none.</param>
/// <param name="LongestMicroseconds">Its time.</param>
internal sealed record KernelStart(
    long? Microseconds,
    string EndedBy,
    double Printing,
    long? BringUp,
    int? Cpus,
    int Initcalls,
    long InitcallMicroseconds,
    string LongestInitcall,
    long LongestMicroseconds
)
{
    private const int MostCpus = 8192;

    /// <summary>What a kernel's messages tell of its start.</summary>
    public static KernelStart Of(KernelLog log, LogKernel kernel)
    {
        IReadOnlyList<LogLine> lines = log.Lines;
        long zero = log.IsOwnTime ? 0 : lines[kernel.First].Microseconds;
        int last = kernel.HasMarker ? kernel.Marker : kernel.End;
        (int end, string endedBy) = FirstUserSpace(lines, kernel.First, last);
        int until = end < 0 ? last : end;
        var start = new KernelStart(
            end < 0 ? null : lines[end].Microseconds - zero,
            endedBy,
            0,
            null,
            null,
            0,
            0,
            "",
            0
        );
        long? bringing = null;
        int console = kernel.First;
        for (int i = kernel.First; i < until; i++)
        {
            string text = lines[i].Text;
            if (text.EndsWith("Bringing up secondary CPUs ...", StringComparison.Ordinal))
            {
                bringing = lines[i].Microseconds;
            }
            else if (TryCpus(text, out int cpus))
            {
                long? took = text.Contains("Brought up ") ? lines[i].Microseconds - bringing : null;
                start = start with { BringUp = start.BringUp ?? took, Cpus = start.Cpus ?? cpus };
            }
            else if (text.EndsWith("] enabled") && text.Contains("console ["))
            {
                console = i;
            }
            else if (TryInitcall(text, out string function, out long microseconds))
            {
                start = start.With(function, microseconds);
            }
        }

        ConsoleTime? slow = ConsoleTime.Of(lines, console, until);
        return start with { Printing = slow?.Printing(lines, kernel.First, until) ?? 0 };
    }

    /// <summary>
    /// <c>smp: Brought up 1 node, 64 CPUs</c>, <c>SMP: Total of 64 processors activated</c>.
    /// </summary>
    private static bool TryCpus(string text, out int cpus)
    {
        cpus = 0;
        if (!text.Contains("Brought up ") && !text.Contains("Total of "))
        {
            return false;
        }

        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int at = Array.FindIndex(words, w => w is "CPUs" or "CPU" or "processors");
        return at > 0 && int.TryParse(words[at - 1], out cpus) && cpus is > 0 and <= MostCpus;
    }

    private KernelStart With(string function, long microseconds) =>
        this with
        {
            Initcalls = Initcalls + 1,
            InitcallMicroseconds = InitcallMicroseconds + microseconds,
            LongestInitcall = microseconds > LongestMicroseconds ? function : LongestInitcall,
            LongestMicroseconds = Math.Max(microseconds, LongestMicroseconds),
        };

    private static (int At, string Words) FirstUserSpace(
        IReadOnlyList<LogLine> lines,
        int first,
        int end
    )
    {
        (int At, string Words) freed = (-1, "");
        for (int i = first; i < end; i++)
        {
            string text = lines[i].Text;
            if (text.StartsWith("Run /") && text.EndsWith(" as init process"))
            {
                return (i, text);
            }

            if (text.StartsWith("systemd[1]: "))
            {
                return freed.At >= 0 ? freed : (i, "systemd[1]");
            }

            if (freed.At < 0 && text.StartsWith("Freeing unused kernel "))
            {
                freed = (i, "Freeing unused kernel image");
            }
        }

        return freed;
    }

    /// <summary>
    /// <c>initcall NAME+0x0/0x10 returned 0 after 1234 usecs</c> (<c>do_one_initcall()</c>).
    /// </summary>
    private static bool TryInitcall(string text, out string function, out long microseconds)
    {
        (function, microseconds) = ("", 0);
        const string after = " after ";
        if (!text.StartsWith("initcall ") || !text.EndsWith(" usecs"))
        {
            return false;
        }

        int at = text.LastIndexOf(after, StringComparison.Ordinal) + after.Length;
        int name = text.IndexOfAny(['+', ' '], "initcall ".Length);
        function = text["initcall ".Length..name];
        return long.TryParse(
                text.AsSpan(at, Math.Max(0, text.Length - " usecs".Length - at)),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out microseconds
            )
            && microseconds < 1_000_000_000_000;
    }
}
