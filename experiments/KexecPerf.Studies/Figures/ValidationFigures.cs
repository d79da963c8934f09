using KexecPerf.Answers.Validation;

namespace KexecPerf.Studies.Figures;

/// <summary>The figures of <c>validate</c>, in the order shown.</summary>
internal static class ValidationFigures
{
    public static string[] Names { get; } = [PredictedAgainstMeasured.Name, CacheSweeps.Name];

    /// <summary>Writes PNG, SVG and CSV of each into a folder.</summary>
    public static void Write(ValidationResult result, string folder)
    {
        PredictedAgainstMeasured.Write(result, folder);
        CacheSweeps.Write(result, folder);
    }
}
