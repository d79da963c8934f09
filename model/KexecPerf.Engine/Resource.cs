namespace KexecPerf.Engine;

/// <summary>A number of equal units that processes claim and give back, first come first served.</summary>
/// <remarks>
/// A unit given back is free at once, but the next in the queue is served when the release has
/// happened, one hop later. A request made in between serves the head of the queue first.
/// </remarks>
public sealed class Resource : IWaiter
{
    private Request? _first;
    private Request? _last;

    /// <summary>Makes a resource with all units free.</summary>
    /// <param name="simulation">The simulation it is used in.</param>
    /// <param name="capacity">The number of units, at least 1.</param>
    /// <exception cref="ArgumentException">The capacity is below 1.</exception>
    public Resource(Simulation simulation, int capacity = 1)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Simulation = simulation;
        Capacity = capacity;
    }

    /// <summary>The number of units.</summary>
    public int Capacity { get; }

    /// <summary>The number of units granted and not given back.</summary>
    public int InUse { get; private set; }

    /// <summary>The number of free units.</summary>
    public int Remaining => Capacity - InUse;

    internal Simulation Simulation { get; }

    /// <summary>Claims a unit. Dispose the request to give it back or to leave the queue.</summary>
    public Request Request()
    {
        var request = new Request(this);
        Append(request);
        Serve();
        return request;
    }

    /// <summary>Gives a unit back, or leaves the queue if it was not granted yet.</summary>
    /// <exception cref="InvalidOperationException">
    /// Done before, a request of another resource, or one triggered while it waited.
    /// </exception>
    public Release Release(Request request)
    {
        ArgumentNullException.ThrowIfNull(request);
        GiveBack(request);
        var release = new Release(request);
        release.Subscribe(this);
        release.Succeed();
        return release;
    }

    void IWaiter.Notify(Event source) => Serve();

    /// <summary>Ends a claim. The caller queues the release that serves the next one.</summary>
    internal void GiveBack(Request request)
    {
        if (request.Resource == this && request.IsUser)
        {
            request.IsUser = false;
            InUse--;
        }
        else if (request.Resource == this && request.IsQueued && request.IsAlive)
        {
            Remove(request);
        }
        else
        {
            throw new InvalidOperationException(
                "The request was given back before, is of another resource, or was triggered "
                    + "while it waited."
            );
        }
    }

    private void Serve()
    {
        while (InUse < Capacity && _first is { } request)
        {
            request.Succeed(); // throws if somebody else triggered it
            InUse++;
            request.IsUser = true;
            Remove(request);
        }
    }

    private void Append(Request request)
    {
        request.IsQueued = true;
        request.Before = _last;
        if (_last is null)
        {
            _first = request;
        }
        else
        {
            _last.After = request;
        }
        _last = request;
    }

    private void Remove(Request request)
    {
        request.IsQueued = false;
        if (request.Before is null)
        {
            _first = request.After;
        }
        else
        {
            request.Before.After = request.After;
        }
        if (request.After is null)
        {
            _last = request.Before;
        }
        else
        {
            request.After.Before = request.Before;
        }
        request.Before = null;
        request.After = null;
    }
}
