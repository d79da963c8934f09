namespace KexecPerf.Engine;

/// <summary>One claim on a <see cref="Resource"/>: happens when the claim is granted.</summary>
/// <remarks>
/// Only its resource may trigger it. After <see cref="Event.Succeed"/> or <see cref="Event.Fail"/>
/// on one that waits it cannot be granted or given back any more.
/// </remarks>
public sealed class Request : Event, IDisposable
{
    internal Request(Resource resource)
        : base(resource.Simulation)
    {
        Resource = resource;
    }

    internal Resource Resource { get; }

    /// <summary>Whether it counts in <see cref="Resource.InUse"/>.</summary>
    internal bool IsUser { get; set; }

    // Neighbours in the queue of the resource; reneging takes no search.
    internal Request? Before { get; set; }
    internal Request? After { get; set; }
    internal bool IsQueued { get; set; }

    /// <summary>Gives the unit back, or leaves the queue if there was none yet.</summary>
    /// <exception cref="InvalidOperationException">
    /// Done before, or triggered while it waited.
    /// </exception>
    public void Dispose()
    {
        Resource.GiveBack(this);
        Simulation.Delay(0).Subscribe(Resource); // a Release that nobody can look at
    }
}
