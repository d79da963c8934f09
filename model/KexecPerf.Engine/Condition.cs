namespace KexecPerf.Engine;

/// <summary>
/// An event that happens one hop after enough others have. Ask those for
/// <see cref="Event.IsProcessed"/> to learn which: at a tie it can be more than one.
/// </summary>
/// <remarks>
/// The first event that fails makes the condition fail with the same value. An event must not
/// occur twice in one tree of conditions: SimSharp refuses that when the condition happens.
/// </remarks>
public abstract class Condition : Event, IWaiter
{
    private int _missing;

    private protected Condition(Simulation simulation, ReadOnlySpan<Event> events, int needed)
        : base(simulation)
    {
        foreach (var e in events) // all of them before the first is subscribed to
        {
            if (e.Simulation != simulation)
            {
                throw new ArgumentException("The event belongs to another simulation.");
            }
        }
        _missing = needed;
        foreach (var e in events)
        {
            if (e.IsProcessed)
            {
                Count(e);
                continue;
            }
            e.Pin();
            e.Subscribe(this);
        }
        if (IsAlive && _missing == 0)
        {
            Succeed();
        }
    }

    void IWaiter.Notify(Event source) => Count(source);

    private void Count(Event source)
    {
        if (IsTriggered)
        {
            if (!source.IsOk)
            {
                throw new InvalidOperationException(
                    "An event of a condition failed after the condition was triggered: nobody "
                        + "can handle that."
                );
            }
            return;
        }
        _missing--;
        if (!source.IsOk)
        {
            Fail(source.Value);
        }
        else if (_missing == 0)
        {
            Succeed();
        }
    }
}
