namespace KexecPerf.Engine;

/// <summary>
/// A body that runs until it yields an event and goes on when that event happens. It is itself an
/// event: it happens when the body ends, with the value of the event that resumed it last.
/// </summary>
/// <remarks>
/// A failed event, or <see cref="Interrupt"/>, faults the process. It must then call
/// <see cref="HandleFault"/> before its next yield; if its body ends without, the process fails
/// with the cause. A C# exception in a body leaves <see cref="Simulation.Run()"/> as it is. A body
/// is never disposed: one that waits for ever keeps what it holds by <c>using</c>.
/// </remarks>
public sealed class Process : Event, IWaiter
{
    private readonly IEnumerator<Event> _body;
    private Event? _target;
    private bool _interrupted;

    internal Process(Simulation simulation, IEnumerable<Event> body, int priority)
        : base(simulation)
    {
        ArgumentNullException.ThrowIfNull(body);
        _body = body.GetEnumerator();
        IsOk = true;
        _target = simulation.Delay(0, priority);
        _target.Subscribe(this);
    }

    /// <summary>The event it waits for, at first its start; null once the body has ended.</summary>
    public Event? Target
    {
        get
        {
            _target?.Pin();
            return _target;
        }
    }

    /// <summary>Faults the process now, in place of the event it waits for.</summary>
    /// <param name="cause">Its <see cref="Event.Value"/> while it handles the fault.</param>
    /// <param name="priority">Smaller goes first at the same instant; 16 bits.</param>
    /// <exception cref="InvalidOperationException">
    /// It has ended, it is the active process, it is just being resumed, or an earlier interrupt
    /// has not reached it yet (SimSharp would leave it subscribed to an event it no longer
    /// waits for).
    /// </exception>
    /// <exception cref="ArgumentException">No 16-bit priority.</exception>
    public void Interrupt(object? cause = null, int priority = 0)
    {
        if (IsTriggered || _target is null)
        {
            throw new InvalidOperationException("The process has ended.");
        }
        if (Simulation.ActiveProcess == this)
        {
            throw new InvalidOperationException("A process cannot interrupt itself.");
        }
        if (_interrupted)
        {
            throw new InvalidOperationException("An earlier interrupt is still on its way.");
        }
        Simulation.ThrowIfNoPriority(priority);
        _target.Unsubscribe(this); // the last that can refuse: nothing has changed until here
        _interrupted = true;
        var interrupt = new Event(Simulation);
        interrupt.Subscribe(this);
        interrupt.Fail(cause, priority);
    }

    /// <summary>Takes note of a fault; its cause is in <see cref="Event.Value"/>.</summary>
    /// <returns>False if there was none.</returns>
    public bool HandleFault()
    {
        if (IsOk)
        {
            return false;
        }
        IsOk = true;
        return true;
    }

    void IWaiter.Notify(Event source) => Resume(source);

    /// <summary>Runs the body until it waits for something to come.</summary>
    internal void Resume(Event source)
    {
        Simulation.Enter(this);
        _interrupted = false;
        while (Advance(source))
        {
            source = _target!;
        }
        Simulation.Leave();
    }

    /// <summary>Runs the body to its next yield.</summary>
    /// <returns>True if what it yielded has happened already, so that it goes on at once.</returns>
    private bool Advance(Event source)
    {
        var faulted = !source.IsOk;
        if (faulted)
        {
            IsOk = false;
            Value = source.Value;
        }
        if (!_body.MoveNext())
        {
            End(source.Value);
            return false;
        }
        if (IsTriggered)
        {
            return false; // the body has ended its own process with Succeed or Fail
        }
        if (!IsOk)
        {
            throw new InvalidOperationException(
                "The process was faulted and yielded without calling HandleFault."
            );
        }
        var target =
            _body.Current ?? throw new InvalidOperationException("The process yielded no event.");
        if (target.Simulation != Simulation)
        {
            throw new InvalidOperationException(
                "The process yielded an event of another simulation."
            );
        }
        // Mostly the event it waited for before, used again, without a value: a reference that is
        // written has to be told to the garbage collector, one that is compared has not.
        if (_target != target)
        {
            _target = target;
        }
        if (Value != target.Value)
        {
            Value = target.Value;
        }
        if (!target.IsProcessed)
        {
            target.Subscribe(this);
            return false;
        }
        return !faulted
            ? true
            : throw new InvalidOperationException(
                "After a fault a process must not yield an event that has happened: SimSharp "
                    + "would fault it once more. Ask for IsProcessed first."
            );
    }

    private void End(object? value)
    {
        _target = null;
        if (IsTriggered)
        {
            return;
        }
        if (IsOk)
        {
            Succeed(value);
        }
        else
        {
            Fail(value);
        }
    }
}
