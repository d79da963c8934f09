namespace KexecPerf.Engine;

/// <summary>
/// The events to come, smallest (time, priority, sequence) first: a heap of four children a node,
/// half as deep as a binary one and with the children of a node side by side in memory.
/// </summary>
/// <remarks>
/// The heap moves keys, which name an event by its place in a table: what moves references tells
/// the garbage collector of each move. An event that is used again keeps its place.
/// </remarks>
internal sealed class EventQueue
{
    private const int Arity = 4;
    private Key[] _keys = new Key[64];
    private int _count;
    private Holder[] _places = new Holder[64];
    private int _used;
    private int _free = Event.NoPlace;

    public bool IsEmpty => _count == 0;

    /// <summary>The time of the next event; <see cref="long.MaxValue"/> if there is none.</summary>
    public long PeekPs => IsEmpty ? long.MaxValue : _keys[0].TimePs;

    /// <summary>Whether the next event comes before that time and order.</summary>
    public bool HasBefore(long timePs, long order)
    {
        ref readonly var next = ref _keys[0];
        return !IsEmpty && (next.TimePs < timePs || (next.TimePs == timePs && next.Order < order));
    }

    public void Enqueue(long timePs, long order, Event e)
    {
        if (e.Place == Event.NoPlace)
        {
            e.Place = Take(e);
        }
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, 2 * _count);
        }
        SiftUp(_count++, new Key(timePs, order, e.Place));
    }

    /// <summary>Takes the next event out; it keeps its place. The queue must not be empty.</summary>
    public Event Dequeue(out long timePs)
    {
        var root = _keys[0];
        var last = _keys[--_count];
        if (!IsEmpty)
        {
            SiftDown(last);
        }
        timePs = root.TimePs;
        return _places[root.Place].Event!;
    }

    /// <summary>Gives the place of an event that is not queued to another.</summary>
    public void Forget(Event e)
    {
        _places[e.Place] = new Holder { NextFree = _free };
        _free = e.Place;
        e.Place = Event.NoPlace;
    }

    private int Take(Event e)
    {
        var place = _free;
        if (place == Event.NoPlace)
        {
            place = _used++;
            if (place == _places.Length)
            {
                Array.Resize(ref _places, 2 * place);
            }
        }
        else
        {
            _free = _places[place].NextFree;
        }
        _places[place].Event = e;
        return place;
    }

    /// <summary>Puts a key into the place of the root.</summary>
    private void SiftDown(Key key)
    {
        var keys = _keys.AsSpan(0, _count);
        var hole = 0;
        while (true)
        {
            var first = (Arity * hole) + 1;
            if (first >= keys.Length)
            {
                break;
            }
            var smallest = first;
            var end = Math.Min(first + Arity, keys.Length);
            for (var child = first + 1; child < end; child++)
            {
                if (keys[child].IsBefore(keys[smallest]))
                {
                    smallest = child;
                }
            }
            if (key.IsBefore(keys[smallest]))
            {
                break;
            }
            keys[hole] = keys[smallest];
            hole = smallest;
        }
        keys[hole] = key;
    }

    /// <summary>Puts a key into the free place <paramref name="hole"/> or above it.</summary>
    private void SiftUp(int hole, Key key)
    {
        var keys = _keys;
        while (hole > 0)
        {
            var parent = (hole - 1) / Arity;
            if (!key.IsBefore(keys[parent]))
            {
                break;
            }
            keys[hole] = keys[parent];
            hole = parent;
        }
        keys[hole] = key;
    }

    private readonly struct Key(long timePs, long order, int place)
    {
        public readonly long TimePs = timePs;
        public readonly long Order = order;
        public readonly int Place = place;

        public bool IsBefore(in Key other) =>
            TimePs < other.TimePs || (TimePs == other.TimePs && Order < other.Order);
    }

    private struct Holder
    {
        public Event? Event;
        public int NextFree;
    }
}
