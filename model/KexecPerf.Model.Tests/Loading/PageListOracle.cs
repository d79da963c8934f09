using KexecPerf.Model.Loading;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>
/// <c>kimage_load_normal_segment</c>, <c>kimage_alloc_page</c>, <c>kimage_add_entry</c> and
/// <c>kimage_dst_used</c> one page and one list word at a time, with the list in pages of 8-byte
/// words and the parked pages in a list that is walked from its head.
/// </summary>
internal sealed class PageListOracle
{
    private readonly long _wordsInPage;
    private readonly IReadOnlyList<PageRange> _destinations;
    private readonly FreePageOracle _free;
    private readonly MemoryLayout _layout;

    /// <summary>Pages of words; the first holds the head alone.</summary>
    private readonly List<Word[]> _pages = [new Word[1]];

    /// <summary><c>image-&gt;dest_pages</c>, newest first.</summary>
    private readonly LinkedList<long> _parked = new();

    private int _page;
    private int _slot;

    public PageListOracle(
        IReadOnlyList<PageRange> destinations,
        PhysicalMemory memory,
        long buffers
    )
    {
        _destinations = destinations;
        _layout = memory.Layout;
        _wordsInPage = memory.Layout.PageSize.Bytes / 8;
        _free = new FreePageOracle(memory);
        try
        {
            _free.TakeBuffers(buffers);
            foreach (PageRange segment in destinations)
            {
                Add(new Word(Kind.Destination, segment.Start));
                for (long page = segment.Start; page < segment.End; page++)
                {
                    Add(new Word(Kind.Source, Allocate(page)));
                }
            }
        }
        catch (OutOfPagesException)
        {
            OutOfMemory = true;
        }
    }

    private enum Kind
    {
        None,
        Destination,
        Source,
        Indirection,
    }

    public bool OutOfMemory { get; }

    public long ParkedSteps { get; private set; }

    public long EntrySteps { get; private set; }

    public long Reclaimed => _free.Reclaimed;

    public long IndirectionPages => _pages.Count - 1;

    public long OwnDestination => Entries().LongCount(e => e.Source == e.Destination);

    /// <summary>Entries in list order, joined while sources follow one another.</summary>
    public List<SourceRun> Runs()
    {
        var runs = new List<SourceRun>();
        long next = -1;
        foreach ((long destination, long source) in Entries())
        {
            bool own = source == destination;
            bool far = IsFar(source);
            if (source == next && runs[^1].OwnDestination == own && runs[^1].Far == far)
            {
                runs[^1] = new SourceRun(runs[^1].Pages + 1, own, far);
            }
            else
            {
                runs.Add(new SourceRun(1, own, far));
            }

            next = source + 1;
        }

        return runs;
    }

    private bool IsFar(long source) =>
        source >= FreePages.Elsewhere ? _layout.Numa.Loader > 0 : _layout.NodeOf(source) > 0;

    /// <summary>A source is its own destination or nobody's, and no page is the source of two entries.</summary>
    public bool IsSound()
    {
        var entries = Entries().ToList();
        return entries.All(e => e.Source == e.Destination || !IsDestination(e.Source))
            && entries.Select(e => e.Source).Distinct().Count() == entries.Count;
    }

    private IEnumerable<(long Destination, long Source)> Entries()
    {
        long destination = 0;
        for (int page = 0, slot = 0; _pages[page][slot].Kind != Kind.None; )
        {
            Word word = _pages[page][slot];
            if (word.Kind == Kind.Indirection)
            {
                (page, slot) = ((int)word.Value, 0);
                continue;
            }

            if (word.Kind == Kind.Destination)
            {
                destination = word.Value;
            }
            else
            {
                yield return (destination++, word.Value);
            }

            slot++;
            if (slot == _pages[page].Length)
            {
                break;
            }
        }
    }

    /// <summary>A page for a destination; -1: for none, as the pages of the list itself.</summary>
    private long Allocate(long wanted)
    {
        for (LinkedListNode<long>? node = _parked.First; node is not null; node = node.Next)
        {
            ParkedSteps++;
            if (node.Value == wanted)
            {
                _parked.Remove(node);
                return wanted;
            }
        }

        while (true)
        {
            long page = _free.Next();
            if (page == wanted || !IsDestination(page))
            {
                return page;
            }

            (int At, int Slot)? used = FindSourceOf(page);
            if (used is { } word)
            {
                long old = _pages[word.At][word.Slot].Value;
                _pages[word.At][word.Slot] = new Word(Kind.Source, page);
                return old;
            }

            _parked.AddFirst(page);
        }
    }

    /// <summary>Appends a word; where only the last of a page is left, that becomes a link to a new page.</summary>
    private void Add(Word word)
    {
        if (_slot == _pages[_page].Length - 1)
        {
            Allocate(-1);
            _pages.Add(new Word[_wordsInPage]);
            _pages[_page][_slot] = new Word(Kind.Indirection, _pages.Count - 1);
            (_page, _slot) = (_pages.Count - 1, 0);
        }

        _pages[_page][_slot++] = word;
    }

    /// <summary>The word that holds a destination's source; every word looked at is a step.</summary>
    private (int Page, int Slot)? FindSourceOf(long wanted)
    {
        long destination = -1;
        for (int page = 0, slot = 0; ; slot++)
        {
            Word word = _pages[page][slot];
            if (word.Kind == Kind.None)
            {
                return null;
            }

            EntrySteps++;
            switch (word.Kind)
            {
                case Kind.Indirection:
                    (page, slot) = ((int)word.Value, -1);
                    break;
                case Kind.Destination:
                    destination = word.Value;
                    break;
                default:
                    if (destination == wanted)
                    {
                        return (page, slot);
                    }

                    destination++;
                    break;
            }
        }
    }

    private bool IsDestination(long page) =>
        _destinations.Any(d => page >= d.Start && page < d.End);

    private readonly record struct Word(Kind Kind, long Value);
}
