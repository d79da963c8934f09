namespace KexecPerf.Answers.Questions;

/// <summary>How often every segment gets into CMA.</summary>
/// <param name="CmaSuccessProbability">Share of loads.</param>
/// <param name="Reason">The rule that lets them, or what keeps the others out; a clause.</param>
internal sealed record CmaChance(double CmaSuccessProbability, string Reason);
