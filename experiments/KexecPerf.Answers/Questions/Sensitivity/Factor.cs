using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>Something uncertain that is drawn once a replication: a quantity, or a group of quantities drawn together.</summary>
/// <param name="Name">Name of the quantity, or of the group.</param>
/// <param name="Members">Paths of the quantities; the name alone unless it is a group.</param>
/// <param name="Quantities">What is known of them.</param>
internal sealed record Factor(
    string Name,
    IReadOnlyList<string> Members,
    IReadOnlyList<Quantity> Quantities
)
{
    /// <summary>
    /// The weakest evidence among its quantities; null for what varies from run to run.
    /// </summary>
    public Evidence? Evidence =>
        Quantities.Count == 0 || RunVariation.Has(Name) ? null : Quantities.Max(q => q.Evidence);
}
