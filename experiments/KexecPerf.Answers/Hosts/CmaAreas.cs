namespace KexecPerf.Answers.Hosts;

/// <summary>
/// A host's CMA areas. Kexec takes <c>dma_contiguous_default_area</c> alone: that of <c>cma=</c> or
/// the configuration is called <c>reserved</c> (<c>dma_contiguous_reserve_area</c>), that of a
/// device tree as its node with <c>linux,cma-default</c> (<c>rmem_cma_setup</c>), mostly
/// <c>linux,cma</c>. Those of huge pages (<c>hugetlb0</c>), of nodes (<c>pernuma0</c>, since 7.0
/// <c>numa0</c>) and of single devices are not it.
/// </summary>
/// <param name="All">By name; none where the kernel does not show them.</param>
/// <param name="Default">The default one; null: none of them is.</param>
/// <param name="InDeviceTree">Whether a device tree names one, which goes before the
/// configuration's.</param>
internal sealed record CmaAreas(
    IReadOnlyList<CmaAreaFacts> All,
    CmaAreaFacts? Default,
    bool InDeviceTree
)
{
    /// <summary>None that the kernel shows.</summary>
    public static CmaAreas None { get; } = new([], null, false);

    /// <summary>Whether the kernel shows its areas.</summary>
    public bool AreKnown => All.Count > 0;

    /// <summary>Names of those that kexec does not take.</summary>
    public string Others => string.Join(", ", All.Where(a => a != Default).Select(a => a.Name));

    /// <summary>Pages given out of all areas together; null where one does not say.</summary>
    public long? Held =>
        AreKnown && All.All(a => a.Held is not null) ? All.Sum(a => a.Held!.Value) : null;

    /// <summary>Finds the default one.</summary>
    /// <param name="all">By name.</param>
    /// <param name="deviceTree">Names of nodes with <c>linux,cma-default</c>.</param>
    public static CmaAreas Of(IReadOnlyList<CmaAreaFacts> all, IReadOnlyList<string> deviceTree)
    {
        // Where cma= is given the device tree's is skipped; without it there is no reserved.
        CmaAreaFacts? found =
            all.FirstOrDefault(a => a.Name == "reserved")
            ?? all.FirstOrDefault(a => deviceTree.Contains(a.Name))
            ?? all.FirstOrDefault(a => IsDeviceTreeDefault(a.Name));
        return new CmaAreas(
            all,
            found,
            deviceTree.Count > 0 || (found is not null && found.Name != "reserved")
        );
    }

    /// <summary>Where the device tree itself was not read.</summary>
    private static bool IsDeviceTreeDefault(string name) =>
        name.Split('@')[0]
            is "linux,cma"
                or "default_cma_region"
                or "default-pool"
                or "default-cma";
}
