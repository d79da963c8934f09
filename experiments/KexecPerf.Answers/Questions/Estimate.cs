using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions;

/// <summary>A figure of the distribution itself, estimated, with its 95 % interval; ends are null where there are too few runs.</summary>
internal sealed record Estimate(double Value, double? Low, double? High)
{
    public static Estimate? Of(LogRatio? ratio) =>
        ratio is null
            ? null
            : new Estimate(ratio.GeometricMean, ratio.Interval?.Low, ratio.Interval?.High);

    public static Estimate Of(double value, ConfidenceInterval interval) =>
        new(value, interval.Low, interval.High);
}
