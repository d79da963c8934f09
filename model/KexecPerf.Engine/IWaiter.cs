namespace KexecPerf.Engine;

/// <summary>What can wait for an event: a process, a condition, a resource, a callback, a run.</summary>
internal interface IWaiter
{
    /// <summary>Told once, in the order of subscription, when <paramref name="source"/> happens.</summary>
    void Notify(Event source);
}
