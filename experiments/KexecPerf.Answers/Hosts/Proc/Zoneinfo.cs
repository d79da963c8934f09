using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>
/// <c>/proc/zoneinfo</c> (<c>zoneinfo_show_print</c>, mm/vmstat.c): for every zone of every node,
/// those without memory too, its watermarks and counts; a node's own counts before those of its
/// first zone with memory; then the page sets of each CPU, whose names have a colon. What is
/// missing of a zone counts as none.
/// </summary>
internal sealed class Zoneinfo
{
    /// <summary>A zone's numbers, in pages of the kernel.</summary>
    /// <param name="Managed">Pages that the page allocator manages.</param>
    /// <param name="Free">
    /// Free pages; null where it does not say. A confidential guest counts those it has not
    /// accepted among them, which are on no list of free blocks (nr_unaccepted).
    /// </param>
    /// <param name="Min">Watermark.</param>
    /// <param name="Low">Watermark.</param>
    /// <param name="FreeCma">Free pages in CMA pageblocks.</param>
    public readonly record struct Zone(long Managed, long? Free, long Min, long Low, long FreeCma);

    /// <summary>
    /// What RAM in use is, by the names of <c>/proc/meminfo</c>: in all releases' names.
    /// </summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["nr_zone_active_file"] = "Active(file)",
        ["nr_zone_inactive_file"] = "Inactive(file)",
        ["nr_zone_active_anon"] = "Active(anon)",
        ["nr_zone_inactive_anon"] = "Inactive(anon)",
        ["nr_zone_unevictable"] = "Unevictable",
        ["nr_anon_pages"] = "AnonPages",
        ["nr_shmem"] = "Shmem",
        ["nr_dirty"] = "Dirty",
        ["nr_writeback"] = "Writeback",
    };

    private readonly Dictionary<ZoneKey, Zone> _zones = [];
    private readonly HashSet<(ZoneKey Zone, string Name)> _said = [];
    private readonly Dictionary<string, long> _use = [];

    private Zoneinfo() { }

    /// <summary>By node and name.</summary>
    public IReadOnlyDictionary<ZoneKey, Zone> Zones => _zones;

    /// <summary>Managed pages of all zones.</summary>
    public long Managed => _zones.Values.Sum(z => z.Managed);

    /// <summary>Nodes with managed pages.</summary>
    public int Nodes =>
        _zones.Where(z => z.Value.Managed > 0).Select(z => z.Key.Node).Distinct().Count();

    /// <summary>
    /// What RAM is used for, in pages, as <see cref="MeminfoMix"/> names it; swap is not told. None
    /// where not every zone says what is free.
    /// </summary>
    public IReadOnlyDictionary<string, long> Use =>
        _zones.Values.Any(z => z.Managed > 0 && z.Free is null)
            ? new Dictionary<string, long>()
            : new Dictionary<string, long>(_use)
            {
                ["MemTotal"] = Managed,
                ["MemFree"] = _zones.Values.Sum(z => z.Free ?? 0),
            };

    /// <exception cref="InputException">Not in the kernel's form.</exception>
    public static Zoneinfo Read(ProcFile file)
    {
        var info = new Zoneinfo();
        ZoneKey? at = null;
        foreach ((string[] words, int line) in file.Lines())
        {
            if (words is ["Node", var node, "zone", var name])
            {
                at = file.Zone(node, name, line);
                if (!info._zones.TryAdd(at.Value, default))
                {
                    throw file.Twice(line, at.Value.ToString());
                }
            }
            else if (at is { } zone)
            {
                info.Add(file, zone, words, line);
            }
            else
            {
                throw file.Bad(line, "'Node N, zone NAME'", string.Join(' ', words));
            }
        }

        return info.Managed > 0 ? info : throw file.Bad(1, "zones with their managed pages");
    }

    private void Add(ProcFile file, ZoneKey key, string[] words, int line)
    {
        string name = words is ["pages", "free", ..] ? "free" : words[0];
        string[] values = words is ["pages", "free", ..] ? words[2..] : words[1..];
        bool known =
            name is "free" or "min" or "low" or "managed" or "nr_free_cma" or "nr_unaccepted";
        if (!known && !Names.ContainsKey(name))
        {
            return;
        }

        if (values.Length != 1)
        {
            throw file.Bad(line, $"'{name} N'", string.Join(' ', words));
        }

        long pages = file.Number(values[0], line);
        if (Names.TryGetValue(name, out string? use))
        {
            _use[use] = _use.GetValueOrDefault(use) + pages;
            return;
        }

        if (!_said.Add((key, name)))
        {
            throw file.Twice(line, $"'{name}' of {key}");
        }

        Zone zone = _zones[key];
        _zones[key] = name switch
        {
            "free" => zone with { Free = pages },
            "min" => zone with { Min = pages },
            "low" => zone with { Low = pages },
            "nr_unaccepted" => zone with { Free = zone.Free - pages },
            "managed" => zone with { Managed = pages },
            _ => zone with { FreeCma = pages },
        };
    }
}
