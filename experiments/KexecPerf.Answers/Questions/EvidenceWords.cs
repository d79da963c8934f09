using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions;

/// <summary>Evidence in output.</summary>
internal static class EvidenceWords
{
    public static string Word(this Evidence evidence) =>
        evidence switch
        {
            Evidence.Measured => "measured",
            Evidence.Published => "published",
            Evidence.Derived => "derived",
            Evidence.Assumed => "assumed",
        };
}
