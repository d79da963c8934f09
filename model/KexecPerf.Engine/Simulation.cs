namespace KexecPerf.Engine;

/// <summary>
/// A discrete-event simulation: a clock in integer picoseconds and the queue of events to come.
/// </summary>
/// <remarks>
/// Events happen in the order of time, then priority (smaller first), then the order in which
/// they were queued, however many are pending. The model is written in the programming model of
/// SimSharp and behaves as there, event by event; where SimSharp would go astray, this engine
/// throws. Not safe for use by more than one thread at a time.
/// </remarks>
public sealed class Simulation : IWaiter
{
    // Priority in the upper 16 bits, sequence in the lower 48: one comparison for both.
    private const int PriorityShift = 48;
    private readonly EventQueue _queue = new();
    private Timeout? _spare;
    private long _sequence;
    private long _untilPs = long.MaxValue;
    private bool _isRunning;
    private Process? _active;
    private bool _isInBody;

    /// <summary>The time, in picoseconds from the start; at most 106 days.</summary>
    public long NowPs { get; private set; }

    /// <summary>
    /// When the next event happens, or <see cref="RunUntil"/> ends if that is sooner;
    /// <see cref="long.MaxValue"/> if neither.
    /// </summary>
    public long PeekPs => Math.Min(_queue.PeekPs, _untilPs);

    /// <summary>The number of events that have happened, without those that ended a run.</summary>
    public long Events { get; private set; }

    /// <summary>The process whose body runs at this moment; null between bodies.</summary>
    public Process? ActiveProcess => _isInBody ? _active : null;

    /// <summary>Set by the event that ends the run; its later waiters are never told.</summary>
    internal bool IsStopped { get; private set; }

    /// <summary>An event that happens after <paramref name="ps"/> picoseconds.</summary>
    /// <param name="ps">At least 0; with 0 it is still one hop.</param>
    /// <param name="priority">Smaller goes first at the same instant; 16 bits.</param>
    /// <exception cref="ArgumentException">A negative delay, or no 16-bit priority.</exception>
    /// <exception cref="OverflowException">The time is beyond the clock.</exception>
    public Timeout Timeout(long ps, int priority = 0)
    {
        var timeout = new Timeout(this);
        Schedule(timeout, ps, priority);
        return timeout;
    }

    /// <summary>
    /// As <see cref="Timeout"/> without the allocation, for <c>yield return sim.Delay(..)</c>.
    /// </summary>
    /// <remarks>
    /// Used again for a later delay once it has resumed the one process that waited for it, so do
    /// not keep it. One that was put into a condition, was given a callback or a second waiter, or
    /// lost its process to an interrupt is never used again.
    /// </remarks>
    /// <inheritdoc cref="Timeout" path="/param"/>
    /// <inheritdoc cref="Timeout" path="/exception"/>
    public Timeout Delay(long ps, int priority = 0)
    {
        while (_spare is { IsPooled: false } pinned) // since it has happened
        {
            _spare = pinned.NextSpare;
            _queue.Forget(pinned);
        }
        var delay = _spare ?? new Timeout(this);
        Schedule(delay, ps, priority);
        _spare = delay.NextSpare;
        delay.Prepare();
        return delay;
    }

    /// <summary>Starts a process: its body begins to run now, one hop later.</summary>
    /// <param name="body">Yields the events it waits for.</param>
    /// <param name="priority">Of the start among what happens now; 16 bits.</param>
    public Process Process(IEnumerable<Event> body, int priority = 0) => new(this, body, priority);

    /// <summary>Runs until nothing is queued.</summary>
    /// <exception cref="InvalidOperationException">A run is under way.</exception>
    public void Run() => RunBefore(long.MaxValue, long.MaxValue);

    /// <summary>Runs until <paramref name="until"/> happens and its earlier waiters were told.</summary>
    /// <returns>The value of the event.</returns>
    /// <exception cref="ArgumentException">An event of another simulation.</exception>
    /// <exception cref="InvalidOperationException">
    /// It can never happen: nothing is queued. Or a run is under way.
    /// </exception>
    public object? Run(Event until)
    {
        ArgumentNullException.ThrowIfNull(until);
        ThrowIfRunning();
        if (until.Simulation != this)
        {
            throw new ArgumentException("The event belongs to another simulation.");
        }
        if (until.IsProcessed)
        {
            return until.Value;
        }
        until.Pin();
        until.Subscribe(this);
        try
        {
            Run();
        }
        finally
        {
            if (!until.IsProcessed)
            {
                until.Unsubscribe(this); // else it would end a later run
            }
        }
        return IsStopped
            ? until.Value
            : throw new InvalidOperationException("Nothing is queued, and the event is not.");
    }

    /// <summary>
    /// Runs until <paramref name="ps"/>, before the events of priority 0 and above of that instant.
    /// </summary>
    /// <param name="ps">A time in picoseconds; <see cref="NowPs"/> afterwards.</param>
    /// <exception cref="InvalidOperationException">
    /// The time is not in the future, or a run is under way.
    /// </exception>
    public void RunUntil(long ps)
    {
        if (ps <= NowPs)
        {
            throw new InvalidOperationException("The time to run until must be in the future.");
        }
        RunBefore(ps, 0); // only negative priorities are ordered before 0
        NowPs = ps;
    }

    /// <summary>Lets the next event happen.</summary>
    /// <exception cref="InvalidOperationException">
    /// Nothing is queued, or a run is under way.
    /// </exception>
    public void Step()
    {
        if (_queue.IsEmpty)
        {
            throw new InvalidOperationException("Nothing is queued.");
        }
        Begin(long.MaxValue);
        try
        {
            Next();
        }
        finally
        {
            End();
        }
    }

    void IWaiter.Notify(Event source) => IsStopped = true;

    internal void Schedule(Event e, long delayPs, int priority)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(delayPs);
        ThrowIfNoPriority(priority);
        _queue.Enqueue(NowPs + delayPs, ((long)priority << PriorityShift) + ++_sequence, e);
    }

    internal static void ThrowIfNoPriority(int priority)
    {
        if (priority is < short.MinValue or > short.MaxValue)
        {
            throw new ArgumentOutOfRangeException(nameof(priority), priority, "16 bits at most.");
        }
    }

    internal void Enter(Process process)
    {
        if (_active != process)
        {
            _active = process;
        }
        _isInBody = true;
    }

    internal void Leave() => _isInBody = false;

    private void RunBefore(long ps, long order)
    {
        Begin(ps);
        try
        {
            while (!IsStopped && _queue.HasBefore(ps, order))
            {
                Next();
            }
        }
        finally
        {
            End();
        }
    }

    private void Begin(long untilPs)
    {
        ThrowIfRunning();
        _untilPs = untilPs;
        _isRunning = true;
        IsStopped = false;
    }

    private void End()
    {
        _untilPs = long.MaxValue;
        _isRunning = false;
        _isInBody = false; // also when a body threw
    }

    private void ThrowIfRunning()
    {
        if (_isRunning)
        {
            throw new InvalidOperationException(
                "A run of this simulation is under way: none can begin inside it."
            );
        }
    }

    private void Next()
    {
        var next = _queue.Dequeue(out var timePs);
        NowPs = timePs;
        if (next.IsReusable)
        {
            // Before it resumes the process, whose next delay it then is.
            var delay = (Timeout)next;
            delay.NextSpare = _spare;
            _spare = delay;
        }
        else
        {
            _queue.Forget(next);
        }
        next.Process();
        Events += IsStopped ? 0 : 1;
    }
}
