using KexecPerf.Answers.Hosts.Proc;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Reads <c>meminfo</c>, <c>buddyinfo</c>, <c>pagetypeinfo</c> and <c>zoneinfo</c>, and holds them
/// against one another. A missing file is named; a malformed one, or one that contradicts another,
/// is an error.
/// </summary>
/// <param name="read">Text of a file by its name under /proc; null where there is none.</param>
/// <param name="place">What to call the file in a complaint.</param>
internal sealed class MemoryFactsReader(Func<string, string?> read, Func<string, string> place)
{
    private readonly List<string> _missing = [];

    /// <exception cref="InputException">A file that is there and is not in the kernel's form, or
    /// not of the host or the time of the others.</exception>
    public MemoryFacts Read(Architecture architecture)
    {
        var meminfo = Of("meminfo", Meminfo.Read);
        Zoneinfo? info = Of("zoneinfo", Zoneinfo.Read);
        FreeBlocks? types = Of("pagetypeinfo", Pagetypeinfo.Read);
        FreeBlocks? buddy = Of("buddyinfo", Buddyinfo.Read);
        if (types is null && buddy is not null && _missing.Remove("pagetypeinfo"))
        {
            _missing.Add("pagetypeinfo (its reading needs root): migrate types not told apart");
        }

        // One that is there tells all the other would, but for counts the kernel stopped at.
        if (types is not null && buddy is null)
        {
            _missing.Remove("buddyinfo");
        }

        if (info is not null)
        {
            ProcChecks.Zones(info, place("zoneinfo"));
        }

        var remarks = new List<string>();
        long ram = meminfo?["MemTotal"] ?? 0;
        PageSize? pages =
            info is not null && ram > 0
                ? ProcChecks.Pages(info, place("zoneinfo"), ram, architecture, remarks)
                : architecture.OnlyPages();
        FreeBlocks? blocks = Blocks(info, types, buddy, remarks);
        return new MemoryFacts
        {
            Nodes = info?.Nodes,
            Zones =
                info is null || blocks is null ? null : ZoneMerge.Of(info, blocks, architecture),
            PageSize = pages,
            Ram = ram > 0 ? ByteSize.FromKiB(ram) : null,
            CmaOccupancy = meminfo?.GetValueOrDefault("CmaTotal") is > 0 and var cma
                ? Math.Clamp((cma - meminfo.GetValueOrDefault("CmaFree")) / (double)cma, 0, 1)
                : null,
            Mix =
                (meminfo is null ? null : MeminfoMix.Of(meminfo))
                ?? (info is null ? null : MeminfoMix.Of(info.Use)),
            Missing = _missing,
            Remarks = remarks,
        };
    }

    private T? Of<T>(string name, Func<ProcFile, T> reader)
        where T : class
    {
        // What a copy without the right to read leaves is an empty file.
        if (read(name) is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return reader(new ProcFile(place(name), text));
        }

        _missing.Add(name);
        return null;
    }

    /// <summary>The one with migrate types where there are both.</summary>
    private FreeBlocks? Blocks(
        Zoneinfo? info,
        FreeBlocks? types,
        FreeBlocks? buddy,
        List<string> remarks
    )
    {
        if (info is not null)
        {
            Check(info, types, "pagetypeinfo");
            Check(info, buddy, "buddyinfo");
        }

        if (types is null || buddy is null)
        {
            SayLeast(types, remarks);
            return types ?? buddy;
        }

        string at = place("pagetypeinfo");
        if (types.Orders != buddy.Orders)
        {
            throw new InputException(
                InputPlace.Of(at),
                $"rows of {types.Orders} orders, and of {buddy.Orders} in buddyinfo: cut at the "
                    + "end? Copy the files themselves"
            );
        }

        ProcChecks.SameZones(buddy.Zones.Keys, "buddyinfo", types, "pagetypeinfo", at);
        ProcChecks.SameZones(
            types.Zones.Keys,
            "pagetypeinfo",
            buddy,
            "buddyinfo",
            place("buddyinfo")
        );
        foreach ((ZoneKey key, FreeBlocks.Zone zone) in types.Zones)
        {
            zone.Complete(buddy.Zones[key]);
        }

        ProcChecks.Free(info, types, at, key => buddy.Zones[key].Pages, "buddyinfo");
        return types;
    }

    private void Check(Zoneinfo info, FreeBlocks? blocks, string name)
    {
        if (blocks is null)
        {
            return;
        }

        string at = place(name);
        ProcChecks.SameZones(ZoneMerge.Usable(info), "zoneinfo", blocks, name, at);
        ProcChecks.Free(
            info,
            blocks,
            at,
            key => info.Zones.TryGetValue(key, out Zoneinfo.Zone zone) ? zone.Free : 0,
            "zoneinfo"
        );
    }

    /// <summary>
    /// Names where the kernel stopped counting and nothing tells how many there are.
    /// </summary>
    private static void SayLeast(FreeBlocks? types, List<string> remarks)
    {
        ZoneKey[] least =
        [
            .. (types?.Zones ?? new Dictionary<ZoneKey, FreeBlocks.Zone>())
                .Where(z => z.Value.IsLeast)
                .Select(z => z.Key),
        ];
        if (least.Length > 0)
        {
            remarks.Add(
                "pagetypeinfo stops counting at 100000 blocks in "
                    + string.Join(", ", least)
                    + ": taken as so many; buddyinfo tells how many there are"
            );
        }
    }
}
