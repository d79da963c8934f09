using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>What <see cref="WhatDominates"/> answers.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Savings">Both sides.</param>
/// <param name="Phases">Every phase, the largest as loaded first.</param>
/// <param name="Verdict">One sentence.</param>
/// <param name="MeasureFirst">Path of the number that the range hangs on; null where nothing varies.</param>
internal sealed record WhatDominatesAnswer(
    Basis Basis,
    [property: JsonIgnore] Savings Savings,
    IReadOnlyList<PhaseShare> Phases,
    string Verdict,
    [property: JsonIgnore] string? MeasureFirst
) : Answer(Basis, WhatDominates.Question, Verdict)
{
    /// <summary>The largest phase of the hot phase; null where it takes no time.</summary>
    public string? DominatedBy => Savings.DominatedBy.B;

    /// <inheritdoc/>
    public override Document Document() => WhatDominatesLayout.Of(this);
}
