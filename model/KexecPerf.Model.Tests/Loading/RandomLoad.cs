using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>
/// Small memory in both zones and destinations in it, from a seed: free runs of all lengths in ascending, descending or any order, over
/// destinations, behind and ahead of them; often less memory than is asked for.
/// </summary>
internal sealed class RandomLoad
{
    private readonly SplitMix _random;
    private readonly List<PageRange> _runs = [];
    private readonly List<DrawnRuns> _drawn = [];
    private readonly List<PageRange> _destinations = [];

    public RandomLoad(ulong seed)
    {
        Seed = seed;
        _random = new SplitMix(seed);
        PageSize page = _random.Next(4) > 0 ? PageSize.Of4KiB : PageSize.All[1 + _random.Next(2)];
        MemoryLayout layout = Layout(seed, page);
        long normalStart = layout.Normal.Start;
        int low = Size();
        int normal = Size();
        double freeShare = Pick(0.1, 0.5, 0.9, 1);
        var areas = new[] { new PageRange(1, low), new PageRange(normalStart, normal) };
        foreach (PageRange area in areas)
        {
            switch (area.Pages > 24 ? _random.Next(6) : 2)
            {
                case 0:
                    AddCounted(area);
                    break;
                case 1:
                    AddScattered(area, freeShare);
                    break;
                default:
                    AddRuns(area, freeShare);
                    break;
            }
        }

        Order();
        AddDestinations(areas);
        FreeRuns free = [.. _runs];
        _drawn.ForEach(free.Add);
        long inNormal = free.Where(r => r.Start >= normalStart).Sum(r => r.Pages);
        long inLow = free.Sum(r => r.Pages) - inNormal;
        Memory = new PhysicalMemory(
            layout,
            null,
            free,
            inNormal - KeptBack(inNormal),
            inLow - KeptBack(inLow)
        )
        {
            BelowLow = Pick(0, 0, 5, 40),
            Clean = Pick(0, 0, 3, 2_000),
            Swappable = Pick(0, 0, 0, 7),
        };
        Buffers = Pick(0, 0, _random.Next(20), _random.Next(low + normal + 1));
    }

    public ulong Seed { get; }

    public PhysicalMemory Memory { get; }

    public IReadOnlyList<PageRange> Destinations => _destinations;

    public long Buffers { get; }

    public override string ToString() =>
        $"{Seed}: to {string.Join(" ", _destinations)}; free {string.Join(" ", Memory.FreeRuns)}, "
        + $"{Memory.FreeInNormal}+{Memory.FreeInLow} of them, {Memory.BelowLow}, {Memory.Clean} and {Memory.Swappable} behind them, {Buffers} buffers";

    /// <summary>
    /// Two nodes in two of three, cut where the Normal zone starts or some pageblocks in.
    /// </summary>
    private static MemoryLayout Layout(ulong seed, PageSize page) =>
        seed % 3 == 0
            ? new(ByteSize.FromGiB(8), Architecture.Arm64, page)
            : new(
                ByteSize.FromMiB(6144 + 4 * (long)(seed / 3 % 3)),
                Architecture.Arm64,
                page,
                new NumaNodes(2, Loader: (int)(seed / 9 % 2))
            );

    private int Size() =>
        Pick(0, 1 + _random.Next(12), 1 + _random.Next(100), 1 + _random.Next(1_500));

    private void AddRuns(PageRange area, double freeShare)
    {
        int longest = Pick(1, 2, 8, 60, 700);
        for (long page = area.Start; page < area.End; )
        {
            long pages = Math.Min(1 + _random.Next(longest), area.End - page);
            if (_random.NextDouble() <= freeShare)
            {
                _runs.Add(new PageRange(page, pages));
            }

            page += pages;
        }
    }

    /// <summary>
    /// Blocks of a few kinds, as a host counts them, in memory with a hole or without; next to full
    /// blocks of two kinds often touch.
    /// </summary>
    private void AddCounted(PageRange area)
    {
        long hole = Pick(0, 1 + _random.Next(5));
        long used = area.Pages - hole;
        var counted = new List<(int Order, long Count)>();
        for (int kinds = 1 + _random.Next(4); kinds > 0; kinds--)
        {
            int order = _random.Next(5);
            int most = Pick(1, 3, 1 + _random.Next(1 + (int)used / 4) >> order);
            long count = Math.Min(used >> order, Math.Max(1, most));
            if (count > 0)
            {
                counted.Add((order, count));
                used -= count << order;
            }
        }

        long free = counted.Sum(k => k.Count << k.Order);
        used = Math.Min(used, Pick(used, 2 * counted.Max(k => k.Count) + _random.Next(3)));
        long cut = _random.Next((int)(free + used));
        PageRange[] blocks = Cut(area.Start, free + used, hole, cut);
        CountedRuns.Kind[] blocksOf =
        [
            .. counted.Select(
                (k, i) =>
                    new CountedRuns.Kind(
                        k.Order,
                        k.Count,
                        used,
                        new RandomStream(Seed, i, "blocks of " + area.Start)
                    )
            ),
        ];
        _drawn.AddRange(
            blocksOf.Select((_, kind) => new CountedRuns(blocks, blocksOf, kind, used, free))
        );
    }

    /// <summary>Runs of one length in any order, in memory with a hole or without; some full.</summary>
    private void AddScattered(PageRange area, double freeShare)
    {
        long hole = Pick(0, 1 + _random.Next(5));
        long pages = area.Pages - hole;
        long length = Pick(1, 1, 1 + _random.Next(8));
        long strata = Math.Max(1, (long)(pages * freeShare) / length);
        _drawn.Add(
            new ScatteredRuns(
                Cut(area.Start, pages, hole, _random.Next((int)pages)),
                pages,
                strata,
                length,
                1 + _random.Next((int)strata),
                new StrataOrder(strata, new RandomStream(Seed, 0, "order of " + area.Start)),
                new RandomStream(Seed, 0, "places of " + area.Start)
            )
        );
    }

    /// <summary>So many pages from a page on, with a hole behind some of them.</summary>
    private static PageRange[] Cut(long start, long pages, long hole, long cut) =>
        [new(start, cut), new(start + cut + hole, pages - cut)];

    private void Order()
    {
        switch (_random.Next(4))
        {
            case 0:
                _runs.Reverse();
                break;
            case 1:
                for (int i = _runs.Count - 1; i > 0; i--)
                {
                    int j = _random.Next(i + 1);
                    (_runs[i], _runs[j]) = (_runs[j], _runs[i]);
                }

                break;
            default:
                break;
        }
    }

    private void AddDestinations(PageRange[] areas)
    {
        for (int n = 1 + _random.Next(5); n > 0; n--)
        {
            PageRange area = areas[_random.Next(2)];
            var segment = new PageRange(
                area.Start + _random.Next((int)area.Pages + 3),
                Pick(1, 1 + _random.Next(9), 1 + _random.Next((int)area.Pages + 1))
            );
            if (!_destinations.Exists(d => d.Overlaps(segment)))
            {
                _destinations.Add(segment);
            }
        }
    }

    private long KeptBack(long pages) => Pick(0, 0, _random.Next((int)Math.Min(pages + 1, 80)));

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];
}
