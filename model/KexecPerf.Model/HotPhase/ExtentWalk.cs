using KexecPerf.Model.Caches;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// By extents: last touches are kept as lines (page i of a piece was touched at First + Step i), so ages along a walk are lines
/// too, and the pages up to the next change of level follow by division. One event for all pages.
/// </summary>
internal sealed class ExtentWalk(HotPhaseRun run) : IImageWalk
{
    /// <summary>The load's touches, in list order where listed; by segment, content and padding apart.</summary>
    private readonly List<List<Piece>> _filled = [];

    /// <summary>The destinations' last touches when the purgatory reads them; by segment.</summary>
    private readonly List<List<Piece>> _destinations = [];

    private (int Level, long Cost, long FirstCost) _costs = (-1, 0, 0);
    private (int Level, long Cost, long FirstCost) _ownCosts = (-1, 0, 0);
    private readonly bool _isHashed = run.Loaded.IsHashed;
    private long _touches;

    public void Load()
    {
        foreach (PlacedSegment placed in run.Loaded.Segments)
        {
            long content = placed.Segment.ContentPages.Pages;
            long padding = placed.Segment.Pages.Pages - content;
            _filled.Add([
                new Piece(content, _touches + 2, 2),
                new Piece(padding, _touches + 2 * content + 1, 1),
            ]);
            _touches += 2 * content + padding;
        }

        _touches += run.Levels.TouchesOf(
            run.Draw.Rate(MachineParameters.CacheEviction),
            run.Scenario.ExecAfter
        );
        StartDestinations();
    }

    public void Flush()
    {
        foreach (List<Piece> pieces in _filled)
        {
            for (int i = 0; i < pieces.Count; i++)
            {
                pieces[i] = Piece.Uncached(pieces[i].Pages);
            }
        }

        StartDestinations();
    }

    public IEnumerable<Event> Copy()
    {
        yield return run.PageEnd(CopyAll());
    }

    public IEnumerable<Event> Hash()
    {
        yield return run.PageEnd(HashAll());
    }

    /// <summary>Picoseconds of copying the list.</summary>
    private long CopyAll()
    {
        var runs = new RunCursor(run.Loaded.Runs.Groups);
        var clock = new ExtentClock(run.Sim.NowPs, run.Record.Copied);
        for (int s = 0; s < _filled.Count; s++)
        {
            PlacedSegment placed = run.Loaded.Segments[s];
            if (!placed.IsListed)
            {
                clock.Skip(placed.Segment.Pages.Pages);
                continue;
            }

            // Room for the worst, a piece for each group: growing costs more than all the rest.
            long pieces = Math.Min(placed.Segment.Pages.Pages, runs.GroupsLeft + 1);
            _destinations[s] = new List<Piece>(_isHashed ? (int)pieces : 0);
            foreach (Piece filled in _filled[s])
            {
                CopyPiece(filled, ref runs, ref clock, _destinations[s]);
            }
        }

        return clock.ElapsedPs;
    }

    private void CopyPiece(
        Piece source,
        ref RunCursor runs,
        ref ExtentClock clock,
        List<Piece> destinations
    )
    {
        bool skipsOwn = run.Scenario.Kernel.SkipOwnDestination;
        for (Piece left = source; left.Pages > 0; )
        {
            runs.NextGroup();
            Piece part = left with { Pages = (int)Math.Min(left.Pages, runs.Left) };
            if (runs.Own && skipsOwn)
            {
                Touched(destinations, part);
                clock.Skip(part.Pages);
            }
            else
            {
                int perPage = runs.Own ? 1 : 2;
                (long pages, int level) = LevelOf(part, perPage);
                part = part with { Pages = (int)pages };
                (long cost, long firstCost) = CostsOf(level, runs.Own);
                Spend(new Extent(pages, cost, firstCost, runs.RunPages, runs.Offset), ref clock);
                Touched(destinations, new Piece(pages, _touches + perPage, perPage));
                _touches += perPage * pages;
            }

            runs.Take(part.Pages);
            left = left.Skip(part.Pages);
        }
    }

    /// <summary>Copies an extent, in parts where devices begin to take more or less bandwidth: pages that start before pay the old cost.</summary>
    private void Spend(Extent extent, ref ExtentClock clock)
    {
        if (run.Taken is not { } taken)
        {
            clock.Spend(extent);
            return;
        }

        while (extent.Pages > 0)
        {
            long now = clock.NowPs;
            Extent part = extent with
            {
                Cost = taken.Scaled(extent.Cost, now),
                FirstCost = taken.Scaled(extent.FirstCost, now),
            };
            long change = taken.NextChange(now);
            long started =
                change == long.MaxValue
                    ? part.Pages
                    : Math.Min(part.Pages, 1 + part.DoneBefore(change - now));
            clock.Spend(part with { Pages = started });
            extent = extent with
            {
                Pages = extent.Pages - started,
                Offset = (extent.Offset + started) % extent.RunPages,
            };
        }
    }

    /// <summary>Picoseconds of a page inside a run and of the first, whose sources have this level. Kept while it stays.</summary>
    private (long Cost, long FirstCost) CostsOf(int level, bool own)
    {
        ref (int Level, long Cost, long FirstCost) last = ref own ? ref _ownCosts : ref _costs;
        if (last.Level != level)
        {
            int from = run.Scenario.SourceCache == SourceCache.Warm ? HitLaw.Levels : level;
            int to = own ? HitLaw.Levels : 0;
            long cost = run.EntryCosts.Of(sequential: true, from, to);
            last = (level, cost, run.EntryCosts.Of(sequential: false, from, to));
        }

        return (last.Cost, last.FirstCost);
    }

    /// <summary>Picoseconds of hashing everything but the purgatory.</summary>
    private long HashAll()
    {
        var clock = new ExtentClock(run.Sim.NowPs, run.Record.Hashed);
        for (int s = 0; s < _destinations.Count; s++)
        {
            Segment segment = run.Loaded.Segments[s].Segment;
            if (segment.Role == SegmentRole.Purgatory)
            {
                clock.Skip(segment.Pages.Pages);
                continue;
            }

            foreach (Piece piece in _destinations[s])
            {
                for (Piece left = piece; left.Pages > 0; )
                {
                    // Each page is read once: the counter moves one a page.
                    (long pages, int level) = LevelOf(left, 1);
                    clock.Spend(Extent.Of(pages, run.HashCosts.Of(level)));
                    _touches += pages;
                    left = left.Skip(pages);
                }
            }
        }

        return clock.ElapsedPs;
    }

    /// <summary>The level of a piece's first pages, and how many have it, when the counter moves on by so much a page.</summary>
    private (long Pages, int Level) LevelOf(Piece piece, long perPage)
    {
        long age = _touches - piece.First;
        int level = run.Levels.At(age);
        return (run.Levels.SameLevel(level, age, perPage - piece.Step, piece.Pages), level);
    }

    private void StartDestinations()
    {
        _destinations.Clear();
        _destinations.AddRange(_filled);
    }

    /// <summary>Keeps when destinations were touched, if somebody will read them; pieces of one line together.</summary>
    private void Touched(List<Piece> destinations, Piece piece)
    {
        if (!_isHashed)
        {
            return;
        }

        if (destinations.Count > 0 && destinations[^1].GoesOnIn(piece))
        {
            Piece last = destinations[^1];
            destinations[^1] = last with { Pages = last.Pages + piece.Pages };
        }
        else
        {
            destinations.Add(piece);
        }
    }

    /// <summary>Pages last touched at First, First + Step, First + 2 Step, ...; or never. Small: there can be one for every page.</summary>
    private readonly record struct Piece(int Pages, int Step, long First)
    {
        public Piece(long pages, long first, int step)
            : this(checked((int)pages), step, first) { }

        public static Piece Uncached(long pages) => new(pages, CacheLevels.Never, 0);

        public Piece Skip(long pages) => new(Pages - pages, First + Step * pages, Step);

        public bool GoesOnIn(Piece next) => Step == next.Step && First + Step * Pages == next.First;
    }

    /// <summary>Adds up the time of extents, and notes their pages where somebody wants to know.</summary>
    private struct ExtentClock(long startPs, PageTimes? times)
    {
        private long _page;

        public long ElapsedPs { get; private set; }

        public readonly long NowPs => startPs + ElapsedPs;

        public void Spend(in Extent extent)
        {
            times?.Add(_page, startPs + ElapsedPs, extent);
            _page += extent.Pages;
            ElapsedPs += extent.Time;
        }

        public void Skip(long pages) => _page += pages;
    }

    /// <summary>Takes pages off the source runs in list order.</summary>
    private ref struct RunCursor(ReadOnlySpan<SourceRunGroup> groups)
    {
        private readonly ReadOnlySpan<SourceRunGroup> _groups = groups;
        private int _next;

        /// <summary>Groups not yet begun.</summary>
        public readonly int GroupsLeft => _groups.Length - _next;

        /// <summary>Pages left of the group.</summary>
        public long Left { get; private set; }

        /// <summary>Pages of each run of the group.</summary>
        public long RunPages { get; private set; }

        /// <summary>Pages taken of the current run.</summary>
        public long Offset { get; private set; }

        /// <summary>Whether the pages are their own destination.</summary>
        public bool Own { get; private set; }

        /// <summary>Goes to the next group if this one is used up.</summary>
        public void NextGroup()
        {
            if (Left == 0)
            {
                SourceRunGroup group = _groups[_next++];
                Left = group.Pages;
                (RunPages, Own) = group.Run;
            }
        }

        public void Take(long pages)
        {
            Left -= pages;
            Offset = Left == 0 ? 0 : (Offset + pages) % RunPages;
        }
    }
}
