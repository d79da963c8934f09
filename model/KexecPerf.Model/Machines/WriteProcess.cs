namespace KexecPerf.Model.Machines;

/// <summary>How a device that nobody stopped goes on writing.</summary>
public enum WriteProcess
{
    /// <summary>At a constant rate until it is stopped or reset: receive rings that the wire keeps filling.</summary>
    Poisson,

    /// <summary>A number of writes already under way, each ending after an exponential time: queues and tables that drain.</summary>
    Queue,
}
