namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>A number of a device with its rank correlation to the risk, from 0 to 1.</summary>
internal sealed record DeviceNumber(string Path, double Rank);
