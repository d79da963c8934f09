using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>The routines that can be run here.</summary>
internal interface IRoutines
{
    /// <summary>How they copy, for the sources of numbers.</summary>
    string Instruction { get; }

    /// <summary>Measured where these are the kernel's own instructions, derived otherwise.</summary>
    Evidence Evidence { get; }

    /// <summary>Whether there is such a routine.</summary>
    bool Has(Routine routine);

    /// <summary>Runs one; addresses must be mapped for the whole length, sizes be multiples of 64.</summary>
    void Run(Routine routine, nint first, nint second, nint third = 0);
}
