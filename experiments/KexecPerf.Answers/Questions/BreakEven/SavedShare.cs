using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>The median share of a span that CMA saves, percent, with the 95 % interval of that median.</summary>
internal readonly record struct SavedShare(double Median, ConfidenceInterval Interval);
