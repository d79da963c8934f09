namespace KexecPerf.Model.Machines;

/// <summary>Devices of one kind and how long each takes to shut down (<c>device_shutdown()</c>).</summary>
/// <param name="Name">Driver or kind.</param>
/// <param name="Count">How many, 1 to <see cref="MostOfAKind"/>.</param>
/// <param name="Shutdown">Time of one, drawn once a replication for all of the kind; picoseconds.</param>
/// <param name="Async">Whether the asynchronous-shutdown proposal would take it out of the serial loop.</param>
public sealed record Device(string Name, int Count, Quantity Shutdown, bool Async)
{
    /// <summary>More than any machine has.</summary>
    public const int MostOfAKind = 4096;
}
