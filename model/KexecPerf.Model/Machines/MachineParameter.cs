namespace KexecPerf.Model.Machines;

/// <summary>One uncertain number of a machine: its path in a profile, what it means, and where it applies.</summary>
/// <param name="Index">Place in <see cref="MachineParameters.All"/>.</param>
/// <param name="Path">Path of keys in a profile, such as <c>copy.cached</c>.</param>
/// <param name="Kind">Unit.</param>
/// <param name="Only">The architecture it applies to; null for both.</param>
/// <param name="Meaning">What it is, with the kernel function that spends it.</param>
/// <param name="IsOnDemand">Whether it is drawn only where a scenario spends it, and so is no source
/// of uncertainty of the others.</param>
public sealed record MachineParameter(
    int Index,
    string Path,
    ParameterKind Kind,
    Architecture? Only,
    string Meaning,
    bool IsOnDemand = false
)
{
    /// <summary>The first part of its path.</summary>
    public string Section { get; } = First(Path);

    /// <summary>Whether it matters only where there are several nodes.</summary>
    public bool IsOfNodes => Section == "numa";

    /// <summary>
    /// Whether it tells one run from another of a machine, not one machine from another.
    /// </summary>
    public bool IsOfRuns { get; } = First(Path) == "vary";

    /// <summary>Whether profiles of this architecture have it.</summary>
    public bool AppliesTo(Architecture architecture) => Only is null || Only == architecture;

    private static string First(string path) => path.Split('.')[0];
}
