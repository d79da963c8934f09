using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>What was measured, and how.</summary>
/// <param name="Host">The host.</param>
/// <param name="Plan">Sizes and time.</param>
/// <param name="Figures">Rates by probe.</param>
/// <param name="Rounds">Rounds completed.</param>
/// <param name="Elapsed">Time the rounds took.</param>
/// <param name="Instruction">How pages were copied.</param>
/// <param name="Evidence">What such copies are evidence of.</param>
/// <param name="Clock">How time was taken.</param>
/// <param name="OnCpu0">Whether the thread was kept on CPU 0, where the kernel reboots.</param>
/// <param name="HugeShare">Share of the buffers that got huge pages when asked for; null where the system does not tell.</param>
/// <param name="Notes">What could not be done, one sentence each.</param>
internal sealed record CalibrationRun(
    HostFacts Host,
    CalibrationPlan Plan,
    Measurements Figures,
    int Rounds,
    TimeSpan Elapsed,
    string Instruction,
    Evidence Evidence,
    string Clock,
    bool OnCpu0,
    double? HugeShare,
    IReadOnlyList<string> Notes
)
{
    /// <summary>Whether 2 MiB mappings were really there, so that their figures are those of the kernel's identity map.</summary>
    public bool HugeObtained => HugeShare is null or >= 0.9;
}
