namespace KexecPerf.Page;

/// <summary>What the user moves: one option, its value one of several texts.</summary>
/// <param name="Key">The option's name, or that of one of its parts.</param>
/// <param name="Meaning">What it says, with unit and source; shown on hover and read aloud.</param>
/// <param name="Kind">How it is shown.</param>
/// <param name="Choices">Values that may be chosen, in order.</param>
/// <param name="Current">The value that counts; where it is none of the choices, it is one
/// more.</param>
/// <param name="IsSaid">Whether the command line says it.</param>
/// <param name="Note">What is known of the value: its evidence and source.</param>
internal sealed record Control(
    string Key,
    string Meaning,
    ControlKind Kind,
    IReadOnlyList<Choice> Choices,
    string Current,
    bool IsSaid,
    string Note = ""
);
