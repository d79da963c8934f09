namespace KexecPerf.Model.Tests.Engine;

public class OrderTests : EngineTest
{
    [Fact]
    public void Rule_01_Smaller_time_then_priority_then_sequence_goes_first()
    {
        Watch("late", 2, -1);
        Watch("second of priority 0", 1, 0);
        Watch("last", 1, 1);
        Watch("third of priority 0", 1, 0);
        Watch("first", 1, -1);

        Sim.Run();

        Expect("1 first", "1 second of priority 0", "1 third of priority 0", "1 last", "2 late");

        void Watch(string name, long ps, int priority) =>
            Sim.Timeout(ps, priority).AddCallback(_ => Note(name));
    }

    [Fact]
    public void Rule_01_An_interrupt_has_no_precedence_over_what_was_queued_before()
    {
        var victim = Start(Sleep);
        Start(Interrupter);
        Sim.Run();
        Expect("5 queued before", "5 interrupted", "5 queued after");

        IEnumerable<Event> Sleep()
        {
            yield return Sim.Timeout(100);
            Note(Faulted() ? "interrupted" : "slept");
        }

        IEnumerable<Event> Interrupter()
        {
            yield return Sim.Timeout(5);
            Sim.Timeout(0).AddCallback(_ => Note("queued before"));
            victim.Interrupt();
            Sim.Timeout(0).AddCallback(_ => Note("queued after"));
        }
    }

    [Fact]
    public void Rule_01_Ties_are_first_in_first_out_whatever_the_number_pending()
    {
        const int pending = 10_000;
        var order = new List<int>();
        for (var i = 0; i < pending; i++)
        {
            var number = i;
            Sim.Timeout(7).AddCallback(_ => order.Add(number));
        }
        Sim.Run();
        Assert.Equal(Enumerable.Range(0, pending), order);
    }

    [Fact]
    public void Rule_01_The_queue_hands_out_what_a_stable_sort_would()
    {
        var random = new SplitMix(3);
        var expected = new List<(long Time, int Priority, int Number)>();
        var actual = new List<(long Time, int Priority, int Number)>();
        Start(Feed);
        Sim.Run();
        Assert.Equal(expected.Order(), actual);

        IEnumerable<Event> Feed()
        {
            for (var number = 0; number < 20_000; number++)
            {
                var delay = 1 + random.Next(200);
                var entry = (Sim.NowPs + delay, random.Next(3) - 1, number);
                expected.Add(entry);
                Sim.Timeout(delay, entry.Item2).AddCallback(_ => actual.Add(entry));
                if (number % 16 == 0)
                {
                    // After everything that was queued for this instant.
                    yield return Sim.Delay(1 + random.Next(3), 2);
                }
            }
        }
    }

    [Fact]
    public void Rule_02_A_process_starts_one_hop_later_with_its_priority()
    {
        Start(() => Once("first made"));
        Start(() => Once("urgent"), -1);
        Note("made");
        Sim.Run();
        Expect("0 made", "0 urgent", "0 first made");
        Assert.Equal(4, Sim.Events); // two starts, two ends

        IEnumerable<Event> Once(string name)
        {
            Note(name);
            yield break;
        }
    }

    [Fact]
    public void Rule_03_A_timeout_is_triggered_from_the_start_and_processed_at_its_time()
    {
        var timeout = Sim.Timeout(3);
        Assert.True(timeout.IsTriggered && timeout.IsOk);
        Assert.False(timeout.IsAlive || timeout.IsProcessed);
        Assert.Equal(3, Sim.PeekPs);

        Sim.Run();

        Assert.True(timeout.IsProcessed);
        Assert.Equal(3, Sim.NowPs);
        Assert.Equal(long.MaxValue, Sim.PeekPs);
    }

    [Fact]
    public void Rule_03_A_delay_of_zero_is_a_hop()
    {
        Start(Zero);
        Start(Other);
        Sim.Run();
        Expect("0 zero", "0 other", "0 zero again");

        IEnumerable<Event> Zero()
        {
            Note("zero");
            yield return Sim.Delay(0);
            Note("zero again");
        }

        IEnumerable<Event> Other()
        {
            Note("other");
            yield break;
        }
    }

    [Fact]
    public void Rule_03_A_negative_delay_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => Sim.Timeout(-1));
        Assert.ThrowsAny<ArgumentException>(() => Sim.Delay(-1));
    }

    [Fact]
    public void Rule_03_A_timeout_nobody_waits_for_any_more_still_moves_the_clock()
    {
        var victim = Start(Sleep);
        Start(Interrupter);
        Sim.Run();
        Expect("2 awake");
        Assert.Equal(100, Sim.NowPs);

        IEnumerable<Event> Sleep()
        {
            yield return Sim.Delay(100);
            Assert.True(Faulted());
            Note("awake");
        }

        IEnumerable<Event> Interrupter()
        {
            yield return Sim.Delay(2);
            victim.Interrupt();
        }
    }

    [Fact]
    public void Rule_04_Succeed_and_Fail_take_one_hop_and_the_second_throws()
    {
        var good = new Event(Sim);
        var bad = new Event(Sim);
        Assert.True(good.IsAlive);
        Assert.Null(good.Value);
        Waiter("good", good);
        Waiter("bad", bad);
        Start(Trigger);
        Sim.Run();
        Expect("0 triggered", "0 good", "0 bad faulted by cause");
        Assert.True(good.IsOk);
        Assert.False(bad.IsOk);
        Assert.Equal("value", good.Value);

        IEnumerable<Event> Trigger()
        {
            good.Succeed("value");
            bad.Fail("cause");
            Assert.False(good.IsProcessed || bad.IsProcessed);
            Assert.Throws<InvalidOperationException>(() => good.Succeed());
            Assert.Throws<InvalidOperationException>(() => good.Fail());
            Note("triggered");
            yield break;
        }
    }

    [Fact]
    public void Rule_05_Callbacks_run_in_their_order_with_the_event_processed()
    {
        var e = new Event(Sim);
        e.AddCallback(x => Note($"first, processed {x.IsProcessed}"));
        e.AddCallback(Removed);
        e.AddCallback(_ => Note("third"));
        e.RemoveCallback(Removed);
        e.RemoveCallback(NeverAdded);
        e.Succeed();
        Sim.Run();
        Expect("0 first, processed True", "0 third");

        void Removed(Event _) => Note("removed");
        void NeverAdded(Event _) => Note("never added");
    }

    [Fact]
    public void Rule_05_The_first_callback_can_be_removed_and_a_twice_added_one_once()
    {
        var e = new Event(Sim);
        e.AddCallback(Twice);
        e.AddCallback(_ => Note("between"));
        e.AddCallback(Twice);
        e.RemoveCallback(Twice);
        e.Succeed();
        Sim.Run();
        Expect("0 between", "0 twice");

        void Twice(Event _) => Note("twice");
    }

    [Fact]
    public void Rule_05_Adding_or_removing_a_callback_on_a_processed_event_throws()
    {
        var e = Sim.Timeout(0);
        Sim.Run();
        Assert.Throws<InvalidOperationException>(() => e.AddCallback(_ => { }));
        Assert.Throws<InvalidOperationException>(() => e.RemoveCallback(_ => { }));
    }

#if !ENGINE_SIMSHARP
    [Fact]
    public void A_time_beyond_the_clock_overflows_and_leaves_the_queue_as_it_was()
    {
        Sim.RunUntil(10);
        Assert.Throws<OverflowException>(() => Sim.Timeout(long.MaxValue));
        Assert.Throws<OverflowException>(() => Sim.Delay(long.MaxValue));
        Assert.Equal(long.MaxValue, Sim.PeekPs);
        Sim.Timeout(long.MaxValue - 10);
        Sim.Run();
        Assert.Equal(long.MaxValue, Sim.NowPs);
    }

    [Fact]
    public void A_priority_has_16_bits()
    {
        Assert.ThrowsAny<ArgumentException>(() => Sim.Timeout(0, short.MaxValue + 1));
        Assert.ThrowsAny<ArgumentException>(() => Sim.Timeout(0, short.MinValue - 1));
        Sim.Timeout(1, short.MaxValue).AddCallback(_ => Note("last"));
        Sim.Timeout(1, short.MinValue).AddCallback(_ => Note("first"));
        Sim.Run();
        Expect("1 first", "1 last");
    }
#endif
}
