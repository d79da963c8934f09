namespace KexecPerf.Model.Tests.Engine;

public class ConditionTests : EngineTest
{
    [Fact]
    public void Rule_14_A_condition_comes_one_hop_after_its_last_event()
    {
        Waiter("condition", Sim.Timeout(1) & Sim.Timeout(2));
        Sim.Timeout(2).AddCallback(_ => Note("event queued after them"));
        Sim.Run();
        Expect("2 event queued after them", "2 condition");
    }

    [Fact]
    public void Rule_14_Operators_nest_and_take_one_hop_more_than_one_AllOf()
    {
        Waiter("nested", Sim.Timeout(1) & Sim.Timeout(1) & Sim.Timeout(1));
        Waiter("flat", new AllOf(Sim, Sim.Timeout(1), Sim.Timeout(1), Sim.Timeout(1)));
        Sim.Run();
        Expect("1 flat", "1 nested");
    }

    [Fact]
    public void Rule_14_An_empty_condition_is_triggered_at_once()
    {
        Assert.True(new AllOf(Sim).IsTriggered);
        Assert.True(new AnyOf(Sim).IsTriggered);
        Assert.False(new AnyOf(Sim, new Event(Sim)).IsTriggered);
    }

    [Fact]
    public void Rule_14_Processed_events_count_from_the_start()
    {
        var past = Sim.Timeout(1);
        Sim.Run();
        Assert.True(new AllOf(Sim, past).IsTriggered);
        Assert.True((past | new Event(Sim)).IsTriggered);
        Assert.False((past & new Event(Sim)).IsTriggered);
    }

    [Fact]
    public void Rule_14_Lists_of_events_and_of_processes_make_conditions()
    {
        var processes = new List<Process>
        {
            Waiter("a", Sim.Timeout(1)),
            Waiter("b", Sim.Timeout(2)),
        };
        Event[] events = [Sim.Timeout(7), Sim.Timeout(3)];
        Waiter("all", new AllOf(Sim, processes));
        Waiter("any", new AnyOf(Sim, events));
        Sim.Run();
        Expect("1 a", "2 b", "2 all", "3 any");
    }

    [Fact]
    public void Rule_14_Events_of_two_simulations_do_not_mix()
    {
        var foreign = new Event(new Simulation());
        Assert.Throws<ArgumentException>(() => Sim.Timeout(1) | foreign);
    }

#if !ENGINE_SIMSHARP
    [Fact]
    public void Rule_14_A_refused_condition_leaves_its_events_alone()
    {
        var own = Sim.Timeout(1);
        var foreign = new Event(new Simulation());
        Assert.Throws<ArgumentException>(() => new AnyOf(Sim, own, foreign));
        Sim.Run();
        Assert.Equal(1, Sim.Events); // no condition happens after the timeout
    }
#endif

    [Fact]
    public void Rule_15_The_first_event_that_fails_fails_the_condition_with_its_value()
    {
        var bad = new Event(Sim);
        Waiter("all", bad & Sim.Timeout(5));
        Event any = new AnyOf(Sim, Sim.Timeout(5), bad);
        Waiter("any", any);
        bad.Fail("cause");
        Sim.RunUntil(5);
        Expect("0 all faulted by cause", "0 any faulted by cause");
        Assert.Equal("cause", any.Value);
    }

    [Fact]
    public void Rule_15_An_event_that_fails_after_its_condition_throws()
    {
        var bad = new Event(Sim);
        Waiter("any", Sim.Timeout(1) | bad);
        Sim.Timeout(2).AddCallback(_ => bad.Fail());
        Assert.Throws<InvalidOperationException>(() => Sim.Run());
        Expect("1 any");
    }

    [Fact]
    public void Rule_16_At_a_tie_both_events_of_an_AnyOf_have_happened()
    {
        var one = Sim.Timeout(1);
        var two = Sim.Timeout(1);
        Start(Main);
        Sim.Run();
        Expect("1 True True");

        IEnumerable<Event> Main()
        {
            yield return one | two;
            Note($"{one.IsProcessed} {two.IsProcessed}");
        }
    }

    [Fact]
    public void Rule_17_A_poll_loop_on_a_condition_sees_it_at_the_next_poll_or_at_once()
    {
        var all = Sim.Timeout(25) & Sim.Timeout(12);
        Start(Poll);
        Sim.Run();
        Expect("10 poll", "20 poll", "25 done");

        IEnumerable<Event> Poll()
        {
            while (true)
            {
                yield return all | Sim.Timeout(10);
                if (all.IsProcessed)
                {
                    break;
                }
                Note("poll");
            }
            Note("done");
        }
    }
}
