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
}
