using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// Where sources, destinations and the area lie on a machine of several nodes, and what that makes
/// of a copy and a hash, all at the medians.
/// </summary>
internal static class NodesText
{
    /// <summary>Sentences; null where all memory is near.</summary>
    public static string? Of(Scenario s)
    {
        NumaNodes numa = s.Memory.Numa;
        if (numa.Count == 1)
        {
            return null;
        }

        MachineDraw draw = MachineDraw.Medians(s.Machine);
        var sides = new[] { s.PageListSide(), s }
            .Distinct()
            .Select(side => LoadedImage.Load(side, draw));
        string where = numa.Interleaved
            ? FormattableString.Invariant(
                $"{numa.Count}, interleaved: {numa.FarShare * 100:0.#} % of every page are far from CPU 0"
            )
            : $"{numa.Count}; CPU 0, which reboots, is on node 0, the load on node {numa.Loader}";
        return $"Nodes: {where}. "
            + string.Join(" ", sides.Select(loaded => Side(loaded, draw)))
            + " Medians; numa.read, numa.write"
            + (s.Machine.Architecture.HasPurgatory() ? ", numa.hash_miss." : ".");
    }

    private static string Side(LoadedImage loaded, MachineDraw draw) =>
        loaded.AllInCma ? Cma(loaded, draw)
        : loaded.Scenario.Memory.AreaPages > 0
            ? "With the area, " + PageList(loaded, draw, "page list")
        : PageList(loaded, draw, "Page list");

    private static string PageList(LoadedImage loaded, MachineDraw draw, string name)
    {
        double sources = loaded.Runs.FarPages / (double)Math.Max(1, loaded.Runs.Pages);
        List<PlacedSegment> listed = [.. loaded.Segments.Where(s => s.IsListed)];
        double destinations =
            listed.Sum(loaded.FarPages) / (double)Math.Max(1, loaded.ListedPages.Pages);
        double share = Math.Min(1, draw.Ratio(MachineParameters.CopySourceShare));
        double far = loaded.Layout.Numa.FarShare;
        double copy =
            1
            + far * share * sources * (draw.Ratio(MachineParameters.NumaRead) - 1)
            + far * (1 - share) * destinations * (draw.Ratio(MachineParameters.NumaWrite) - 1);
        string where = loaded.Layout.Numa.Interleaved
            ? ""
            : FormattableString.Invariant($"{(1 - sources) * 100:0.#} % of sources on node 0, ")
                + $"destinations on {Nodes(loaded, listed)}: ";
        return FormattableString.Invariant($"{name}: {where}a copy takes {copy:0.00}x a near one")
            + Hash(loaded, destinations > 0, draw)
            + ".";
    }

    private static string Cma(LoadedImage loaded, MachineDraw draw)
    {
        bool far = loaded.Segments.Any(s => loaded.FarPages(s) > 0);
        string where = loaded.Layout.Numa.Interleaved
            ? "nothing to copy"
            : $"the area on {Nodes(loaded, loaded.Segments)}, nothing to copy";
        return $"CMA: {where}{Hash(loaded, far, draw)}.";
    }

    private static string Hash(LoadedImage loaded, bool far, MachineDraw draw)
    {
        if (!loaded.IsHashed || !far)
        {
            return "";
        }

        double factor = draw.Ratio(MachineParameters.NumaHashMiss);
        double wait = 1 + loaded.Layout.Numa.FarShare * (factor - 1);
        return FormattableString.Invariant($", the hash waits {wait:0.00}x as long for memory");
    }

    private static string Nodes(LoadedImage loaded, IEnumerable<PlacedSegment> segments)
    {
        List<int> nodes = [.. segments.Select(loaded.NodeOf).Distinct().Order()];
        return (nodes.Count == 1 ? "node " : "nodes ") + string.Join(" and ", nodes);
    }
}
