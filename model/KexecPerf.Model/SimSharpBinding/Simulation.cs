#if ENGINE_SIMSHARP
namespace KexecPerf.Model.SimSharpBinding;

/// <summary>
/// SimSharp's simulation with the members of the embedded engine, one tick being one picosecond
/// (36 days in all, from <see cref="DateTime.MinValue"/>).
/// </summary>
public sealed class Simulation : SimSharp.Simulation
{
    /// <summary>Starts at time 0.</summary>
    public Simulation()
        : base(DateTime.MinValue) { }

    /// <summary>The time in picoseconds.</summary>
    public long NowPs => Now.Ticks;

    /// <summary>When the next event happens; <see cref="long.MaxValue"/> if none is queued.</summary>
    public long PeekPs => ScheduleQ.Count == 0 ? long.MaxValue : Peek().Ticks;

    /// <summary>The number of events that have happened.</summary>
    public long Events => ProcessedEvents;

    /// <summary>An event that happens after <paramref name="ps"/> picoseconds.</summary>
    public SimSharp.Timeout Timeout(long ps, int priority = 0) =>
        Timeout(TimeSpan.FromTicks(ps), priority);

    /// <summary>The same: SimSharp knows no delay without allocation.</summary>
    public SimSharp.Timeout Delay(long ps, int priority = 0) => Timeout(ps, priority);

    /// <summary>Runs until <paramref name="ps"/>.</summary>
    public void RunUntil(long ps) => Run(new DateTime(ps));

    /// <summary>
    /// Lets the queue grow without loss of order. SimSharp copies a full queue (1,024 events at
    /// first) in the order of its heap and so renumbers simultaneous events. Making it large from
    /// the start only moves that point, and costs half a megabyte a simulation at 2^16.
    /// </summary>
    protected override SimSharp.EventQueueNode DoSchedule(
        DateTime date,
        SimSharp.Event @event,
        int priority = 0
    )
    {
        if (ScheduleQ.Count == ScheduleQ.MaxSize)
        {
            var grown = new SimSharp.EventQueue(2 * ScheduleQ.MaxSize);
            while (ScheduleQ.Count > 0)
            {
                var next = ScheduleQ.Dequeue();
                grown.Enqueue(next.PrimaryPriority, next.Event, next.SecondaryPriority);
            }
            ScheduleQ = grown;
        }
        return base.DoSchedule(date, @event, priority);
    }
}
#endif
