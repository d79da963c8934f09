using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>What <see cref="DmaRiskQuestion"/> answers.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Placements">By placement and kernel, a page list first.</param>
/// <param name="Devices">By device.</param>
/// <param name="Mitigations">With a page list.</param>
/// <param name="Matters">
/// Device numbers, the one that the risk hangs on first; none where it does not vary.
/// </param>
/// <param name="Verdict">One sentence.</param>
internal sealed record DmaRiskAnswer(
    Basis Basis,
    IReadOnlyList<DmaRiskFigures> Placements,
    IReadOnlyList<DmaDeviceRisk> Devices,
    IReadOnlyList<DmaRiskFigures> Mitigations,
    [property: JsonIgnore] IReadOnlyList<DeviceNumber> Matters,
    string Verdict
) : Answer(Basis, DmaRiskQuestion.Name, Verdict, loaded: "what is loaded into CMA")
{
    /// <summary>The path of the first of <see cref="Matters"/>.</summary>
    public string? MattersMost => Matters is [var first, ..] ? first.Path : null;

    /// <inheritdoc/>
    public override Document Document() => DmaRiskLayout.Of(this);
}
