using System.Globalization;

namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>
/// One entry of a log that names its fields: the journal's (systemd.journal-fields(7),
/// systemd's journal export format), dmesg's JSON, or a container's or a CI runner's.
/// </summary>
internal sealed class LogEntry
{
    private static readonly string[] TextKeys = ["MESSAGE", "msg", "message", "log", "text"];
    private static readonly string[] ClockKeys = ["time", "dt", "timestamp", "@timestamp"];

    /// <summary>The message; empty for none.</summary>
    public string Text { get; private set; } = "";

    /// <summary>
    /// Microseconds since boot: as the kernel stamped it, else as the journal took it in.
    /// </summary>
    public long? Own => _stamped ?? _taken ?? _seconds;

    /// <summary>A clock's words, in the form of a line's prefix; null for none.</summary>
    public string? Clock { get; private set; }

    private long? _stamped;
    private long? _taken;
    private long? _seconds;

    /// <summary>Takes a field in.</summary>
    public void Set(string key, string value)
    {
        if (TextKeys.Contains(key))
        {
            Text = value;
        }
        else if (key is "_SOURCE_MONOTONIC_TIMESTAMP")
        {
            _stamped = Microseconds(value);
        }
        else if (key is "__MONOTONIC_TIMESTAMP")
        {
            _taken = Microseconds(value);
        }
        else if (key is "__REALTIME_TIMESTAMP" && Microseconds(value) is { } realtime)
        {
            Clock ??= FormattableString.Invariant(
                $"{realtime / 1_000_000}.{realtime % 1_000_000:000000} "
            );
        }
        else if (ClockKeys.Contains(key))
        {
            SetClock(value);
        }
    }

    /// <summary>dmesg writes seconds since boot, others a date.</summary>
    private void SetClock(string value)
    {
        bool isOwn =
            KernelStamp.TryNumber(value, out long microseconds, out int length)
            && length == value.Length;
        (_seconds, Clock) = isOwn ? (microseconds, Clock) : (_seconds, value + " ");
    }

    private static long? Microseconds(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && number < 1_000_000_000_000_000_000
            ? number
            : null;
}
