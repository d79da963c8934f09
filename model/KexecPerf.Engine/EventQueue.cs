namespace KexecPerf.Engine;

/// <summary>
/// The events to come, smallest (time, priority, sequence) first: a heap of four children a node,
/// half as deep as a binary one and with the children of a node side by side in memory.
/// </summary>
internal sealed class EventQueue
{
    private const int Arity = 4;
    private Entry[] _entries = new Entry[64];
    private int _count;

    public bool IsEmpty => _count == 0;

    /// <summary>The time of the next event; <see cref="long.MaxValue"/> if there is none.</summary>
    public long PeekPs => IsEmpty ? long.MaxValue : _entries[0].TimePs;

    /// <summary>Whether the next event comes before that time and order.</summary>
    public bool HasBefore(long timePs, long order)
    {
        ref readonly var next = ref _entries[0];
        return !IsEmpty && (next.TimePs < timePs || (next.TimePs == timePs && next.Order < order));
    }

    public void Enqueue(long timePs, long order, Event e)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }
        SiftUp(_count++, new Entry(timePs, order, e));
    }

    /// <summary>Takes the next event out. The queue must not be empty.</summary>
    public Event Dequeue(out long timePs)
    {
        var root = _entries[0];
        var last = _entries[--_count];
        _entries[_count] = default; // no reference stays behind
        if (!IsEmpty)
        {
            SiftDown(last);
        }
        timePs = root.TimePs;
        return root.Event;
    }

    /// <summary>Puts an entry into the place of the root.</summary>
    private void SiftDown(Entry entry)
    {
        var entries = _entries.AsSpan(0, _count);
        var hole = 0;
        while (true)
        {
            var first = (Arity * hole) + 1;
            if (first >= entries.Length)
            {
                break;
            }
            var smallest = first;
            var end = Math.Min(first + Arity, entries.Length);
            for (var child = first + 1; child < end; child++)
            {
                if (entries[child].IsBefore(entries[smallest]))
                {
                    smallest = child;
                }
            }
            if (entry.IsBefore(entries[smallest]))
            {
                break;
            }
            entries[hole] = entries[smallest];
            hole = smallest;
        }
        entries[hole] = entry;
    }

    /// <summary>Puts an entry into the free place <paramref name="hole"/> or above it.</summary>
    private void SiftUp(int hole, Entry entry)
    {
        var entries = _entries;
        while (hole > 0)
        {
            var parent = (hole - 1) / Arity;
            if (!entry.IsBefore(entries[parent]))
            {
                break;
            }
            entries[hole] = entries[parent];
            hole = parent;
        }
        entries[hole] = entry;
    }

    private readonly struct Entry(long timePs, long order, Event e)
    {
        public readonly long TimePs = timePs;
        public readonly long Order = order;
        public readonly Event Event = e;

        public bool IsBefore(in Entry other) =>
            TimePs < other.TimePs || (TimePs == other.TimePs && Order < other.Order);
    }
}
