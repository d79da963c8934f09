namespace KexecPerf.Answers.Validation;

/// <summary>One tolerance held against what came out.</summary>
internal sealed record Check(string Name, string Found, string Limit, bool Ok);
