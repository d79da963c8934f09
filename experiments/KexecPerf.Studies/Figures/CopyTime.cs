using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// What copying an image took somewhere: it bounds what placement can save where only the copy
/// goes.
/// </summary>
/// <param name="Id">Of the row under <c>experiments/validation</c>.</param>
/// <param name="Evidence">published or native.</param>
/// <param name="Machine">Profile that the row names.</param>
/// <param name="Kernel">Kernel version that the row names.</param>
/// <param name="Bytes">Size of what was copied.</param>
/// <param name="Ms">How long it took.</param>
/// <param name="IsScattered">Whether pages were copied from all over memory, not one after the
/// other.</param>
/// <param name="Source">Where it comes from.</param>
internal sealed record CopyTime(
    string Id,
    string Evidence,
    string Machine,
    string Kernel,
    double Bytes,
    double Ms,
    bool IsScattered,
    string Source
)
{
    /// <summary>In the columns of the figure it stands in.</summary>
    public string[] Row() =>
        [
            Id,
            Machine,
            Kernel,
            Numbers.Csv(Bytes),
            "",
            Numbers.Csv(Ms),
            "",
            "",
            $"{Evidence}: {Source}",
        ];
}
