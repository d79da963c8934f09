using KexecPerf.Model.Caches;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// By extents: last touches are kept as lines (page i of a piece was touched at Touch + Step i), so ages along a walk are lines
/// too, and the pages up to the next change of level follow by division. One event for all pages.
/// </summary>
internal sealed class ExtentWalk(HotPhaseRun run) : IImageWalk
{
    /// <summary>The load's touches, in list order where listed; by segment, content and padding apart.</summary>
    private readonly List<List<Piece>> _filled = [];

    private KindCosts _costs = KindCosts.None;
    private KindCosts _ownCosts = KindCosts.None;
    private long _touches;

    /// <summary>The counter when the copy began, from which follows when it touched each destination; null before.</summary>
    private long? _copyBegan;

    public void Load()
    {
        foreach (PlacedSegment placed in run.Loaded.Segments)
        {
            long content = placed.Segment.ContentPages.Pages;
            long padding = placed.Segment.Pages.Pages - content;
            long near = run.Loaded.NearPages(placed);
            var filled = new Piece(content, _touches + 2, 2, false);
            var cleared = new Piece(padding, _touches + 2 * content + 1, 1, false);
            _filled.Add([.. filled.CutAt(near), .. cleared.CutAt(Math.Max(0, near - content))]);
            _touches += 2 * content + padding;
        }

        _touches += run.Levels.TouchesOf(
            run.Draw.Rate(MachineParameters.CacheEviction),
            run.Scenario.ExecAfter
        );
    }

    public void Flush()
    {
        foreach (List<Piece> pieces in _filled)
        {
            for (int i = 0; i < pieces.Count; i++)
            {
                pieces[i] = pieces[i].Uncached();
            }
        }

        _copyBegan = null;
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
        _copyBegan = _touches;
        var runs = new RunCursor(run.Loaded.Runs.Groups, run.Loaded.FaultingEntries);
        var clock = new ExtentClock(run.Sim.NowPs, run.Record.Copied);
        for (int s = 0; s < _filled.Count; s++)
        {
            PlacedSegment placed = run.Loaded.Segments[s];
            if (!placed.IsListed)
            {
                clock.Skip(placed.Segment.Pages.Pages);
                continue;
            }

            foreach (Piece filled in _filled[s])
            {
                CopyPiece(filled, ref runs, ref clock);
            }
        }

        return clock.ElapsedPs;
    }

    private void CopyPiece(Piece source, ref RunCursor runs, ref ExtentClock clock)
    {
        for (Piece left = source; left.Pages > 0; )
        {
            Piece part = left.First(runs.PagesAhead());
            (bool faults, long alike) = runs.FaultsAhead();
            part = part.First(alike);
            if (Skips(runs.Own))
            {
                clock.Skip(part.Pages);
            }
            else
            {
                int perPage = TouchesOf(runs.Own);
                (long pages, int level) = LevelOf(part, perPage);
                part = part.First(pages);
                (long cost, long firstCost) = CostsOf(level, runs.Own, runs.Far, part.Far);
                var extent = new Extent(pages, cost, firstCost, runs.RunPages, runs.Offset);
                Spend(extent, faults ? run.FaultPs : 0, ref clock);
                _touches += perPage * pages;
            }

            runs.Take(part.Pages);
            left = left.Skip(part.Pages);
        }
    }

    private bool Skips(bool own) => own && run.Scenario.Kernel.SkipOwnDestination;

    /// <summary>A copy reads the source and writes the destination, which can be the same page.</summary>
    private static int TouchesOf(bool own) => own ? 1 : 2;

    /// <summary>
    /// Copies an extent, each page after a fault if that takes any time, in parts where devices
    /// begin to take more or less bandwidth: pages that start before pay the old cost.
    /// </summary>
    private void Spend(Extent extent, long fault, ref ExtentClock clock)
    {
        if (run.Taken is not { } taken)
        {
            clock.Spend(
                extent with
                {
                    Cost = extent.Cost + fault,
                    FirstCost = extent.FirstCost + fault,
                }
            );
            return;
        }

        while (extent.Pages > 0)
        {
            long now = clock.NowPs;
            Extent part = extent with
            {
                Cost = taken.Scaled(extent.Cost, now) + fault,
                FirstCost = taken.Scaled(extent.FirstCost, now) + fault,
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
    private (long Cost, long FirstCost) CostsOf(int level, bool own, bool far, bool farTo)
    {
        ref KindCosts last = ref own ? ref _ownCosts : ref _costs;
        if (last.Level != level || last.Far != far || last.FarTo != farTo)
        {
            int from = run.IsSourceWarm ? HitLaw.Levels : level;
            int to = own ? HitLaw.Levels : 0;
            long cost = run.EntryCosts.Of(sequential: true, from, to, far, farTo);
            long first = run.EntryCosts.Of(sequential: false, from, to, far, farTo);
            last = new KindCosts(level, far, farTo, cost, first);
        }

        return (last.Cost, last.FirstCost);
    }

    /// <summary>Picoseconds of hashing everything but the purgatory.</summary>
    private long HashAll()
    {
        var runs = new RunCursor(run.Loaded.Runs.Groups, []);
        var clock = new ExtentClock(run.Sim.NowPs, run.Record.Hashed);
        long copyTouches = _copyBegan ?? 0;
        for (int s = 0; s < _filled.Count; s++)
        {
            PlacedSegment placed = run.Loaded.Segments[s];
            bool isHashed = placed.Segment.IsHashed;
            if (!isHashed)
            {
                clock.Skip(placed.Segment.Pages.Pages);
            }

            foreach (Piece filled in _filled[s])
            {
                for (Piece left = filled; left.Pages > 0; )
                {
                    Piece part = left;
                    if (placed.IsListed && _copyBegan is not null)
                    {
                        part = Copied(left.First(runs.PagesAhead()), runs.Own, ref copyTouches);
                        runs.Take(part.Pages);
                    }

                    left = left.Skip(part.Pages);
                    if (isHashed)
                    {
                        HashPiece(part, ref clock);
                    }
                }
            }
        }

        return clock.ElapsedPs;
    }

    /// <summary>When the copy touched the destinations of pages filled, from its counter at their start.</summary>
    private Piece Copied(Piece filled, bool own, ref long copyTouches)
    {
        if (Skips(own))
        {
            return filled;
        }

        int perPage = TouchesOf(own);
        var copied = new Piece(filled.Pages, copyTouches + perPage, perPage, filled.Far);
        copyTouches += perPage * filled.Pages;
        return copied;
    }

    private void HashPiece(Piece piece, ref ExtentClock clock)
    {
        for (Piece left = piece; left.Pages > 0; )
        {
            // Each page is read once: the counter moves one a page.
            (long pages, int level) = LevelOf(left, 1);
            clock.Spend(Extent.Of(pages, run.HashCosts.Of(level, left.Far)));
            _touches += pages;
            left = left.Skip(pages);
        }
    }

    /// <summary>The level of a piece's first pages, and how many have it, when the counter moves on by so much a page.</summary>
    private (long Pages, int Level) LevelOf(Piece piece, long perPage)
    {
        long age = _touches - piece.Touch;
        int level = run.Levels.At(age);
        return (run.Levels.SameLevel(level, age, perPage - piece.Step, piece.Pages), level);
    }

    /// <summary>Costs of a page inside a run and of the first, of one level and place.</summary>
    private readonly record struct KindCosts(
        int Level,
        bool Far,
        bool FarTo,
        long Cost,
        long FirstCost
    )
    {
        public static KindCosts None { get; } = new(-1, false, false, 0, 0);
    }

    /// <summary>
    /// Pages last touched at Touch, Touch + Step, Touch + 2 Step, ...; or never. All of them lie
    /// near CPU 0, or far from it.
    /// </summary>
    private readonly record struct Piece(long Pages, long Touch, long Step, bool Far)
    {
        public Piece Uncached() => this with { Touch = CacheLevels.Never, Step = 0 };

        public Piece First(long pages) => this with { Pages = Math.Min(Pages, pages) };

        public Piece Skip(long pages) =>
            this with
            {
                Pages = Pages - pages,
                Touch = Touch + Step * pages,
            };

        /// <summary>Near pages, and far ones behind them.</summary>
        public Piece[] CutAt(long near) =>
            near >= Pages ? [this] : [First(near), Skip(near) with { Far = true }];
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
    private ref struct RunCursor(
        ReadOnlySpan<SourceRunGroup> groups,
        IReadOnlyList<PageRange> faulting
    )
    {
        private readonly ReadOnlySpan<SourceRunGroup> _groups = groups;
        private int _next;
        private int _nextFaulting;
        private long _taken;

        private long Left { get; set; }

        /// <summary>Pages of each run of the group.</summary>
        public long RunPages { get; private set; }

        /// <summary>Pages taken of the current run.</summary>
        public long Offset { get; private set; }

        /// <summary>Whether the pages are their own destination.</summary>
        public bool Own { get; private set; }

        /// <summary>Whether the pages are far from CPU 0.</summary>
        public bool Far { get; private set; }

        /// <summary>Pages left of the group, or of the next one where this is used up.</summary>
        public long PagesAhead()
        {
            if (Left == 0)
            {
                SourceRunGroup group = _groups[_next++];
                Left = group.Pages;
                (RunPages, Own, Far) = group.Run;
            }

            return Left;
        }

        /// <summary>Whether the next entries fault, and how many of them alike.</summary>
        public (bool Faults, long Alike) FaultsAhead()
        {
            if (_nextFaulting == faulting.Count)
            {
                return (false, long.MaxValue);
            }

            PageRange next = faulting[_nextFaulting];
            return _taken < next.Start ? (false, next.Start - _taken) : (true, next.End - _taken);
        }

        public void Take(long pages)
        {
            _taken += pages;
            _nextFaulting +=
                _nextFaulting < faulting.Count && faulting[_nextFaulting].End <= _taken ? 1 : 0;
            Left -= pages;
            Offset = (Offset + pages) % RunPages;
        }
    }
}
