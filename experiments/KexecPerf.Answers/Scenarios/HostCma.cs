using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// The default CMA area of a host, the only one that kexec takes: its size by the kernel's own list
/// of areas, else by what booted it, else by its log, else by CmaTotal, which counts all areas; and
/// what holds it.
/// </summary>
internal sealed class HostCma
{
    private readonly HostFacts _facts;
    private readonly List<Remark> _remarks = [];

    private HostCma(HostFacts facts) => _facts = facts;

    /// <summary>Its size; 0 where there is none.</summary>
    public ByteSize Area { get; private set; }

    /// <summary>Where drivers hold it; null where nothing tells.</summary>
    public IReadOnlyList<PageRange>? HeldAt { get; private set; }

    /// <summary>
    /// Share in use by memory that moves, of what no driver holds; null: not known.
    /// </summary>
    public double? Occupancy { get; private set; }

    /// <summary>Whether anything of it is in use.</summary>
    public bool Used { get; private set; }

    /// <summary>What was found, as a clause.</summary>
    public string Found { get; private set; } = "no CMA area";

    /// <summary>What is missing, and where facts differ.</summary>
    public IReadOnlyList<Remark> Remarks => _remarks;

    /// <summary>The area of a host.</summary>
    /// <param name="facts">What was found out about it.</param>
    /// <param name="ram">Its RAM, for a size that is a share of it.</param>
    public static HostCma Of(HostFacts facts, ByteSize ram)
    {
        var cma = new HostCma(facts);
        cma.Area = cma.FindArea(ram);
        if (facts.Config?.Has("DMA_CMA") == false && cma.Area > ByteSize.Zero)
        {
            cma.Say("CONFIG_DMA_CMA is off, so kexec finds no area: assumed none");
            cma.Area = ByteSize.Zero;
        }

        if (cma.Area > ByteSize.Zero)
        {
            cma.Found = $"CMA area {cma.Area}";
            cma.FindUse();
        }
        else if (facts.CmaTotal > ByteSize.Zero)
        {
            string others = facts.CmaAreas.AreKnown ? $": {facts.CmaAreas.Others}" : "";
            cma.Found = $"no CMA area that kexec takes (CmaTotal {facts.CmaTotal}{others})";
        }

        return cma;
    }

    private ByteSize FindArea(ByteSize ram)
    {
        ByteSize? total = _facts.CmaTotal;
        (ByteSize Size, string By)? asked = CmaAsked.Of(
            _facts.CommandLine,
            _facts.CmaAreas.InDeviceTree ? null : _facts.Config,
            ram
        );
        if (_facts.CmaAreas.Default is { Pages: { } pages } && Pages(pages) is { } listed)
        {
            Compare(listed, asked);
            return listed;
        }

        if (_facts.CmaAreas is { AreKnown: true, Default: null })
        {
            if (asked is { Size.Bytes: > 0 } wanted)
            {
                Say($"{wanted.By} asks for {wanted.Size}, but no area is kexec's: assumed none");
            }

            return ByteSize.Zero;
        }

        if (total is null)
        {
            Say("missing CmaTotal: assumed no CMA area");
            return ByteSize.Zero;
        }

        if (asked is { } known)
        {
            return Asked(known.Size, known.By, total.Value);
        }

        if (_facts.CmaLogged is null && total > ByteSize.Zero)
        {
            Say("missing name of the default CMA area: assumed all of CmaTotal");
        }

        return _facts.CmaLogged is { } logged && logged < total ? logged : total.Value;
    }

    /// <summary>What was asked for, as far as CmaTotal and the log allow.</summary>
    private ByteSize Asked(ByteSize size, string by, ByteSize total)
    {
        ByteSize whole = _facts.PageSize?.WholeBlocks(size) ?? size;
        ByteSize most = _facts.CmaLogged is { } logged && logged < total ? logged : total;
        if (size == ByteSize.Zero && total > ByteSize.Zero)
        {
            Say(
                $"{by} asks for no area, CmaTotal is {total}: that is other areas'"
                    + (_facts.CommandLine?.Has("hugetlb_cma") == true ? " (hugetlb_cma)" : "")
            );
        }
        else if (whole > most)
        {
            Say($"{by} asks for {whole}, boot reserved {most}: assumed {most}");
        }

        return whole < most ? whole : most;
    }

    private void Compare(ByteSize listed, (ByteSize Size, string By)? asked)
    {
        if (_facts.CmaTotal is { } total && listed > total)
        {
            Say($"the default area has {listed}, CmaTotal is {total}: files of two boots?");
        }

        if (asked is { } wanted && _facts.PageSize?.WholeBlocks(wanted.Size) != listed)
        {
            Say($"the default area has {listed}, {wanted.By} asks for {wanted.Size}");
        }
    }

    private void FindUse()
    {
        ByteSize? total = _facts.CmaTotal;
        Used = _facts.CmaFree is { } left && left < total;
        CmaAreaFacts? area = _facts.CmaAreas.Default;
        if (_facts.PageSize is not null && area is { Pages: { } pages, HeldAt: { } held })
        {
            HeldAt = held;
            long taken = held.Sum(r => r.Pages);
            Used |= taken > 0;
            if (taken > 0)
            {
                Say(
                    $"drivers hold {Pages(taken)} of the area, which nothing moves: "
                        + (
                            area.LongestFree is { } longest
                                ? $"the longest free run is {Pages(longest)}"
                                : "taken as together, since debugfs tells not where"
                        )
                        + (taken == pages ? "" : $" of {Pages(pages - taken)}")
                );
            }
        }

        Occupancy = Movable(total);
        if (Occupancy > 0)
        {
            Say(
                HeldAt is null
                    ? $"only {_facts.CmaFree} of CMA free: the rest assumed movable, no page pinned"
                    : $"only {_facts.CmaFree} of CMA free: what drivers do not hold of the rest "
                        + "assumed movable, no page pinned"
            );
        }
    }

    /// <summary>
    /// CmaFree counts pages that neither drivers hold nor movable memory is in
    /// (<c>NR_FREE_CMA_PAGES</c>), of all areas together.
    /// </summary>
    private double? Movable(ByteSize? total)
    {
        if (total is not { Bytes: > 0 } all || _facts.CmaFree is not { } free)
        {
            return null;
        }

        long held = Pages(_facts.CmaAreas.Held ?? HeldAt?.Sum(r => r.Pages) ?? 0)?.Bytes ?? 0;
        double rest = all.Bytes - held;
        // Read one after the other, the two may be a few MiB apart.
        return rest > 0 ? Math.Clamp((rest - free.Bytes) / rest, 0, 1) : 0;
    }

    private ByteSize? Pages(long pages) => _facts.PageSize?.Of(new PageCount(pages));

    private void Say(string text) => _remarks.Add(new Remark("host", text, ScenarioKeys.Cma));
}
