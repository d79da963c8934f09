namespace KexecPerf.Model.Tests.Engine;

public class RunTests : EngineTest
{
    [Fact]
    public void Rule_20_RunUntil_stops_before_priority_0_and_after_negative_priorities()
    {
        Watch("positive", 1);
        Watch("zero", 0);
        Watch("negative", -1);
        Sim.RunUntil(5);
        Expect("5 negative");
        Assert.Equal(5, Sim.NowPs);
        Assert.Equal(5, Sim.PeekPs);
        Assert.Equal(1, Sim.Events);

        Sim.Run();
        Expect("5 negative", "5 zero", "5 positive");

        void Watch(string name, int priority) =>
            Sim.Timeout(5, priority).AddCallback(_ => Note(name));
    }

    [Fact]
    public void Rule_20_RunUntil_ends_at_its_time_also_when_nothing_is_queued()
    {
        Sim.RunUntil(5);
        Assert.Equal(5, Sim.NowPs);
        Sim.RunUntil(9);
        Assert.Equal(9, Sim.NowPs);
        Assert.Equal(0, Sim.Events);
        Assert.Equal(long.MaxValue, Sim.PeekPs);
    }

    [Fact]
    public void Rule_20_The_end_of_a_run_counts_in_Peek()
    {
        Sim.Timeout(1).AddCallback(_ => Note($"peek {Sim.PeekPs}"));
        Sim.Timeout(100);
        Sim.RunUntil(50);
        Expect("1 peek 50");
    }

    [Fact]
    public void Rule_20_RunUntil_needs_a_time_in_the_future()
    {
        Sim.RunUntil(5);
        Assert.Throws<InvalidOperationException>(() => Sim.RunUntil(5));
        Assert.Throws<InvalidOperationException>(() => Sim.RunUntil(4));
    }

    [Fact]
    public void Rule_21_Run_of_an_event_tells_earlier_waiters_and_never_the_later_ones()
    {
        var e = new Event(Sim);
        e.AddCallback(_ => Note("earlier"));
        Sim.Timeout(1).AddCallback(_ => e.AddCallback(_ => Note("later")));
        Sim.Timeout(2).AddCallback(_ => e.Succeed("value"));
        Assert.Equal("value", Sim.Run(e));
        Sim.Timeout(1);
        Sim.Run();
        Expect("2 earlier");
        Assert.Equal(3, Sim.Events); // the event that ended the run does not count
    }

    [Fact]
    public void Rule_21_Run_of_an_event_with_no_earlier_waiter_tells_nobody_else()
    {
        var e = Sim.Timeout(3);
        Sim.Timeout(1).AddCallback(_ => e.AddCallback(_ => Note("later")));
        Sim.Run(e);
        Assert.Empty(Log);
        Assert.Equal(3, Sim.NowPs);
    }

    [Fact]
    public void Rule_21_Run_of_a_processed_event_returns_at_once()
    {
        var e = new Event(Sim);
        e.Succeed("value");
        Sim.Run();
        Sim.Timeout(7);
        Assert.Equal("value", Sim.Run(e));
        Assert.Equal(0, Sim.NowPs);
    }

    [Fact]
    public void Rule_21_Run_of_an_event_that_cannot_happen_throws()
    {
        Sim.Timeout(7);
        Assert.Throws<InvalidOperationException>(() => Sim.Run(new Event(Sim)));
        Assert.Equal(7, Sim.NowPs);
    }

    [Fact]
    public void Rule_21_After_a_run_has_ended_others_are_told_again()
    {
        Sim.RunUntil(5);
        var e = Sim.Timeout(1);
        e.AddCallback(_ => Note("one"));
        e.AddCallback(_ => Note("two"));
        Sim.Step();
        Expect("6 one", "6 two");
        Assert.Equal(1, Sim.Events);
    }

    [Fact]
    public void A_failed_event_ends_a_run_as_well()
    {
        var e = new Event(Sim);
        e.Fail("cause");
        Assert.Equal("cause", Sim.Run(e));
    }

    [Fact]
    public void A_body_can_run_another_simulation_to_its_end()
    {
        Start(Outer);
        Sim.Run();
        Expect("1 inner ended at 7", "2 end");

        IEnumerable<Event> Outer()
        {
            yield return Sim.Delay(1);
            var inner = new Simulation();
            inner.Process(Inner(inner));
            inner.Run();
            Note($"inner ended at {inner.NowPs}");
            yield return Sim.Delay(1);
            Note("end");
        }

        IEnumerable<Event> Inner(Simulation inner)
        {
            yield return inner.Delay(7);
        }
    }

    [Fact]
    public void The_active_process_is_the_one_whose_body_runs()
    {
        Process? process = null;
        process = Start(Body);
        Assert.Null(Sim.ActiveProcess);
        Sim.Run();
        Assert.Null(Sim.ActiveProcess);
        Expect("1 active");

        IEnumerable<Event> Body()
        {
            yield return Sim.Delay(1);
            Assert.Same(process, Sim.ActiveProcess);
            Note("active");
        }
    }

#if !ENGINE_SIMSHARP
    [Fact]
    public void Rule_24_A_run_until_an_event_of_another_simulation_is_refused()
    {
        Sim.Timeout(5);
        Assert.Throws<ArgumentException>(() => Sim.Run(new Simulation().Timeout(1)));
        Assert.Equal(0, Sim.NowPs);
    }

    [Fact]
    public void Rule_09_After_an_exception_no_process_is_active_and_the_end_of_the_run_is_forgotten()
    {
        Breaks(at: 5);
        Sim.Timeout(150).AddCallback(_ => Note("later"));
        Assert.Throws<NotSupportedException>(() => Sim.RunUntil(100));
        Assert.Null(Sim.ActiveProcess);
        Assert.Equal(150, Sim.PeekPs);

        Sim.RunUntil(200);
        Expect("150 later");
        Assert.Equal(200, Sim.NowPs);
    }

    [Fact]
    public void Rule_09_After_an_exception_the_event_run_until_ends_no_later_run()
    {
        var e = Sim.Timeout(10);
        Breaks(at: 5);
        Sim.Timeout(20).AddCallback(_ => Note("later"));
        Assert.Throws<NotSupportedException>(() => Sim.Run(e));
        Sim.Run();
        Expect("20 later");
        Assert.True(e.IsProcessed);
    }

    [Fact]
    public void Rule_09_After_an_exception_in_a_step_no_process_is_active()
    {
        Breaks(at: 0);
        Sim.Step(); // its start
        Assert.Throws<NotSupportedException>(Sim.Step);
        Assert.Null(Sim.ActiveProcess);
    }

    [Fact]
    public void Rule_21_An_event_that_did_not_happen_ends_no_later_run()
    {
        var e = new Event(Sim);
        Assert.Throws<InvalidOperationException>(() => Sim.Run(e));
        e.Succeed();
        Sim.Timeout(1).AddCallback(_ => Note("later"));
        Sim.Run();
        Expect("1 later");
    }

    [Fact]
    public void Rule_25_A_run_inside_a_callback_is_refused_and_the_outer_one_goes_on()
    {
        var e = Sim.Timeout(7);
        Sim.Timeout(5).AddCallback(_ => AssertRefusesRuns(e));
        Sim.Timeout(10).AddCallback(_ => Note("due"));
        Sim.Run();
        Expect("5 refused", "10 due");
        Assert.Equal(3, Sim.Events);
    }

    [Fact]
    public void Rule_25_A_run_inside_a_body_is_refused_and_the_outer_one_goes_on()
    {
        var e = Sim.Timeout(7);
        Start(Body);
        Sim.RunUntil(20);
        Expect("5 refused", "10 due");
        Assert.Equal(20, Sim.NowPs);

        IEnumerable<Event> Body()
        {
            yield return Sim.Delay(5);
            AssertRefusesRuns(e);
            Assert.NotNull(Sim.ActiveProcess);
            Assert.Equal(7, Sim.PeekPs);
            yield return Sim.Delay(5);
            Note("due");
        }
    }

    [Fact]
    public void Rule_25_A_run_inside_a_run_of_an_event_leaves_its_end_as_it_was()
    {
        var e = Sim.Timeout(7);
        Sim.Timeout(5).AddCallback(_ => AssertRefusesRuns(e));
        Sim.Timeout(9).AddCallback(_ => Note("beyond the end"));
        Sim.Run(e);
        Expect("5 refused");
        Assert.Equal(7, Sim.NowPs);
    }

    [Fact]
    public void Rule_25_A_run_inside_a_step_is_refused()
    {
        var e = Sim.Timeout(7);
        Sim.Timeout(5).AddCallback(_ => AssertRefusesRuns(e));
        Sim.Step();
        Expect("5 refused");
        Assert.Equal(5, Sim.NowPs);
    }

    [Fact]
    public void A_step_with_nothing_queued_is_refused()
    {
        Assert.Throws<InvalidOperationException>(Sim.Step);
    }

    private void AssertRefusesRuns(Event e)
    {
        Action[] runs = [Sim.Run, () => Sim.Run(e), () => Sim.RunUntil(6), Sim.Step];
        foreach (var run in runs)
        {
            var thrown = Assert.Throws<InvalidOperationException>(run);
            Assert.Contains("under way", thrown.Message, StringComparison.Ordinal);
        }
        Note("refused");
    }

    private void Breaks(long at)
    {
        Start(Body);

        IEnumerable<Event> Body()
        {
            yield return Sim.Delay(at);
            throw new NotSupportedException("broken");
        }
    }
#endif
}
