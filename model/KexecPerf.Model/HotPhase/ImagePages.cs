using KexecPerf.Model.Loading;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// Numbers the pages a run touches: destinations of all segments in load order from 0, then the sources of the listed ones in list
/// order. A page that is its own destination has one number.
/// </summary>
internal sealed class ImagePages
{
    private readonly LoadedImage _loaded;

    public ImagePages(LoadedImage loaded)
    {
        _loaded = loaded;
        Destinations = loaded.Segments.Sum(s => s.Segment.Pages.Pages);
        Listed = loaded.Segments.Where(s => s.IsListed).Sum(s => s.Segment.Pages.Pages);
    }

    /// <summary>Destination pages of all segments.</summary>
    public long Destinations { get; }

    /// <summary>Entries of the page list.</summary>
    public long Listed { get; }

    /// <summary>Numbers given.</summary>
    public long Count => Destinations + Listed;

    /// <summary>The number of the first destination page of each segment.</summary>
    public long[] SegmentStarts()
    {
        long[] starts = new long[_loaded.Segments.Count];
        long next = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = next;
            next += _loaded.Segments[i].Segment.Pages.Pages;
        }

        return starts;
    }

    /// <summary>Whether a destination page is far from CPU 0.</summary>
    public bool IsFar(int segment, long page) =>
        page >= _loaded.NearPages(_loaded.Segments[segment]);

    /// <summary>The page list as the kernel walks it.</summary>
    public IEnumerable<ListEntry> Entries()
    {
        long[] starts = SegmentStarts();
        using IEnumerator<SourceRun> runs = _loaded.Runs.All.GetEnumerator();
        long left = 0;
        long entry = 0;
        for (int s = 0; s < starts.Length; s++)
        {
            if (!_loaded.Segments[s].IsListed)
            {
                continue;
            }

            for (long i = 0; i < _loaded.Segments[s].Segment.Pages.Pages; i++)
            {
                bool sequential = left > 0;
                if (!sequential)
                {
                    runs.MoveNext();
                    left = runs.Current.Pages;
                }

                long destination = starts[s] + i;
                long source = runs.Current.OwnDestination ? destination : Destinations + entry;
                yield return new(source, destination, sequential, runs.Current.Far, IsFar(s, i));
                left--;
                entry++;
            }
        }
    }
}
