using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// Kernel messages with their times. The kernel's own time decides, whatever stands before it;
/// where the kernel printed none, the clock of whoever took the messages down is taken if it tells
/// milliseconds.
/// </summary>
/// <param name="Lines">The lines that have a time, in order.</param>
/// <param name="IsOwnTime">Whether the kernel stamped them.</param>
/// <param name="FractionDigits">Digits of the second that the times have.</param>
/// <param name="HasReceived">Whether a clock before them tells milliseconds, too.</param>
internal sealed record KernelLog(
    IReadOnlyList<LogLine> Lines,
    bool IsOwnTime,
    int FractionDigits,
    bool HasReceived
)
{
    private const int OwnDigits = 6;
    private const int LeastDigits = 3;

    private static readonly (byte[] Magic, string Reason)[] NoText =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd; unpack it with zstd -d"),
        (
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'],
            "packed with xz; unpack it with xz -d"
        ),
        ([(byte)'B', (byte)'Z', (byte)'h'], "packed with bzip2; unpack it with bzip2 -d"),
        ([0x04, 0x22, 0x4D, 0x18], "packed with lz4; unpack it with lz4 -d"),
        ([(byte)'P', (byte)'K', 3, 4], "a zip archive; unpack it"),
        (
            "LPKSHHRH"u8.ToArray(),
            "a journal's file; print it with journalctl --file FILE -k -o short-monotonic"
        ),
    ];

    /// <summary>
    /// Reads a log in any of the forms that consoles, dmesg, syslog and the journal have.
    /// </summary>
    /// <exception cref="InputException">No line has a time of use.</exception>
    public static KernelLog Parse(string file, byte[] bytes)
    {
        foreach ((byte[] magic, string reason) in NoText)
        {
            if (bytes.AsSpan().StartsWith(magic))
            {
                throw new InputException(InputPlace.Of(file), reason);
            }
        }

        if (JournalFields.Recognises(bytes))
        {
            return OfEntries(file, use => JournalFields.ForEach(bytes, use));
        }

        byte[] plain = LogText.Plain(bytes);
        return JsonEntries.Recognises(plain)
            ? OfEntries(file, use => JsonEntries.ForEach(plain, use))
            : OfText(file, plain);
    }

    private static KernelLog OfEntries(string file, Action<Action<LogEntry>> forEach)
    {
        var own = new MessageList();
        forEach(own.AddEntry);
        if (own.Messages.Count > 0)
        {
            return Own(own);
        }

        var clocked = new MessageList();
        forEach(clocked.AddClockEntry);
        return OfClock(file, clocked);
    }

    private static KernelLog OfText(string file, byte[] plain)
    {
        var stamped = new MessageList();
        LogText.ForEachLine(plain, stamped.AddStamped);
        if (stamped.Messages.Count > 0)
        {
            return Own(stamped);
        }

        // A number such as a time may stand in any text: half of the lines have it, or it is none.
        var bare = new MessageList();
        LogText.ForEachLine(plain, bare.AddBare);
        if (bare.Messages.Count > 0 && 2 * bare.Messages.Count >= bare.LinesSeen)
        {
            return Own(bare);
        }

        var prefixed = new MessageList();
        LogText.ForEachLine(plain, prefixed.AddPrefixed);
        return OfClock(file, prefixed);
    }

    private static KernelLog Own(MessageList list) =>
        new(list.Messages, true, OwnDigits, list.PrefixDigits >= LeastDigits);

    private static KernelLog OfClock(string file, MessageList list) =>
        list.Messages.Count == 0
            ? throw new InputException(
                InputPlace.Of(file),
                "no line with a kernel time such as [   12.345678]; boot with printk.time=1, "
                    + "use dmesg without -t, -e and -H"
            )
        : list.PrefixDigits < LeastDigits
            ? throw new InputException(
                InputPlace.Of(file),
                "its only times are a wall clock's, in whole seconds or little finer, "
                    + "too coarse for devices; boot with printk.time=1, use dmesg without -T, "
                    + "or journalctl -k -o short-monotonic"
            )
        : new KernelLog(list.Messages, false, Math.Min(OwnDigits, list.PrefixDigits), true);
}
