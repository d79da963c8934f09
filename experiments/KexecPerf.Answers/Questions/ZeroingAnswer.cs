using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>What <see cref="Zeroing"/> answers.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Policies">Each way to zero.</param>
/// <param name="RemainderSavesMs">What zeroing the remainder alone saves over zeroing everything first, of the load.</param>
/// <param name="Verdict">One or two sentences.</param>
internal sealed record ZeroingAnswer(
    Basis Basis,
    IReadOnlyList<ZeroingPolicy> Policies,
    Interval RemainderSavesMs,
    string Verdict
) : Answer(Basis, Zeroing.Question, Verdict)
{
    /// <inheritdoc/>
    public override Document Document() => ZeroingLayout.Of(this);
}
