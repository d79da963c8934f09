using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>How much of the variance of an outcome one factor explains, from 0 to 1, with 95 % bootstrap intervals.</summary>
/// <param name="First">Share that would go, on average, if the factor were known exactly (first order).</param>
/// <param name="FirstInterval">Its interval.</param>
/// <param name="Total">Share that would stay if all others were known: what it does alone and together with others (total order).</param>
/// <param name="TotalInterval">Its interval.</param>
/// <param name="HasEffect">False where no redraw of the factor ever changed the outcome; the indices are 0 then.</param>
internal sealed record SobolIndex(
    double First,
    ConfidenceInterval FirstInterval,
    double Total,
    ConfidenceInterval TotalInterval,
    bool HasEffect
)
{
    /// <summary>The index of a factor without effect.</summary>
    public static SobolIndex None { get; } = new(0, default, 0, default, HasEffect: false);
}
