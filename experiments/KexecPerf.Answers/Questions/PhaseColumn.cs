using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>A column of phases: a side of what is compared.</summary>
/// <param name="Label">Its header.</param>
/// <param name="Savings">What it is a side of.</param>
/// <param name="IsA">Whether it is side a.</param>
internal sealed record PhaseColumn(string Label, Savings Savings, bool IsA)
{
    /// <summary>Why it has no figures, a word; null where it has.</summary>
    public string? Missing => IsA ? Savings.MissingA : Savings.MissingB;

    /// <summary>The side's of a phase or span.</summary>
    public OutcomeRange Side(Times times) => IsA ? times.A : times.B;
}
