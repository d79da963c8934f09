namespace KexecPerf.Answers.Documents;

/// <summary>What the command's exit status means.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int CheckFailed = 1;
    public const int BadInput = 2;
    public const int Incomplete = 3;
    public const int Interrupted = 130;
}
