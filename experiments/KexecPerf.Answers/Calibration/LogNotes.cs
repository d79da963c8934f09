using KexecPerf.Answers.Hosts.Logs;

namespace KexecPerf.Answers.Calibration;

/// <summary>
/// What whoever reads numbers of a log has to know of it, a sentence or two each.
/// </summary>
internal static class LogNotes
{
    private const string WithoutConsole =
        "Log without it: no console=tty on the command line, or quiet with "
        + "printk.always_kmsg_dump=1 and pstore (ramoops); netconsole ends when its card goes down";

    public static IEnumerable<string> Of(RebootLog? log)
    {
        if (log is null)
        {
            yield break;
        }

        if (log.Missing.Count > 0)
        {
            yield return $"Half a log: {string.Join("; ", log.Missing)}. "
                + "Its numbers are of what is there.";
        }

        if (!log.IsOwnTime)
        {
            yield return "The kernel stamped no message: times are those of the clock before them, "
                + FormattableString.Invariant($"{log.FractionDigits} digits of a second, ")
                + "when a line came in. Boot with printk.time=1.";
        }

        if (log.Console is { } console)
        {
            yield return Console(console, log.PrintingTakenOff);
        }

        if (log.Start is { Microseconds: { } start, Printing: > 0 } boot)
        {
            yield return FormattableString.Invariant(
                $"Of early boot's {start / 1e3:0} ms a slow console may have taken "
            )
                + FormattableString.Invariant(
                    $"{Math.Min(start, boot.Printing) / 1e3:0}; taken off, the range has it."
                );
        }

        if (log.Start is not null)
        {
            yield return "Early boot counts from the start of the kernel's clock to first user "
                + "space; drivers in modules come later. "
                + "Relocation, purgatory and decompression print no time.";
        }
    }

    private static string Console(ConsoleTime console, double takenOff) =>
        FormattableString.Invariant(
            $"No gap is shorter than {console.MicrosecondsPerCharacter:0.0} us a character: "
        )
        + (
            console.Baud is { } baud
                ? FormattableString.Invariant(
                    $"a console of {baud} baud printed each line while the kernel waited; "
                ) + FormattableString.Invariant($"{takenOff / 1e3:0.0} ms taken off. ")
                : "a slow console may have printed each line while the kernel waited; "
                    + "not taken off, low is without it. "
        )
        + WithoutConsole
        + ".";
}
