using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>How the values of a logarithmic axis are written.</summary>
/// <param name="Label">Text of a value, with its unit.</param>
/// <param name="Binary">Whether ticks are powers of 2, not 1-2-5.</param>
internal sealed record LogUnit(Func<double, string> Label, bool Binary = false)
{
    /// <summary>8 MiB, 64 MiB, 1 GiB.</summary>
    public static LogUnit Bytes { get; } = new(Sizes.Short, Binary: true);

    /// <summary>CPUs.</summary>
    public static LogUnit Count { get; } = new(Numbers.Plain, Binary: true);

    /// <summary>Plain numbers, whose unit the axis' label says.</summary>
    public static LogUnit Number { get; } = new(Numbers.Plain);

    /// <summary>From milliseconds: 10 µs, 1 ms, 10 s.</summary>
    public static LogUnit Milliseconds { get; } = new(Durations.Round);

    /// <summary>2x, 10x.</summary>
    public static LogUnit Ratio { get; } = new(x => Numbers.Plain(x) + "x");

    /// <summary>1, 0.1, 10⁻⁴.</summary>
    public static LogUnit Probability { get; } = new(Chances.Power);
}
