namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>The risk from one device alone.</summary>
/// <param name="Name">The device.</param>
/// <param name="Description">What it is.</param>
/// <param name="PageListProbability">Any damage, a kexec with a page list.</param>
/// <param name="WritesElsewhere">Expected writes to memory outside the image.</param>
internal sealed record DmaDeviceRisk(
    string Name,
    string Description,
    RiskRange PageListProbability,
    RiskRange WritesElsewhere
);
