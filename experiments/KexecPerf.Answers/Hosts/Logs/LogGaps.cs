using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>The times between messages, without what a console took for those between.</summary>
internal sealed class LogGaps
{
    private const long MostMicroseconds = 3600L * 1_000_000;

    private readonly string _file;
    private readonly IReadOnlyList<LogLine> _lines;

    /// <param name="file">For errors.</param>
    /// <param name="lines">The messages.</param>
    /// <param name="console">What slowed them.</param>
    public LogGaps(string file, IReadOnlyList<LogLine> lines, ConsoleTime? console)
    {
        (_file, _lines, Console) = (file, lines, console);
    }

    /// <summary>What slowed the messages; null where nothing shows.</summary>
    public ConsoleTime? Console { get; }

    /// <summary>Taken off so far, in microseconds.</summary>
    public double TakenOff { get; private set; }

    /// <summary>
    /// From one message to another, and what of it may be a console's. CPUs have clocks that differ
    /// by microseconds: a negative difference is none.
    /// </summary>
    /// <exception cref="InputException">More than an hour.</exception>
    public (long Microseconds, long Printing) Between(int from, int to)
    {
        long gap = Math.Max(0, _lines[to].Microseconds - _lines[from].Microseconds);
        if (gap > MostMicroseconds)
        {
            throw new InputException(
                InputPlace.Of(_file),
                "more than an hour between two lines of the reboot; give the log of one reboot"
            );
        }

        long printing = Math.Min(gap, (long)Math.Round(Console?.Printing(_lines, from, to) ?? 0));
        if (Console?.Baud is null)
        {
            return (gap, printing);
        }

        TakenOff += printing;
        return (gap - printing, 0);
    }
}
