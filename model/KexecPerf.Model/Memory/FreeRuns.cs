using System.Collections;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Free memory as runs in hand-out order. Scattered runs are worked out when somebody looks at
/// them: there can be millions, of which a load takes some and only counts others.
/// </summary>
/// <remarks>Runs have places from 0 on; a place may be empty, a run of no pages.</remarks>
internal sealed class FreeRuns : IEnumerable<PageRange>
{
    private readonly List<PageRange> _laidOut = [];
    private readonly List<Part> _parts = [];

    /// <summary>The part looked at last: who walks the places stays in it.</summary>
    private Part _part = new(0, 0, null, 0);

    /// <summary>How many places.</summary>
    public long Places { get; private set; }

    /// <summary>The run at a place.</summary>
    public PageRange this[long place]
    {
        get
        {
            Part part = PartOf(place);
            long within = place - part.First;
            return part.Scattered is { } scattered
                ? scattered[within]
                : _laidOut[part.LaidOut + (int)within];
        }
    }

    /// <summary>Appends a run.</summary>
    public void Add(PageRange run)
    {
        if (_parts.Count == 0 || _parts[^1].Scattered is not null)
        {
            _parts.Add(new Part(Places, 0, null, _laidOut.Count));
        }

        _laidOut.Add(run);
        _parts[^1] = _parts[^1] with { Places = _parts[^1].Places + 1 };
        Places++;
    }

    /// <summary>Appends runs.</summary>
    public void Add(ScatteredRuns runs)
    {
        _parts.Add(new Part(Places, runs.Places, runs, 0));
        Places += runs.Places;
    }

    /// <summary>The first place from this one on whose run is so long; as many as there are: none.</summary>
    public long NextOf(long pages, long place)
    {
        while (place < Places)
        {
            Part part = PartOf(place);
            if (part.Scattered is { } scattered && scattered.Length < pages)
            {
                place = part.End;
            }
            else if (this[place].Pages >= pages)
            {
                return place;
            }
            else
            {
                place++;
            }
        }

        return place;
    }

    /// <summary>How many places, this one the first, are known to be of one zone, and whether each is a
    /// single page.</summary>
    public (long Places, bool AreSingle) SameZoneFrom(long place)
    {
        Part part = PartOf(place);
        return part.Scattered is { } scattered
            ? (part.End - place, scattered.Length == 1)
            : (1, _laidOut[part.LaidOut + (int)(place - part.First)].Pages == 1);
    }

    /// <inheritdoc/>
    public IEnumerator<PageRange> GetEnumerator()
    {
        for (long place = 0; place < Places; place++)
        {
            PageRange run = this[place];
            if (run.Pages > 0)
            {
                yield return run;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Part PartOf(long place)
    {
        if (place < _part.First || place >= _part.End)
        {
            _part = _parts[_parts.FindLastIndex(p => p.First <= place)];
        }

        return _part;
    }

    /// <summary>Places that are all laid out, or all scattered in the same way.</summary>
    private readonly record struct Part(
        long First,
        long Places,
        ScatteredRuns? Scattered,
        int LaidOut
    )
    {
        public long End => First + Places;
    }
}
