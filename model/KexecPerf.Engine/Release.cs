namespace KexecPerf.Engine;

/// <summary>The end of a claim: when it happens, the next in the queue is served.</summary>
public sealed class Release : Event
{
    internal Release(Request request)
        : base(request.Simulation)
    {
        Request = request;
    }

    /// <summary>The claim that ended.</summary>
    public Request Request { get; }
}
