namespace KexecPerf.Answers.Validation;

/// <summary>Mean absolute error, single runs covered and interval score of groups.</summary>
internal sealed record BaselineScore(
    double MapePercent,
    double RunsCoveragePercent,
    double IntervalScore
);
