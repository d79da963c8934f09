namespace KexecPerf.Answers.Documents;

/// <summary>
/// Durations as people write them, where the exact text of <see cref="Model.Units.SimTime"/> is not
/// what is wanted.
/// </summary>
internal static class Durations
{
    /// <summary>Units of milliseconds in text, ascending.</summary>
    public static IReadOnlyList<(double Size, string Name)> Units { get; } =
    [(0.001, " us"), (1, " ms"), (1000, " s")];

    /// <summary>About three digits of milliseconds or seconds: <c>34.2 ms</c>.</summary>
    public static string Short(double ms) =>
        Math.Abs(ms) >= 1000 ? Numbers.Short(ms / 1000) + " s" : Numbers.Short(ms) + " ms";

    /// <summary>A round duration in the unit that needs the fewest digits: <c>10 µs</c>.</summary>
    public static string Round(double ms) =>
        Math.Abs(ms) switch
        {
            0 => "0 ms",
            < 0.000_999 => Numbers.Plain(ms * 1e6) + " ns",
            < 0.999 => Numbers.Plain(ms * 1e3) + " µs",
            < 999 => Numbers.Plain(ms) + " ms",
            _ => Numbers.Plain(ms / 1e3) + " s",
        };

    /// <summary>
    /// Time of waiting people, in the largest two units that matter: <c>3 h 20 min</c>, <c>42
    /// s</c>.
    /// </summary>
    public static string Wait(TimeSpan time) =>
        time.TotalSeconds < 100 ? $"{Math.Ceiling(time.TotalSeconds):0} s"
        : time.TotalMinutes < 100 ? $"{Math.Ceiling(time.TotalMinutes):0} min"
        : $"{Math.Floor(time.TotalHours):N0} h {time.Minutes} min";
}
