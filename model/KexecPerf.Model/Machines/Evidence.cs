namespace KexecPerf.Model.Machines;

/// <summary>Where a number comes from, best first.</summary>
public enum Evidence
{
    /// <summary>Measured on this kind of machine, by the method its source names.</summary>
    Measured,

    /// <summary>Published by somebody who measured it.</summary>
    Published,

    /// <summary>Computed from measured or published numbers.</summary>
    Derived,

    /// <summary>Nobody published it: a range wide enough to hold the truth, with the reasoning as source.</summary>
    Assumed,
}
