using KexecPerf.Answers.Questions;

namespace KexecPerf.Answers.Calibration;

/// <summary>How it was measured.</summary>
internal sealed record CalibrationMethod(
    string Instruction,
    string Evidence,
    string Clock,
    int Rounds,
    double ElapsedS,
    bool OnCpu0,
    double? HugePagesPercent,
    long LargeBytes,
    long SmallBytes
)
{
    public static CalibrationMethod Of(CalibrationRun run) =>
        new(
            run.Instruction,
            run.Evidence.Word(),
            run.Clock,
            run.Rounds,
            run.Elapsed.TotalSeconds,
            run.OnCpu0,
            100 * run.HugeShare,
            run.Plan.Large.Bytes,
            run.Plan.Small.Bytes
        );
}
