namespace KexecPerf.Engine;

/// <summary>
/// An event that happens by itself after a delay. Triggered from the start, so ask
/// <see cref="Event.IsProcessed"/> whether the time is over. It cannot be cancelled: one that
/// nobody waits for any more still moves the clock.
/// </summary>
public sealed class Timeout : Event
{
    internal Timeout(Simulation simulation)
        : base(simulation)
    {
        IsOk = true;
        IsTriggered = true;
    }

    /// <summary>The next of the timeouts that wait to be used again.</summary>
    internal Timeout? NextSpare { get; set; }

    /// <summary>Ready for one more use, and recycled after it unless somebody pins it.</summary>
    internal void Prepare()
    {
        NextSpare = null;
        IsPooled = true;
        Revive();
    }
}
