namespace KexecPerf.Model.Loading;

/// <summary>What the rules that need no memory say about CMA for a scenario.</summary>
/// <param name="Rule">The rule that keeps segments out of CMA, or that lets them in; one clause.</param>
/// <param name="Candidates">By segment: whether the kernel tries CMA and the area is large enough.</param>
public sealed record PlacementDecision(string Rule, IReadOnlyList<bool> Candidates)
{
    /// <summary>Whether any segment can be in CMA.</summary>
    public bool Any => Candidates.Contains(true);

    /// <summary>Whether all can.</summary>
    public bool All => !Candidates.Contains(false);
}
