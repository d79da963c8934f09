using System.Globalization;
using KexecPerf.Model.Memory;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Reads CMA areas from <c>/sys/kernel/mm/cma</c> (mm/cma_sysfs.c; <c>total_pages</c> and
/// <c>available_pages</c> are in 7.2 and not in 6.12) and <c>/sys/kernel/debug/cma</c>
/// (mm/cma_debug.c, root alone; the bitmap also under <c>ranges/0</c> since areas may have several
/// ranges). What is malformed or cannot be is not known.
/// </summary>
internal sealed class CmaAreasReader(IHostFiles files)
{
    private const string Sysfs = "sys/kernel/mm/cma";
    private const string Debugfs = "sys/kernel/debug/cma";
    private const string DeviceTree = "proc/device-tree/reserved-memory";

    /// <summary>In debugfs of older kernels.</summary>
    private const string OldPrefix = "cma-";

    private const int AreasMost = 64;

    /// <summary>A load has a handful of segments: the largest runs are those that matter.</summary>
    private const int RunsMost = 64;

    /// <summary>All areas.</summary>
    public CmaAreas Read()
    {
        IReadOnlyList<string> debug = files.List(Debugfs);
        IEnumerable<string> names = files
            .List(Sysfs)
            .Union(debug.Select(Bare))
            .Order(StringComparer.Ordinal)
            .Take(AreasMost);
        string[] defaults =
        [
            .. files
                .List(DeviceTree)
                .Where(n => files.Read($"{DeviceTree}/{n}/linux,cma-default") is not null),
        ];
        return CmaAreas.Of(
            [.. names.Select(n => Area(n, debug.FirstOrDefault(d => Bare(d) == n) ?? n))],
            defaults
        );
    }

    /// <summary>
    /// An area that was really called so has its name without the prefix nowhere.
    /// </summary>
    private string Bare(string name) =>
        name.StartsWith(OldPrefix, StringComparison.Ordinal)
        && files.Read($"{Sysfs}/{name}/alloc_pages_success") is null
            ? name[OldPrefix.Length..]
            : name;

    private CmaAreaFacts Area(string name, string debugName)
    {
        string sys = $"{Sysfs}/{name}";
        string debug = $"{Debugfs}/{debugName}";
        long? pages = Number($"{debug}/count") ?? Number($"{sys}/total_pages");
        long? held =
            Number($"{debug}/used")
            ?? pages - Number($"{sys}/available_pages")
            ?? Number($"{sys}/alloc_pages_success") - Number($"{sys}/release_pages_success");
        if (held < 0 || held > pages)
        {
            held = null;
        }

        IReadOnlyList<PageRange>? free = null;
        if (pages is { } all)
        {
            string? bitmap =
                files.Read($"{debug}/bitmap") ?? files.Read($"{debug}/ranges/0/bitmap");
            free = Clear(bitmap, Number($"{debug}/order_per_bit") ?? 0, all);
            if (free is not null)
            {
                held = all - free.Sum(r => r.Pages);
                free = Largest(free);
            }
            else if (held is { } known && Number($"{debug}/maxchunk") is { } longest)
            {
                free = Spread(all, all - known, longest);
            }
        }

        return new CmaAreaFacts(name, pages, held, free);
    }

    /// <summary>
    /// Runs of clear bits: words of 32 bits in decimal, the first page in the first word's lowest
    /// bit; null where there are none, or too few for the area.
    /// </summary>
    private static List<PageRange>? Clear(string? text, long order, long pages)
    {
        uint[]? words = Words(text);
        long bits = order <= 20 ? (pages + (1L << (int)order) - 1) >> (int)order : long.MaxValue;
        if (words is null || bits == 0 || words.Length < bits / 32.0)
        {
            return null;
        }

        var runs = new List<PageRange>();
        long from = -1;
        for (long bit = 0; bit <= bits; bit++)
        {
            bool clear = bit < bits && ((words[bit / 32] >> (int)(bit & 31)) & 1) == 0;
            if (clear && from < 0)
            {
                from = bit;
            }
            else if (!clear && from >= 0)
            {
                long start = from << (int)order;
                runs.Add(new PageRange(start, Math.Min(bit << (int)order, pages) - start));
                from = -1;
            }
        }

        return runs;
    }

    private static List<PageRange> Largest(IReadOnlyList<PageRange> runs) =>
        [.. runs.OrderByDescending(r => r.Pages).Take(RunsMost).OrderBy(r => r.Start)];

    /// <summary>
    /// So many free pages in the fewest runs of at most so many, behind what is held: nothing tells
    /// where they are, but that no run is longer.
    /// </summary>
    private static List<PageRange> Spread(long pages, long free, long longest)
    {
        var runs = new List<PageRange>();
        long end = pages;
        while (free > 0 && longest > 0 && end > 0 && runs.Count < RunsMost)
        {
            long here = Math.Min(Math.Min(free, longest), end);
            runs.Insert(0, new PageRange(end - here, here));
            free -= here;
            end -= here + 1;
        }

        return runs;
    }

    private static uint[]? Words(string? text)
    {
        string[] words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        uint[] bits = new uint[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (
                !uint.TryParse(
                    words[i],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out bits[i]
                )
            )
            {
                return null;
            }
        }

        return bits;
    }

    private long? Number(string path) =>
        long.TryParse(
            files.Read(path)?.Trim(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long number
        )
        && number <= 1L << 40
            ? number
            : null;
}
