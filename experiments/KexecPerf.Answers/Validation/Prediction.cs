using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Validation;

/// <summary>What the model says of a row: an interval, or why it says nothing.</summary>
/// <param name="Interval">Median and 90 % range; null where the model has no answer yet.</param>
/// <param name="Open">What the row waits for; empty where there is an answer.</param>
internal readonly record struct Prediction(Interval? Interval, string Open)
{
    public static Prediction Of(Interval interval) => new(interval, "");

    public static Prediction Exactly(double value) => Of(new Interval(value, value, value));

    public static Prediction Waits(string forWhat) => new(null, forWhat);
}
