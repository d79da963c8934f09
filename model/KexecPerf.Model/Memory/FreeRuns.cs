using System.Collections;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Free memory as runs in hand-out order. Drawn runs are worked out when somebody looks at
/// them: there can be millions, of which a load takes some and only counts others.
/// </summary>
/// <remarks>Runs have places from 0 on; a place may be empty, a run of no pages.</remarks>
internal sealed class FreeRuns : IEnumerable<PageRange>
{
    private readonly List<Part> _parts = [];

    /// <summary>The part looked at last: who walks the places stays in it.</summary>
    private Part _part = new(0, 0, 0, [], null);

    /// <summary>How many places.</summary>
    public long Places { get; private set; }

    /// <summary>The run at a place.</summary>
    public PageRange this[long place]
    {
        get
        {
            Part part = PartOf(place);
            long within = place - part.First;
            return part.Drawn is { } drawn ? drawn[within] : part.LaidOut[(int)within];
        }
    }

    /// <summary>Appends a run.</summary>
    public void Add(PageRange run)
    {
        if (_parts.Count == 0 || !_parts[^1].IsOpen)
        {
            _parts.Add(new Part(Places, 0, 0, [], null) { IsOpen = true });
        }

        Part last = _parts[^1];
        last.LaidOut.Add(run);
        _parts[^1] = last with
        {
            Places = last.Places + 1,
            Longest = Math.Max(last.Longest, run.Pages),
        };
        Places++;
    }

    /// <summary>Appends runs.</summary>
    public void Add(DrawnRuns runs) => Add(new Part(Places, runs.Places, runs.Length, [], runs));

    /// <summary>The first place from this one on whose run is so long; as many as there are: none.</summary>
    public long NextOf(long pages, long place)
    {
        while (place < Places)
        {
            Part part = PartOf(place);
            if (part.Longest < pages)
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

    /// <summary>How many places, this one the first, are known to be of one zone.</summary>
    public long SameZoneFrom(long place)
    {
        Part part = PartOf(place);
        return part.IsOpen ? 1 : part.End - place;
    }

    /// <summary>
    /// The drawn runs of a zone whose first this is, from its first part on; null: it is no such run.
    /// </summary>
    public (long Runs, long Pages, long PlacesARun)? AlikeFrom(long place)
    {
        Part part = PartOf(place);
        return part.Drawn is { } drawn && (place - part.First) % drawn.PlacesARun == 0
            ? ((part.End - place) / drawn.PlacesARun, drawn.Length, drawn.PlacesARun)
            : null;
    }

    /// <summary>
    /// How many drawn runs, the one whose first part is at this place the first, lie whole in one
    /// block, clear, and each apart from the next, as far as is asked; and how many places each has.
    /// </summary>
    public (long Runs, long PlacesARun) ApartFrom(long place, long most, in ClearPages clear)
    {
        Part part = PartOf(place);
        if (part.Drawn is not { } drawn || (place - part.First) % drawn.PlacesARun != 0)
        {
            return (1, 1);
        }

        long run = (place - part.First) / drawn.PlacesARun;
        return (drawn.ApartFrom(run, most, clear), drawn.PlacesARun);
    }

    /// <summary>Pages of the drawn run of which a part is at a place.</summary>
    public long LengthAt(long place) => PartOf(place).Drawn!.Length;

    /// <summary>
    /// So many pages behind the first of the run at a place, over runs <see cref="ApartFrom"/> it:
    /// what is left there of a run.
    /// </summary>
    public PageRange Behind(long place, long pages)
    {
        DrawnRuns drawn = PartOf(place).Drawn!;
        (long runs, long within) = Math.DivRem(pages, drawn.Length);
        PageRange run = this[place + runs * drawn.PlacesARun];
        return new PageRange(run.Start + within, run.Pages - within);
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

    private void Add(Part part)
    {
        _parts.Add(part);
        Places += part.Places;
    }

    private Part PartOf(long place)
    {
        if (place >= _part.First && place < _part.End)
        {
            return _part;
        }

        int low = 0;
        int high = _parts.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _parts[middle].First <= place ? (middle, high) : (low, middle - 1);
        }

        return _part = _parts[low];
    }

    /// <summary>Places that are all laid out, or all drawn in the same way.</summary>
    private readonly record struct Part(
        long First,
        long Places,
        long Longest,
        List<PageRange> LaidOut,
        DrawnRuns? Drawn
    )
    {
        /// <summary>Whether runs are added to it, of any zone.</summary>
        public bool IsOpen { get; init; }

        public long End => First + Places;
    }
}
