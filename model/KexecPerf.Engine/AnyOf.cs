namespace KexecPerf.Engine;

/// <summary>Happens once one of its events has; at once if there are none.</summary>
public sealed class AnyOf : Condition
{
    /// <summary>Waits for <paramref name="events"/>; those that have happened count.</summary>
    /// <exception cref="ArgumentException">One of another simulation.</exception>
    public AnyOf(Simulation simulation, params ReadOnlySpan<Event> events)
        : base(simulation, events, Math.Min(1, events.Length)) { }

    /// <inheritdoc cref="AnyOf(Simulation, ReadOnlySpan{Event})"/>
    public AnyOf(Simulation simulation, IEnumerable<Event> events)
        : this(simulation, (ReadOnlySpan<Event>)[.. events]) { }
}
