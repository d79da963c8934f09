namespace KexecPerf.Model.Machines;

/// <summary>What a machine parameter measures, hence the unit it is written in.</summary>
public enum ParameterKind
{
    /// <summary>A duration, picoseconds inside.</summary>
    Duration,

    /// <summary>A throughput, bytes a second inside.</summary>
    Rate,

    /// <summary>A share or factor, written as a percentage.</summary>
    Ratio,

    /// <summary>An amount of memory, bytes inside.</summary>
    Size,

    /// <summary>How many of something, written as a whole number.</summary>
    Count,
}
