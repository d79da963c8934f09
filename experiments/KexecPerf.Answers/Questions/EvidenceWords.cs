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

    /// <summary>What the letters before phases mean.</summary>
    public const string Legend = "m measured  p published  d derived  a assumed";
}
