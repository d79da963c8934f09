namespace KexecPerf.Answers.Distributions;

/// <summary>Something a distribution ships.</summary>
/// <param name="Name">What it is: one of <see cref="DistributionKernel"/>'s names, or a
/// switch.</param>
/// <param name="Value">As its source writes it; <c>n</c> for a switch that is off.</param>
/// <param name="Source">Where it was read, or what it follows from.</param>
internal sealed record Fact(string Name, string Value, string Source);
