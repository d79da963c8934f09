using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>How the values of an axis are written.</summary>
/// <param name="Key">Unit in JSON and CSV.</param>
/// <param name="Steps">Size and name of each unit in text, ascending.</param>
internal sealed record AxisUnit(string Key, IReadOnlyList<(double Size, string Name)> Steps)
{
    /// <summary>Bytes, written in MiB or GiB.</summary>
    public static AxisUnit Bytes { get; } = new("bytes", Sizes.Units);

    /// <summary>Bytes a second.</summary>
    public static AxisUnit BytesPerSecond { get; } =
        new("bytes_per_second", [(1e6, " MB/s"), (1e9, " GB/s")]);

    /// <summary>Milliseconds.</summary>
    public static AxisUnit Milliseconds { get; } = new("ms", Durations.Units);

    /// <summary>A plain number.</summary>
    public static AxisUnit Count { get; } = new("count", [(1, "")]);

    /// <summary>Whole percent.</summary>
    public static AxisUnit Percent { get; } = new("percent", [(1, " %")]);

    /// <summary>A value with its unit.</summary>
    public string Format(double value) => Format(value, null, null);

    /// <summary>A value with its interval, all in the unit of the value.</summary>
    public string Format(double value, double? low, double? high)
    {
        (double size, string name) = Steps.LastOrDefault(s => s.Size <= value, Steps[0]);
        string text = Short(value / size);
        if (low is { } l && high is { } h)
        {
            (string from, string to) = (Short(l / size), Short(h / size));
            text += from == to ? "" : $" [{from},{to}]";
        }

        return text + name;
    }

    private string Short(double x) =>
        this == Count || this == Percent ? FormattableString.Invariant($"{x:0}") : Numbers.Short(x);
}
