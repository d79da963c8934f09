namespace KexecPerf.Answers.Validation;

/// <summary>Why a row may be left out; its notes begin with one of these.</summary>
internal static class ExclusionReasons
{
    /// <summary>Rows with this reason are counted in no share.</summary>
    public const string OutsideTheModel = "outside the model";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        OutsideTheModel,
        "other kernel feature",
        "missing parameter",
        "emulator artefact",
        "unit unclear",
    ];

    /// <summary>The reason in a row's notes; those of the lab name the artefact first.</summary>
    public static string Of(ValidationRow row) =>
        All.FirstOrDefault(r => row.Notes.Contains(r, StringComparison.Ordinal)) ?? "unit unclear";
}
