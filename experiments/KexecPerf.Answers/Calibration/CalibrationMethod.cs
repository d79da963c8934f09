using KexecPerf.Answers.Questions;

namespace KexecPerf.Answers.Calibration;

/// <summary>How it was measured.</summary>
internal sealed record CalibrationMethod
{
    internal CalibrationMethod(CalibrationRun run)
    {
        Instruction = run.Instruction;
        Evidence = run.Evidence.Word();
        Clock = run.Clock;
        Rounds = run.Rounds;
        ElapsedS = run.Elapsed.TotalSeconds;
        OnCpu0 = run.OnCpu0;
        HugePagesPercent = 100 * run.HugeShare;
        LargeBytes = run.Plan.Large.Bytes;
        SmallBytes = run.Plan.Small.Bytes;
    }

    public string Instruction { get; }

    public string Evidence { get; }

    public string Clock { get; }

    public int Rounds { get; }

    public double ElapsedS { get; }

    public bool OnCpu0 { get; }

    public double? HugePagesPercent { get; }

    public long LargeBytes { get; }

    public long SmallBytes { get; }
}
