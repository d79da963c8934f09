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
    public void Rule_08_A_process_is_ok_from_the_start_but_while_a_fault_is_not_handled()
    {
        var e = new Event(Sim);
        var process = Start(Body);
        Assert.True(process.IsOk);
        e.Fail();
        Sim.Run();
        Expect("0 True", "0 False", "0 True");
        Assert.False(new Event(Sim).IsOk);

        IEnumerable<Event> Body()
        {
            var self = Sim.ActiveProcess!;
            Note($"{self.IsOk}");
            yield return e;
            Note($"{self.IsOk}");
            self.HandleFault();
            Note($"{self.IsOk}");
        }
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
        var resource = new Resource(Sim);
        var broken = Start(Broken);
        Waiter("other", Sim.Timeout(2));
        var thrown = Assert.Throws<NotSupportedException>(() => Sim.Run());
        Assert.Equal("broken", thrown.Message);
        Assert.Equal(0, resource.InUse); // unwound, as any method

        Sim.Run();
        Expect("2 other");
        Assert.True(broken.IsAlive);

        IEnumerable<Event> Broken()
        {
            using var request = resource.Request();
            yield return request;
            yield return Sim.Delay(1);
            throw new NotSupportedException("broken");
        }
    }

    [Fact]
    public void Rule_09_A_body_that_never_goes_on_keeps_what_it_uses()
    {
        var resource = new Resource(Sim, 2);
        Start(Waits);
        Start(EndsItself);
        Sim.Run();
        Assert.Equal(2, resource.InUse);

        IEnumerable<Event> Waits()
        {
            using var request = resource.Request();
            yield return request;
            yield return new Event(Sim);
        }

        IEnumerable<Event> EndsItself()
        {
            using var request = resource.Request();
            yield return request;
            Sim.ActiveProcess!.Succeed();
            yield return Sim.Delay(1);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rule_24_A_body_that_yields_an_event_of_another_simulation_is_refused(bool happened)
    {
        var other = new Simulation();
        var foreign = other.Timeout(5);
        if (happened)
        {
            other.Run();
        }
        Start(Astray);
        var thrown = Assert.Throws<InvalidOperationException>(() => Sim.Run());
        Assert.Contains("another simulation", thrown.Message, StringComparison.Ordinal);
        other.Run();
        Expect("1 yields");

        IEnumerable<Event> Astray()
        {
            yield return Sim.Delay(1);
            Note("yields");
            yield return foreign;
            Note("resumed by the other clock");
        }
    }

    [Fact]
    public void A_process_has_no_target_once_its_body_has_ended()
    {
        var process = Waiter("waiter", Sim.Timeout(1));
        Assert.NotNull(process.Target);
        Sim.Run();
        Assert.Null(process.Target); // SimSharp keeps the last one
    }

    [Fact]
    public void A_body_that_yields_no_event_is_refused()
    {
        Start(() => [null!]);
        Assert.Throws<InvalidOperationException>(() => Sim.Run());
    }
#endif
}
