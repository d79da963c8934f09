using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>What <see cref="DmaRiskQuestion"/> answers.</summary>
/// <param name="Basis">What it rests on.</param>
/// <param name="Placements">By placement and kernel, a page list first.</param>
/// <param name="Devices">By device.</param>
/// <param name="Mitigations">With a page list.</param>
/// <param name="Matters">The device number that the risk hangs on; null where the risk does not vary.</param>
/// <param name="Verdict">One sentence.</param>
internal sealed record DmaRiskAnswer(
    Basis Basis,
    IReadOnlyList<DmaRiskFigures> Placements,
    IReadOnlyList<DmaDeviceRisk> Devices,
    IReadOnlyList<DmaRiskFigures> Mitigations,
    [property: JsonIgnore] DeviceNumber? Matters,
    string Verdict
) : Answer(Basis, DmaRiskQuestion.Name, Verdict)
{
    /// <summary>The path of <see cref="Matters"/>.</summary>
    public string? MattersMost => Matters?.Path;

    /// <inheritdoc/>
    public override Document Document() => DmaRiskLayout.Of(this);
}
