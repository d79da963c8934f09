namespace KexecPerf.Model.Tests.Engine;

public class InterruptTests : EngineTest
{
    [Fact]
    public void Rule_10_An_ended_process_or_the_active_one_cannot_be_interrupted()
    {
        var ended = Start(Self);
        Sim.Run();
        Assert.Throws<InvalidOperationException>(() => ended.Interrupt());

        IEnumerable<Event> Self()
        {
            var self = Sim.ActiveProcess!;
            Assert.Throws<InvalidOperationException>(() => self.Interrupt());
            yield return Sim.Delay(1);
        }
    }

    [Theory]
    [InlineData(0, "5 before", "5 interrupted by why")]
    [InlineData(-1, "5 interrupted by why", "5 before")]
    public void Rule_10_An_interrupt_is_queued_with_its_priority(
        int priority,
        string first,
        string second
    )
    {
        var victim = Sleeper(100);
        Sim.Timeout(5)
            .AddCallback(_ =>
            {
                Sim.Timeout(0).AddCallback(_ => Note("before"));
                victim.Interrupt("why", priority);
            });
        Sim.Run();
        Expect(first, second);
    }

    [Fact]
    public void Rule_10_A_timeout_of_the_same_instant_that_came_first_resumes_the_process()
    {
        var victim = Sleeper(5);
        Sim.RunUntil(3);
        Sim.Timeout(2).AddCallback(_ => Assert.True(victim.IsTriggered));
        Sim.Run();
        Expect("5 slept");
    }

    [Fact]
    public void Rule_10_An_interrupt_wins_over_a_timeout_of_that_instant_still_queued()
    {
        Process? victim = null;
        Sim.Timeout(5).AddCallback(_ => victim!.Interrupt("why"));
        victim = Sleeper(5);
        Sim.Run();
        Expect("5 interrupted by why");
        Assert.True(victim.IsOk);
    }

    [Fact]
    public void Rule_11_A_process_interrupted_before_its_start_begins_with_a_fault()
    {
        var patient = Start(Patient);
        patient.Interrupt("early");
        Sim.Run();
        Expect("0 began with early", "1 went on");

        IEnumerable<Event> Patient()
        {
            var fault = Faulted();
            Note(fault ? $"began with {Sim.ActiveProcess!.Value}" : "began");
            yield return Sim.Delay(1);
            Note("went on");
        }
    }

    [Fact]
    public void Rule_11_A_fault_at_the_start_must_be_handled_too()
    {
        Sleeper(1).Interrupt();
        Assert.Throws<InvalidOperationException>(() => Sim.Run());
    }

    [Fact]
    public void Rule_12_A_process_that_the_event_is_just_resuming_cannot_be_interrupted()
    {
        var shared = Sim.Timeout(5);
        Process? second = null;
        Start(First);
        second = Waiter("second", shared);
        Assert.Throws<InvalidOperationException>(() => Sim.Run());

        IEnumerable<Event> First()
        {
            yield return shared;
            second!.Interrupt();
        }
    }

    [Fact]
    public void Rule_13_One_interrupt_after_the_other_is_delivered()
    {
        var victim = Start(Tough);
        Sim.Timeout(1).AddCallback(_ => victim.Interrupt("one"));
        Sim.Timeout(2).AddCallback(_ => victim.Interrupt("two"));
        Sim.Run();
        Expect("1 one", "2 two", "102 end");

        IEnumerable<Event> Tough()
        {
            yield return Sim.Delay(100);
            Assert.True(Faulted());
            Note($"{Sim.ActiveProcess!.Value}");
            yield return Sim.Delay(100);
            Assert.True(Faulted());
            Note($"{Sim.ActiveProcess!.Value}");
            yield return Sim.Delay(100);
            Note("end");
        }
    }

    [Fact]
    public void Rule_13_The_same_timeout_can_be_waited_for_again_after_an_interrupt()
    {
        var victim = Start(Stubborn);
        Sim.Timeout(4).AddCallback(_ => victim.Interrupt());
        Sim.Run();
        Expect("10 end");

        IEnumerable<Event> Stubborn()
        {
            var end = Sim.Delay(10);
            yield return end;
            Assert.True(Faulted());
            yield return Sim.Delay(1);
            yield return end;
            Note("end");
        }
    }

#if !ENGINE_SIMSHARP
    [Fact]
    public void Rule_10_An_interrupt_refused_for_its_priority_changes_nothing()
    {
        var victim = Sleeper(5);
        Sim.RunUntil(1);
        Assert.ThrowsAny<ArgumentException>(() => victim.Interrupt("why", 40_000));
        Assert.Equal(5, Sim.PeekPs);
        Sim.Run();
        Expect("5 slept");
    }

    [Fact]
    public void Rule_12_An_interrupt_refused_while_its_target_tells_the_waiters_changes_nothing()
    {
        // SimSharp has queued the interrupt by then.
        var shared = Sim.Timeout(5);
        Process? second = null;
        Start(First);
        second = Waiter("second", shared);
        Sim.Run();
        Expect("5 refused", "5 second");

        IEnumerable<Event> First()
        {
            yield return shared;
            Assert.Throws<InvalidOperationException>(() => second!.Interrupt());
            Note("refused");
        }
    }

    [Fact]
    public void Rule_13_A_second_interrupt_before_the_first_is_delivered_is_refused()
    {
        // SimSharp delivers both, and the process stays subscribed to what it yields in between:
        // it wakes too early later on.
        var victim = Sleeper(100);
        Sim.RunUntil(1);
        victim.Interrupt();
        Assert.Throws<InvalidOperationException>(() => victim.Interrupt());
        Sim.Run();
        Expect("1 interrupted by ");
    }
#endif

    private Process Sleeper(long ps)
    {
        return Sim.Process(Body());

        IEnumerable<Event> Body()
        {
            yield return Sim.Delay(ps);
            Note(Faulted() ? $"interrupted by {Sim.ActiveProcess!.Value}" : "slept");
        }
    }
}
