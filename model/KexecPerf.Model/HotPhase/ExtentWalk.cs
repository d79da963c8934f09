using KexecPerf.Model.Caches;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// By extents: last touches are kept as lines (page i of a piece was touched at First + Step i), so ages along a walk are lines
/// too, and the pages up to the next change of level follow by division.
/// </summary>
internal sealed class ExtentWalk(HotPhaseRun run) : IImageWalk
{
    /// <summary>The load's touches, in list order where listed; by segment, content and padding apart.</summary>
    private readonly List<List<Piece>> _filled = [];

    /// <summary>The destinations' last touches when the purgatory reads them; by segment.</summary>
    private readonly List<List<Piece>> _destinations = [];

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
                pieces[i] = new Piece(pieces[i].Pages, CacheLevels.Never, 0);
            }
        }

        StartDestinations();
    }

    public IEnumerable<PageBatch> Copy()
    {
        var runs = new RunCursor(run.Loaded.Runs);
        for (int s = 0; s < _filled.Count; s++)
        {
            if (!run.Loaded.Segments[s].IsListed)
            {
                continue;
            }

            _destinations[s] = [];
            foreach (Piece filled in _filled[s])
            {
                for (long done = 0; done < filled.Pages; )
                {
                    (long pages, bool own, bool first) = runs.Take(filled.Pages - done);
                    foreach (
                        PageBatch batch in CopyPart(
                            filled.Skip(done),
                            pages,
                            own,
                            first,
                            _destinations[s]
                        )
                    )
                    {
                        yield return batch;
                    }

                    done += pages;
                }
            }
        }
    }

    public IEnumerable<PageBatch> Hash()
    {
        for (int s = 0; s < _destinations.Count; s++)
        {
            if (run.Loaded.Segments[s].Segment.Role == SegmentRole.Purgatory)
            {
                continue;
            }

            foreach (Piece piece in _destinations[s])
            {
                // Each page is read once: the counter moves one a page.
                foreach ((long pages, int level) in Levels(piece, piece.Pages, 1))
                {
                    yield return new PageBatch(pages, run.HashCosts.Of(level));
                }

                _touches += piece.Pages;
            }
        }
    }

    /// <summary>Copies pages of one run and one piece; the first page of a run is scattered.</summary>
    private List<PageBatch> CopyPart(
        Piece source,
        long pages,
        bool own,
        bool first,
        List<Piece> destinations
    )
    {
        var batches = new List<PageBatch>();
        if (own && run.Scenario.Kernel.SkipOwnDestination)
        {
            destinations.Add(source with { Pages = pages });
            return batches;
        }

        long perPage = own ? 1 : 2;
        int to = own ? HitLaw.Levels : 0;
        bool warm = run.Scenario.SourceCache == SourceCache.Warm;
        bool cleans = run.Scenario.Image.Architecture == Architecture.Arm64;
        destinations.Add(
            cleans
                ? new Piece(pages, CacheLevels.Never, 0)
                : new Piece(pages, _touches + perPage, perPage)
        );
        foreach ((long count, int level) in Levels(source, pages, perPage))
        {
            int from = warm ? HitLaw.Levels : level;
            long sequential = first ? count - 1 : count;
            if (first)
            {
                batches.Add(new PageBatch(1, run.EntryCosts.Of(false, from, to)));
                first = false;
            }

            if (sequential > 0)
            {
                batches.Add(new PageBatch(sequential, run.EntryCosts.Of(true, from, to)));
            }
        }

        _touches += perPage * pages;
        return batches;
    }

    /// <summary>The levels of a piece's first pages when the counter moves on by so much a page.</summary>
    private List<(long Pages, int Level)> Levels(Piece piece, long pages, long perPage)
    {
        var levels = new List<(long, int)>();
        long slope = piece.First == CacheLevels.Never ? 0 : perPage - piece.Step;
        for (long i = 0; i < pages; )
        {
            long age =
                piece.First == CacheLevels.Never
                    ? -CacheLevels.Never
                    : _touches - piece.First + slope * i;
            long same = run.Levels.SameLevel(age, slope, pages - i);
            levels.Add((same, run.Levels.At(age)));
            i += same;
        }

        return levels;
    }

    private void StartDestinations()
    {
        _destinations.Clear();
        _destinations.AddRange(_filled);
    }

    /// <summary>Pages last touched at First, First + Step, First + 2 Step, ...; or never.</summary>
    private readonly record struct Piece(long Pages, long First, long Step)
    {
        public Piece Skip(long pages) => new(Pages - pages, First + Step * pages, Step);
    }

    /// <summary>Takes pages off the source runs in list order.</summary>
    private sealed class RunCursor(IReadOnlyList<SourceRun> runs)
    {
        private int _run;
        private long _taken;

        /// <summary>At most <paramref name="most"/> pages of the current run, and whether they begin it.</summary>
        public (long Pages, bool Own, bool First) Take(long most)
        {
            if (_taken == runs[_run].Pages)
            {
                _run++;
                _taken = 0;
            }

            bool first = _taken == 0;
            long pages = Math.Min(most, runs[_run].Pages - _taken);
            _taken += pages;
            return (pages, runs[_run].OwnDestination, first);
        }
    }
}
