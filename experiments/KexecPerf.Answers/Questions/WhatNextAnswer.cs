using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>What <see cref="WhatNext"/> answers.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Steps">Settings and releases, each on top of those before it.</param>
/// <param name="Alone">Each overlay alone, the one that saves most first.</param>
/// <param name="Greedy">The best order, each on top of those before it.</param>
/// <param name="Verdict">One or two sentences.</param>
internal sealed record WhatNextAnswer(
    Basis Basis,
    IReadOnlyList<StepGain> Steps,
    IReadOnlyList<OverlayGain> Alone,
    IReadOnlyList<OverlayGain> Greedy,
    string Verdict
) : Answer(Basis, WhatNext.Question, Verdict)
{
    /// <inheritdoc/>
    public override Document Document() => WhatNextLayout.Of(this);
}
