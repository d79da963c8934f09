namespace KexecPerf.Engine;

/// <summary>
/// Something that happens at one instant of a simulation. It is <em>triggered</em> when it is put
/// into the queue and <em>processed</em> when the clock reaches it and its waiters are told.
/// </summary>
/// <remarks>Like all of the engine, not safe for use by more than one thread at a time.</remarks>
public class Event
{
    internal const int NoPlace = -1;

    // Nearly every event has exactly one waiter: no list is made for it.
    private IWaiter? _waiter;
    private List<IWaiter>? _others;

    /// <summary>Makes an event that nothing has triggered yet.</summary>
    /// <param name="simulation">The simulation it happens in.</param>
    public Event(Simulation simulation)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        Simulation = simulation;
    }

    /// <summary>What <see cref="Succeed"/> or <see cref="Fail"/> was given; null before.</summary>
    public object? Value { get; private protected set; }

    /// <summary>
    /// False for a failed event, and for one that nothing has triggered yet; but a process is ok
    /// from the start, except while it has not handled a fault.
    /// </summary>
    public bool IsOk { get; private protected set; }

    /// <summary>It is in the queue or has happened. A timeout is triggered from the start.</summary>
    public bool IsTriggered { get; private protected set; }

    /// <summary>It has happened. Already true while its waiters are being told.</summary>
    public bool IsProcessed { get; private set; }

    /// <summary>Nothing has triggered it yet.</summary>
    public bool IsAlive => !IsTriggered && !IsProcessed;

    internal Simulation Simulation { get; }

    /// <summary>Where the queue keeps it; <see cref="NoPlace"/> if nowhere.</summary>
    internal int Place { get; set; } = NoPlace;

    /// <summary>While it is queued: whether the engine may use it again once it has happened.</summary>
    internal bool IsReusable => IsPooled && _waiter is not null;

    /// <summary>True while the engine alone refers to this event and may use it again.</summary>
    internal bool IsPooled { get; private protected set; }

    /// <summary>Makes it happen now, after what is already queued for now: one hop.</summary>
    /// <param name="value">Handed to the waiters.</param>
    /// <param name="priority">Smaller goes first at the same instant; 16 bits.</param>
    /// <exception cref="InvalidOperationException">It was triggered before.</exception>
    public void Succeed(object? value = null, int priority = 0) => Trigger(true, value, priority);

    /// <summary>As <see cref="Succeed"/>, but its waiters are faulted. With none, it is silent.</summary>
    /// <param name="value">The cause, handed to the waiters.</param>
    /// <param name="priority">Smaller goes first at the same instant; 16 bits.</param>
    /// <exception cref="InvalidOperationException">It was triggered before.</exception>
    public void Fail(object? value = null, int priority = 0) => Trigger(false, value, priority);

    /// <summary>Calls <paramref name="callback"/> when it happens, after the earlier waiters.</summary>
    /// <exception cref="InvalidOperationException">It has happened.</exception>
    public void AddCallback(Action<Event> callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Pin();
        Subscribe(new Callback(callback));
    }

    /// <summary>Takes back one <see cref="AddCallback"/>; nothing if there was none.</summary>
    /// <exception cref="InvalidOperationException">It has happened.</exception>
    public void RemoveCallback(Action<Event> callback) => Unsubscribe(new Callback(callback));

    /// <summary>Happens once both have.</summary>
    public static Condition operator &(Event left, Event right) =>
        new AllOf(left.Simulation, left, right);

    /// <summary>Happens once one of them has.</summary>
    public static Condition operator |(Event left, Event right) =>
        new AnyOf(left.Simulation, left, right);

    /// <summary>Keeps the engine from using this event again: somebody may look at it later.</summary>
    internal void Pin() => IsPooled = false;

    internal void Subscribe(IWaiter waiter)
    {
        if (_waiter is null && !IsProcessed)
        {
            _waiter = waiter;
            return;
        }
        ThrowIfProcessed();
        Pin();
        (_others ??= []).Add(waiter);
    }

    internal void Unsubscribe(IWaiter waiter)
    {
        ThrowIfProcessed();
        Pin();
        if (!waiter.Equals(_waiter))
        {
            _others?.Remove(waiter);
            return;
        }
        _waiter = null;
        if (_others is { Count: > 0 })
        {
            _waiter = _others[0];
            _others.RemoveAt(0);
        }
    }

    /// <summary>Tells the waiters. A run that ends at this event keeps it from the later ones.</summary>
    internal void Process()
    {
        IsProcessed = true;
        var waiter = _waiter;
        var others = _others;
        _waiter = null; // first: whom it resumes may use it again
        _others = null;
        if (waiter is Engine.Process process)
        {
            process.Resume(this);
        }
        else
        {
            waiter?.Notify(this);
        }
        for (var i = 0; i < others?.Count && !Simulation.IsStopped; i++)
        {
            others[i].Notify(this);
        }
    }

    private protected void Revive() => IsProcessed = false;

    private void Trigger(bool ok, object? value, int priority)
    {
        if (IsTriggered)
        {
            throw new InvalidOperationException("The event was triggered before.");
        }
        Simulation.Schedule(this, 0, priority);
        IsOk = ok;
        Value = value;
        IsTriggered = true;
    }

    private void ThrowIfProcessed()
    {
        if (IsProcessed)
        {
            throw new InvalidOperationException("The event has happened already.");
        }
    }

    private sealed record Callback(Action<Event> Action) : IWaiter
    {
        public void Notify(Event source) => Action(source);
    }
}
