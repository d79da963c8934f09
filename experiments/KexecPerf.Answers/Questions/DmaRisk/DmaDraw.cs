using KexecPerf.Model.Dma;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>What one draw of the assumptions comes to.</summary>
/// <param name="Drawn">Risks by device, whether it writes on drawn like all else.</param>
/// <param name="Expected">
/// The same averaged over how likely each device is to write on, times the device's weight.
/// </param>
/// <param name="Weight">How much the draw counts, since large numbers are drawn too often.</param>
internal sealed record DmaDraw(StrayRisk[] Drawn, StrayRisk[] Expected, double Weight);
