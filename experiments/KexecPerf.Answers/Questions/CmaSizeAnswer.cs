using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>What <see cref="CmaSize"/> answers.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="CmaBytes">The smallest area that is enough; null where none is.</param>
/// <param name="Sizes">That one and some around it.</param>
/// <param name="Verdict">One or two sentences.</param>
internal sealed record CmaSizeAnswer(
    Basis Basis,
    long? CmaBytes,
    IReadOnlyList<CmaSizeTrial> Sizes,
    string Verdict
) : Answer(Basis, CmaSize.Question, Verdict)
{
    [JsonPropertyOrder(-1)]
    public double WantedSuccessProbability => CmaSize.Wanted;

    [JsonPropertyOrder(-1)]
    public int Trials => CmaSize.Trials;

    /// <inheritdoc/>
    public override Document Document() => CmaSizeLayout.Of(this);
}
