namespace KexecPerf.Model.Tests.Engine;

public class ProcessTests : EngineTest
{
    [Fact]
    public void Rule_06_A_processed_event_does_not_wait_a_triggered_one_does()
    {
        var past = Sim.Timeout(1);
        var now = new Event(Sim);
        Start(Main);
        Start(Other);
        Sim.Run();
        Expect("2 same step", "2 other", "2 after a hop");

        IEnumerable<Event> Main()
        {
            yield return Sim.Delay(2);
            yield return past;
            Note("same step");
            now.Succeed();
            yield return now;
            Note("after a hop");
        }

        IEnumerable<Event> Other()
        {
            yield return Sim.Delay(2);
            Note("other");
        }
    }

    [Fact]
    public void Rule_07_The_value_is_the_targets_when_it_was_yielded()
    {
        var early = new Event(Sim);
        var late = new Event(Sim);
        Start(Main);
        Sim.Run();
        Expect("0 value a", "1 value ");

        IEnumerable<Event> Main()
        {
            early.Succeed("a");
            yield return early;
            Note($"value {Sim.ActiveProcess!.Value}");
            Sim.Timeout(1).AddCallback(_ => late.Succeed("b"));
            yield return late;
            Note($"value {Sim.ActiveProcess!.Value}"); // it had none yet when it was yielded
            Assert.Equal("b", late.Value);
        }
    }

    [Fact]
    public void Rule_07_A_process_ends_with_the_value_of_the_event_that_resumed_it_last()
    {
        var e = new Event(Sim);
        var process = Waiter("waiter", e);
        var empty = Start(Nothing);
        Sim.Timeout(3).AddCallback(_ => e.Succeed("result"));
        Assert.Equal("result", Sim.Run(process));
        Assert.True(process.IsProcessed && process.IsOk);
        Assert.Null(empty.Value);

        IEnumerable<Event> Nothing()
        {
            yield break;
        }
    }

    [Fact]
    public void Rule_07_A_fault_hands_over_its_cause()
    {
        var e = new Event(Sim);
        Waiter("waiter", e);
        e.Fail("cause");
        Sim.Run();
        Expect("0 waiter faulted by cause");
    }

    [Fact]
    public void Rule_08_A_fault_that_is_not_handled_before_the_next_yield_throws()
    {
        var e = new Event(Sim);
        Start(Careless);
        e.Fail();
        Assert.Throws<InvalidOperationException>(() => Sim.Run());

        IEnumerable<Event> Careless()
        {
            yield return e;
            yield return Sim.Delay(1);
        }
    }

    [Fact]
    public void Rule_08_A_body_that_ends_without_handling_a_fault_fails_its_process()
    {
        var e = new Event(Sim);
        var careless = Start(Careless);
        Waiter("waiter", careless);
        e.Fail("cause");
        Sim.Run();
        Expect("0 waiter faulted by cause");
        Assert.False(careless.IsOk);

        IEnumerable<Event> Careless()
        {
            yield return e;
        }
    }

    [Fact]
    public void Rule_08_A_handled_fault_leaves_the_process_ok()
    {
        var e = new Event(Sim);
        var process = Waiter("waiter", e);
        e.Fail("cause");
        Sim.Run();
        Assert.True(process.IsOk);
        Assert.Equal("cause", process.Value);
        Assert.False(process.HandleFault());
    }

    [Fact]
    public void Rule_08_A_failure_nobody_waits_for_is_silent()
    {
        var e = new Event(Sim);
        e.Fail("cause");
        Start(Careless);
        Sim.Run();
        Assert.True(e.IsProcessed);
        Assert.Equal(5, Sim.Events); // e, the start, the event of Careless, its end, the interrupt

        IEnumerable<Event> Careless()
        {
            var process = Sim.ActiveProcess!;
            Sim.Timeout(1).AddCallback(_ => process.Interrupt());
            yield return new Event(Sim);
        }
    }

    [Fact]
    public void Rule_09_An_exception_in_a_body_leaves_Run()
    {
        Start(Broken);
        var thrown = Assert.Throws<NotSupportedException>(() => Sim.Run());
        Assert.Equal("broken", thrown.Message);

        IEnumerable<Event> Broken()
        {
            yield return Sim.Delay(1);
            throw new NotSupportedException("broken");
        }
    }

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

    [Fact]
    public void A_body_can_end_its_own_process_with_a_value()
    {
        var process = Start(Early);
        Waiter("waiter", process);
        Sim.Run();
        Expect("1 waiter");
        Assert.Equal("done", process.Value);

        IEnumerable<Event> Early()
        {
            yield return Sim.Delay(1);
            Sim.ActiveProcess!.Succeed("done");
            yield return Sim.Delay(1);
            Note("never reached");
        }
    }

#if !ENGINE_SIMSHARP
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

    [Fact]
    public void Rule_23_After_a_fault_a_processed_event_is_refused()
    {
        // SimSharp goes on at once, but with the fault once more.
        var past = Sim.Timeout(1);
        var victim = Start(Forgetful);
        Sim.Timeout(2).AddCallback(_ => victim.Interrupt());
        Assert.Throws<InvalidOperationException>(() => Sim.Run());

        IEnumerable<Event> Forgetful()
        {
            yield return Sim.Delay(10);
            Assert.True(Faulted());
            yield return past;
        }
    }

    [Fact]
    public void A_body_that_yields_no_event_is_refused()
    {
        Start(() => [null!]);
        Assert.Throws<InvalidOperationException>(() => Sim.Run());
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
