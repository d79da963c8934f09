namespace KexecPerf.Model.Tests.Engine;

/// <summary>A simulation and a log of what happened when, for the tests of the engine's rules.</summary>
public abstract class EngineTest
{
    protected Simulation Sim { get; } = new();

    protected List<string> Log { get; } = [];

    protected void Note(string what) => Log.Add($"{Sim.NowPs} {what}");

    protected bool Faulted() => Sim.ActiveProcess!.HandleFault();

    protected Process Start(Func<IEnumerable<Event>> body, int priority = 0) =>
        Sim.Process(body(), priority);

    /// <summary>A process that waits for one event and notes how that ended.</summary>
    protected Process Waiter(string name, Event what)
    {
        return Sim.Process(Body());

        IEnumerable<Event> Body()
        {
            yield return what;
            Note(Faulted() ? $"{name} faulted by {Sim.ActiveProcess!.Value}" : name);
        }
    }

    protected void Expect(params string[] log) => Assert.Equal(log, Log);
}
