namespace KexecPerf.Model.Tests.Engine;

public class ChosenEngineTests
{
    [Fact]
    public void The_model_runs_on_the_engine_the_build_was_asked_for()
    {
#if ENGINE_SIMSHARP
        const string engine = "SimSharp";
        const string simulation = "KexecPerf.Model";
#else
        const string engine = "KexecPerf.Engine";
        const string simulation = engine;
#endif
        Assert.Equal(engine, typeof(Event).Assembly.GetName().Name);
        Assert.Equal(simulation, typeof(Simulation).Assembly.GetName().Name);
    }
}
