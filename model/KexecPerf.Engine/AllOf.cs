namespace KexecPerf.Engine;

/// <summary>Happens once all of its events have; at once if there are none.</summary>
public sealed class AllOf : Condition
{
    /// <summary>Waits for <paramref name="events"/>; those that have happened count.</summary>
    /// <exception cref="ArgumentException">One of another simulation.</exception>
    public AllOf(Simulation simulation, params ReadOnlySpan<Event> events)
        : base(simulation, events, events.Length) { }

    /// <inheritdoc cref="AllOf(Simulation, ReadOnlySpan{Event})"/>
    public AllOf(Simulation simulation, IEnumerable<Event> events)
        : this(simulation, (ReadOnlySpan<Event>)[.. events]) { }
}
