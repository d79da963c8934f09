namespace KexecPerf.Model.Tests.Engine;

public class DelayTests : EngineTest
{
    [Fact]
    public void Rule_22_A_timeout_can_be_kept()
    {
        Start(Main);
        Sim.Run();
        Expect("3 True");

        IEnumerable<Event> Main()
        {
            var kept = Sim.Timeout(1);
            yield return kept;
            yield return Sim.Timeout(1);
            yield return Sim.Timeout(1);
            Note($"{kept.IsProcessed}");
        }
    }

    [Fact]
    public void Rule_22_A_delay_in_a_condition_is_never_used_again()
    {
        Start(Main);
        Sim.Run();
        Expect("1 True False", "8 True True");

        IEnumerable<Event> Main()
        {
            var soon = Sim.Delay(1);
            var later = Sim.Delay(5);
            yield return soon | later;
            Note($"{soon.IsProcessed} {later.IsProcessed}");
            yield return Sim.Delay(3);
            yield return Sim.Delay(4);
            Note($"{soon.IsProcessed} {later.IsProcessed}");
        }
    }

    [Fact]
    public void Rule_22_A_delay_with_a_callback_or_a_second_waiter_is_never_used_again()
    {
        var told = Sim.Delay(1);
        var shared = Sim.Delay(1);
        told.AddCallback(_ => Note("told"));
        Waiter("one", shared);
        Waiter("two", shared);
        Sim.Run();
        Expect("1 told", "1 one", "1 two");
        AssertNeverUsedAgain(told);
        AssertNeverUsedAgain(shared);
    }

    [Fact]
    public void Rule_22_A_delay_that_lost_its_process_to_an_interrupt_is_never_used_again()
    {
        var delay = Sim.Delay(10);
        var victim = Start(Stubborn);
        Sim.Timeout(4).AddCallback(_ => victim.Interrupt());
        Sim.Run();
        Expect("10 end");
        AssertNeverUsedAgain(delay);

        IEnumerable<Event> Stubborn()
        {
            yield return delay;
            Assert.True(Faulted());
            yield return delay;
            Note("end");
        }
    }

    [Fact]
    public void Rule_22_A_delay_that_ended_a_run_is_never_used_again()
    {
        var delay = Sim.Delay(10);
        Sim.Run(delay);
        AssertNeverUsedAgain(delay);
    }

    [Fact]
    public void Rule_22_A_delay_that_nobody_waited_for_in_time_is_never_used_again()
    {
        Start(Main);
        Sim.Run();
        Expect("3 end");

        IEnumerable<Event> Main()
        {
            var past = Sim.Delay(1);
            yield return Sim.Delay(2);
            yield return Sim.Delay(1);
            yield return past;
            Note("end");
        }
    }

    [Fact]
    public void Rule_22_A_delay_somebody_saw_as_target_is_never_used_again()
    {
        var process = Start(() => Enumerable.Range(0, 5).Select(_ => (Event)Sim.Delay(2)));
        Sim.RunUntil(1);
        var seen = process.Target!;
        Sim.RunUntil(4);
        AssertNeverUsedAgain(seen);
    }

#if !ENGINE_SIMSHARP
    [Fact]
    public void Rule_22_A_delay_its_process_looked_at_when_resumed_is_never_used_again()
    {
        Process? main = null;
        main = Start(Main);
        Sim.Run();
        Expect("4 True True", "4 another");

        IEnumerable<Event> Main()
        {
            yield return Sim.Delay(1);
            var resumed = main!.Target!;
            var next = Sim.Delay(3);
            yield return next;
            Note($"{resumed.IsProcessed} {next.IsProcessed}");
            Note(resumed == next ? "the same" : "another");
        }
    }

    [Fact]
    public void Rule_22_A_plain_delay_that_was_kept_serves_again()
    {
        Start(Main);
        Sim.Run();
        Expect("1 True", "3 False");

        IEnumerable<Event> Main()
        {
            var kept = Sim.Delay(1);
            yield return kept;
            Note($"{kept.IsProcessed}");
            yield return Sim.Delay(1);
            var again = Sim.Delay(1);
            yield return again;
            var third = Sim.Delay(1);
            Note($"{kept.IsProcessed && again.IsProcessed && third.IsProcessed}");
            yield return third;
        }
    }

    [Fact]
    public void Plain_delays_allocate_nothing_in_the_steady_state()
    {
        for (var i = 1; i <= 100; i++)
        {
            Sim.Process(Forever(i));
        }
        Sim.RunUntil(10_000);
        var events = Sim.Events;
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (Sim.Events < events + 100_000)
        {
            Sim.Step();
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        IEnumerable<Event> Forever(int ps)
        {
            while (true)
            {
                yield return Sim.Delay(ps, ps % 3);
            }
        }
    }

    [Fact]
    public void A_start_and_a_release_use_the_spare_delays()
    {
        var resource = new Resource(Sim);
        Sim.Process(Arrivals(1_000));
        Sim.Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Sim.Process(Arrivals(1_000));
        Sim.Run();
        var perCustomer = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
        // Its process, its request, and the two objects the compiler makes for the body.
        Assert.InRange(perCustomer, 1, 320);

        IEnumerable<Event> Arrivals(int customers)
        {
            for (var i = 0; i < customers; i++)
            {
                Sim.Process(Customer());
                yield return Sim.Delay(2);
            }
        }

        IEnumerable<Event> Customer()
        {
            using var request = resource.Request();
            yield return request;
            yield return Sim.Delay(1);
        }
    }
#endif

    private void AssertNeverUsedAgain(Event kept)
    {
        for (var i = 0; i < 10; i++)
        {
            Sim.Delay(100);
        }
        Assert.True(kept.IsProcessed);
    }
}
