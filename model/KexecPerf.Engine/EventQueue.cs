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

    // After Dequeue the root is a hole. What is queued next, typically the next delay of the
    // process just resumed, goes straight into it: one walk through the heap in place of two.
    private bool _rootIsHole;

    public bool IsEmpty => _count == (_rootIsHole ? 1 : 0);

    /// <summary>The time of the next event; <see cref="long.MaxValue"/> if there is none.</summary>
    public long PeekPs
    {
        get
        {
            FillHole();
            return _count == 0 ? long.MaxValue : _entries[0].TimePs;
        }
    }

    public void Enqueue(long timePs, long order, Event e)
    {
        var entry = new Entry(timePs, order, e);
        if (_rootIsHole)
        {
            _rootIsHole = false;
            SiftDown(entry);
            return;
        }
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }
        SiftUp(_count++, entry);
    }

    /// <summary>Takes the next event out. The queue must not be empty.</summary>
    public Event Dequeue(out long timePs)
    {
        FillHole();
        _rootIsHole = true;
        ref var root = ref _entries[0];
        timePs = root.TimePs;
        return root.Event;
    }

    private void FillHole()
    {
        if (!_rootIsHole)
        {
            return;
        }
        _rootIsHole = false;
        var last = _entries[--_count];
        _entries[_count] = default;
        if (_count > 0)
        {
            SiftDown(last);
        }
    }

    /// <summary>Puts an entry into the hole at the root.</summary>
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
