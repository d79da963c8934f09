namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// What a console takes for a character. <c>printk()</c> returns when the console has printed the
/// line, so a serial one adds its length times a character's bits to what comes next: 87 us a
/// character at 115,200 baud (<c>console_unlock()</c>, kernel/printk/printk.c). Then no gap in the
/// log is shorter than its line takes, and the least gap per character is the console's: it has
/// nothing to do with whose work follows. Where it is a serial line's it can be taken off; where
/// not, it may as well be the devices' own time.
/// </summary>
/// <param name="MicrosecondsPerCharacter">Of one character.</param>
/// <param name="Baud">
/// Of the serial line whose time that is; null where there is none of that speed.
/// </param>
internal sealed record ConsoleTime(double MicrosecondsPerCharacter, int? Baud)
{
    /// <summary>Start bit, eight bits, stop bit.</summary>
    private const double BitsPerCharacter = 10;

    /// <summary>Below it, a message's own work: 3,000,000 baud take 3.3 us.</summary>
    private const double LeastMicroseconds = 2;

    /// <summary>
    /// Other CPUs' messages may stand between, and cut a gap of a kind of work short.
    /// </summary>
    private const int OutOfOrderShare = 10;

    /// <summary>Gaps that lie so near the least one are the console's.</summary>
    private const double Near = 1.15;

    private const int LeastNear = 3;

    /// <summary>
    /// So many devices of one driver that take alike, as a serial line would, are one.
    /// </summary>
    private const int LeastNearOfOneWork = 5;

    /// <summary>Fewer gaps that match no serial line tell nothing.</summary>
    private const int LeastUnmatched = 8;

    /// <summary>The fastest line's own work comes on top of the console's.</summary>
    private const double MostOwn = 1.2;

    /// <summary>Times are whole microseconds, baud rates not quite exact.</summary>
    private const double LeastOwn = 0.97;

    /// <summary>The work between two CPUs' messages, which is alike by nature.</summary>
    private const string CpuWork = "psci:";

    private static readonly int[] Bauds =
    [
        9_600,
        19_200,
        38_400,
        57_600,
        115_200,
        230_400,
        460_800,
        500_000,
        921_600,
        1_000_000,
        1_500_000,
        3_000_000,
    ];

    /// <summary>
    /// What the messages from one to before another were slowed by; null where nothing shows.
    /// </summary>
    public static ConsoleTime? Of(IReadOnlyList<LogLine> lines, int first, int end)
    {
        Dictionary<string, List<double>> gaps = Gaps(lines, first, end);
        if (gaps.Count == 0)
        {
            return null;
        }

        double least = gaps.Values.Min(g => g[(g.Count - 1) / OutOfOrderShare]);
        int NearIn(List<double> work) => work.Count(g => g >= least / Near && g <= least * Near);
        string[] works = [.. gaps.Where(g => NearIn(g.Value) > 0).Select(g => g.Key)];
        int near = gaps.Values.Sum(NearIn);
        bool isOneWork = works.Length == 1;
        if (
            least < LeastMicroseconds
            || near < (isOneWork ? LeastNearOfOneWork : LeastNear)
            || works is [CpuWork]
        )
        {
            return null;
        }

        foreach (int baud in Bauds)
        {
            double serial = BitsPerCharacter * 1e6 / baud;
            if (least >= serial * LeastOwn && least <= serial * MostOwn)
            {
                return new ConsoleTime(serial, baud);
            }
        }

        return gaps.Values.Sum(g => g.Count) >= LeastUnmatched && !isOneWork
            ? new ConsoleTime(least, null)
            : null;
    }

    /// <summary>
    /// What it took for the messages from one to before another, in microseconds.
    /// </summary>
    public double Printing(IReadOnlyList<LogLine> lines, int first, int end)
    {
        long columns = 0;
        for (int i = first; i < end; i++)
        {
            columns += lines[i].Columns;
        }

        return columns * MicrosecondsPerCharacter;
    }

    /// <summary>Gaps per character by the work that they hold, sorted.</summary>
    private static Dictionary<string, List<double>> Gaps(
        IReadOnlyList<LogLine> lines,
        int first,
        int end
    )
    {
        var gaps = new Dictionary<string, List<double>>();
        for (int i = first; i + 1 < end; i++)
        {
            double gap = lines[i + 1].Microseconds - lines[i].Microseconds;
            string work = Work(lines[i].Text, lines[i + 1].Text);
            if (!gaps.TryGetValue(work, out List<double>? same))
            {
                gaps.Add(work, same = []);
            }

            same.Add(Math.Max(0, gap) / lines[i].Columns);
        }

        foreach (List<double> same in gaps.Values)
        {
            same.Sort();
        }

        return gaps;
    }

    /// <summary>
    /// A device's driver, a CPU's end, or what goes before <c>Bye!</c>, which is nothing.
    /// </summary>
    private static string Work(string text, string next)
    {
        string told = next.StartsWith(CpuWork) || next == "Bye!" ? next : text;
        int space = told.IndexOf(' ');
        return space < 0 ? told : told[..space];
    }
}
