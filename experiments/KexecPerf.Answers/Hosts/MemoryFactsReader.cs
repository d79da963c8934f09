using System.Globalization;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Reads <c>meminfo</c>, <c>buddyinfo</c>, <c>pagetypeinfo</c> and <c>zoneinfo</c> (mm/vmstat.c; Documentation/filesystems/proc.rst). A missing file is named;
/// a malformed one is an error with file and line.
/// </summary>
/// <param name="read">Text of a file by its name under /proc; null where there is none.</param>
/// <param name="place">What to call the file in a complaint.</param>
internal sealed class MemoryFactsReader(Func<string, string?> read, Func<string, string> place)
{
    private const int OrdersMost = 20;
    private const long PagesMost = 1L << 44;

    private readonly List<string> _missing = [];

    /// <summary>Nodes on which a zone has managed pages.</summary>
    private readonly HashSet<string> _nodes = [];

    /// <exception cref="InputException">A file that is there and is not in the kernel's form.</exception>
    public MemoryFacts Read(Architecture architecture)
    {
        Dictionary<string, long>? meminfo = Text("meminfo") is { } text ? Meminfo(text) : null;
        Dictionary<string, Zone>? zones = Text("zoneinfo") is { } info ? Zoneinfo(info) : null;
        Dictionary<string, Blocks>? blocks =
            Text("pagetypeinfo") is { } types ? Pagetypeinfo(types)
            : Text("buddyinfo") is { } buddy ? Buddyinfo(buddy)
            : null;
        if (blocks is not null && _missing.Remove("pagetypeinfo"))
        {
            _missing.Add("pagetypeinfo (its reading needs root): migrate types not told apart");
        }

        return new MemoryFacts
        {
            Nodes = _nodes.Count is > 0 and <= 1024 and var nodes ? nodes : null,
            Zones = zones is null || blocks is null ? null : Merge(zones, blocks, architecture),
            PageSize = architecture.OnlyPages() ?? Pages(meminfo, zones),
            Ram = meminfo?.GetValueOrDefault("MemTotal") is > 0 and var kb
                ? ByteSize.FromKiB(kb)
                : null,
            CmaOccupancy = meminfo?.GetValueOrDefault("CmaTotal") is > 0 and var cma
                ? Math.Clamp((cma - meminfo.GetValueOrDefault("CmaFree")) / (double)cma, 0, 1)
                : null,
            Mix = meminfo is null ? null : MeminfoMix.Of(meminfo),
            Missing = _missing,
        };
    }

    private string? Text(string name)
    {
        string? text = read(name);
        if (text is null)
        {
            _missing.Add(name);
        }

        return text;
    }

    /// <summary>MemTotal over the managed pages of all zones, up to a tenth of a page.</summary>
    private static PageSize? Pages(
        Dictionary<string, long>? meminfo,
        Dictionary<string, Zone>? zones
    )
    {
        double total = 1024.0 * (meminfo?.GetValueOrDefault("MemTotal") ?? 0);
        long managed = zones?.Values.Sum(z => z.Managed) ?? 0;
        foreach (PageSize page in PageSize.All)
        {
            if (managed > 0 && Math.Abs(total / managed / page.Bytes - 1) < 0.1)
            {
                return page;
            }
        }

        return null;
    }

    private Dictionary<string, long> Meminfo(string text)
    {
        var values = new Dictionary<string, long>();
        foreach ((string line, int number) in Lines(text))
        {
            string[] parts = line.Split(':', 2);
            string[] words = parts.Length == 2 ? Words(parts[1]) : [];
            bool good = words.Length is 1 or 2 && (words.Length == 1 || words[1] == "kB");
            values[parts[0]] = good
                ? Number(words[0], "meminfo", number)
                : throw Bad("meminfo", number, "'NAME: N kB'");
        }

        return values.ContainsKey("MemTotal") ? values : throw Bad("meminfo", 1, "a line MemTotal");
    }

    private Dictionary<string, Zone> Zoneinfo(string text)
    {
        var zones = new Dictionary<string, Zone>();
        string? name = null;
        string node = "";
        foreach ((string line, int number) in Lines(text))
        {
            string[] words = Words(line);
            if (words is ["Node", var of, "zone", var zone])
            {
                name = zone;
                node = of;
                zones.TryAdd(zone, new Zone());
            }
            else if (
                name is not null
                && words is ["min" or "low" or "managed" or "nr_free_cma", var digits]
            )
            {
                long pages = Number(digits, "zoneinfo", number);
                if (words[0] == "managed" && pages > 0)
                {
                    _nodes.Add(node);
                }

                Zone z = zones[name];
                zones[name] = words[0] switch
                {
                    "min" => z with { Min = z.Min + pages },
                    "low" => z with { Low = z.Low + pages },
                    "managed" => z with { Managed = z.Managed + pages },
                    _ => z with { FreeCma = z.FreeCma + pages },
                };
            }
        }

        return zones.Values.Any(z => z.Managed > 0)
            ? zones
            : throw Bad("zoneinfo", 1, "zones with their managed pages");
    }

    private Dictionary<string, Blocks> Buddyinfo(string text)
    {
        var zones = new Dictionary<string, Blocks>();
        foreach ((string line, int number) in Lines(text))
        {
            string[] words = Words(line.Replace(",", " ", StringComparison.Ordinal));
            if (words is not ["Node", _, "zone", var zone, .. var counts] || counts.Length == 0)
            {
                throw Bad("buddyinfo", number, "'Node N, zone NAME COUNTS'");
            }

            Of(zones, zone).AddOther(Counts(counts, "buddyinfo", number));
        }

        return zones.Count > 0 ? zones : throw Bad("buddyinfo", 1, "a line for each zone");
    }

    /// <summary>Its first table: free blocks by zone and migrate type. Those of CMA serve no page list.</summary>
    private Dictionary<string, Blocks> Pagetypeinfo(string text)
    {
        var zones = new Dictionary<string, Blocks>();
        foreach ((string line, int number) in Lines(text))
        {
            string[] words = Words(line.Replace(",", " ", StringComparison.Ordinal));
            if (words is ["Number", "of", "blocks", ..])
            {
                break;
            }

            if (words is not ["Node", _, "zone", var zone, "type", var type, .. var counts])
            {
                continue;
            }

            long[] blocks = Counts(
                [.. counts.Select(c => c.TrimStart('>'))],
                "pagetypeinfo",
                number
            );
            if (type == "Unmovable")
            {
                Of(zones, zone).AddUnmovable(blocks);
            }
            else if (type is "Movable" or "Reclaimable")
            {
                Of(zones, zone).AddOther(blocks);
            }
        }

        return zones.Count > 0
            ? zones
            : throw Bad("pagetypeinfo", 1, "'Node N, zone NAME, type TYPE COUNTS'");
    }

    /// <summary>
    /// Zones by the model's names: on x86 DMA belongs to DMA32, on arm64 DMA32 to DMA; Movable and Device give nothing. Without migrate
    /// types the zone's free CMA pages are taken off its largest blocks.
    /// </summary>
    private static List<ZoneCounts> Merge(
        Dictionary<string, Zone> zones,
        Dictionary<string, Blocks> blocks,
        Architecture architecture
    )
    {
        string low = new MemoryLayout(ByteSize.Zero, architecture).LowName;
        var merged = new List<ZoneCounts>();
        foreach (
            IGrouping<string, string> group in zones
                .Keys.Where(k => k is "DMA" or "DMA32" or "Normal")
                .GroupBy(k => k == "Normal" ? k : low)
        )
        {
            var all = new Blocks();
            long cma = 0;
            foreach (string name in group)
            {
                Blocks one = blocks.GetValueOrDefault(name) ?? new Blocks();
                all.AddUnmovable(one.Unmovable);
                all.AddOther(one.Other);
                cma += one.KnowsTypes ? 0 : zones[name].FreeCma;
            }

            all.TakeOff(cma);
            merged.Add(
                new ZoneCounts(
                    group.Key,
                    group.Sum(n => zones[n].Managed),
                    group.Sum(n => zones[n].Low),
                    group.Sum(n => zones[n].Min),
                    all.Unmovable,
                    all.Other
                )
            );
        }

        return merged;
    }

    private static Blocks Of(Dictionary<string, Blocks> zones, string zone)
    {
        if (!zones.TryGetValue(zone, out Blocks? blocks))
        {
            zones.Add(zone, blocks = new Blocks());
        }

        return blocks;
    }

    private long[] Counts(string[] words, string file, int line) =>
        words.Length <= OrdersMost
            ? [.. words.Select(w => Number(w, file, line))]
            : throw Bad(file, line, $"at most {OrdersMost} orders");

    private long Number(string text, string file, int line) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && number <= PagesMost
            ? number
            : throw Bad(file, line, "a whole number");

    private InputException Bad(string file, int line, string wanted) =>
        new(
            new InputPlace(place(file), line, 1, null),
            $"not as the kernel writes it; expected {wanted}"
        );

    private static IEnumerable<(string Line, int Number)> Lines(string text)
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (line.Trim().Length > 0)
            {
                yield return (line, number);
            }
        }
    }

    private static string[] Words(string line) =>
        line.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);

    private readonly record struct Zone(long Managed, long Low, long Min, long FreeCma);

    /// <summary>Free blocks of a zone by order.</summary>
    private sealed class Blocks
    {
        public long[] Unmovable { get; } = new long[OrdersMost];

        public long[] Other { get; } = new long[OrdersMost];

        public bool KnowsTypes { get; private set; }

        public void AddUnmovable(IReadOnlyList<long> counts)
        {
            KnowsTypes = true;
            Add(Unmovable, counts);
        }

        public void AddOther(IReadOnlyList<long> counts) => Add(Other, counts);

        public void TakeOff(long pages)
        {
            for (int order = OrdersMost - 1; order >= 0 && pages > 0; order--)
            {
                long taken = Math.Min(Other[order], (pages + (1L << order) - 1) >> order);
                Other[order] -= taken;
                pages -= taken << order;
            }
        }

        private static void Add(long[] to, IReadOnlyList<long> counts)
        {
            for (int order = 0; order < counts.Count; order++)
            {
                to[order] += counts[order];
            }
        }
    }
}
