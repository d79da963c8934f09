namespace KexecPerf.Model.Tests.Engine;

public class ResourceTests : EngineTest
{
    private readonly Resource _resource;

    public ResourceTests() => _resource = new Resource(Sim, 1);

    [Fact]
    public void Rule_18_A_unit_is_free_at_once_and_the_next_waiter_resumes_two_hops_later()
    {
        User("first", 5);
        User("second", 5);
        Sim.Timeout(5).AddCallback(_ => Sim.Timeout(0).AddCallback(_ => Note("hop 1")));
        Sim.Run();
        // The callback at 5 was queued before the first user gives back, hop 1 thus before the
        // release; the second user resumes after that.
        Expect("0 first", "5 hop 1", "5 second");
        Assert.Equal(10, Sim.NowPs);
    }

    [Fact]
    public void Rule_18_A_request_between_release_and_service_serves_the_head_of_the_queue()
    {
        var held = _resource.Request();
        var waiting = _resource.Request();
        held.Dispose();
        Assert.Equal(0, _resource.InUse);
        Assert.False(waiting.IsTriggered);

        var late = _resource.Request();

        Assert.True(waiting.IsTriggered);
        Assert.False(late.IsTriggered);
        Assert.Equal(1, _resource.InUse);
        Assert.Equal(0, _resource.Remaining);
        Sim.Run();
        Assert.False(late.IsTriggered);
    }

    [Fact]
    public void Rule_18_Units_are_granted_first_come_first_served_up_to_the_capacity()
    {
        var two = new Resource(Sim, 2);
        var requests = Enumerable.Range(0, 4).Select(_ => two.Request()).ToList();
        Sim.Run();
        Assert.Equal([true, true, false, false], requests.Select(r => r.IsProcessed));

        two.Release(requests[1]);
        Sim.Run();
        Assert.Equal([true, true, true, false], requests.Select(r => r.IsProcessed));
        Assert.Equal(2, two.InUse);
        Assert.Equal(2, two.Capacity);
    }

    [Fact]
    public void Rule_18_A_release_is_an_event()
    {
        var held = _resource.Request();
        var release = _resource.Release(held);
        Assert.True(release.IsTriggered);
        Waiter("released", release);
        Sim.Run();
        Expect("0 released");
        Assert.Same(held, release.Request);
    }

    [Fact]
    public void Rule_19_Reneging_leaves_the_queue_from_any_place_and_costs_a_release_event()
    {
        var held = _resource.Request();
        var waiting = Enumerable.Range(0, 4).Select(_ => _resource.Request()).ToList();
        waiting[1].Dispose();
        waiting[0].Dispose();
        waiting[3].Dispose();
        Sim.Run();
        Assert.Equal(4, Sim.Events); // the granted request, three releases
        held.Dispose();
        Sim.Run();
        Assert.Equal([false, false, true, false], waiting.Select(r => r.IsProcessed));

        var last = _resource.Request();
        waiting[2].Dispose();
        Sim.Run();
        Assert.True(last.IsProcessed);
    }

    [Fact]
    public void Rule_19_A_request_granted_to_a_process_interrupted_meanwhile_is_in_use()
    {
        var held = _resource.Request();
        var victim = Start(Victim);
        Sim.RunUntil(1);
        held.Dispose();
        var next = _resource.Request(); // grants the victim, who has not resumed yet
        victim.Interrupt();
        Sim.Run();
        Expect("1 interrupted, in use 1");
        Assert.True(next.IsProcessed);

        IEnumerable<Event> Victim()
        {
            using var request = _resource.Request();
            yield return request;
            Assert.True(Faulted());
            Note($"interrupted, in use {_resource.InUse}");
        }
    }

    [Fact]
    public void Rule_19_Giving_back_twice_throws()
    {
        var held = _resource.Request();
        var waiting = _resource.Request();
        waiting.Dispose();
        Assert.Throws<InvalidOperationException>(waiting.Dispose);

        var other = new Simulation();
        var resource = new Resource(other);
        var request = resource.Request();
        resource.Release(request);
        Assert.Throws<InvalidOperationException>(() => resource.Release(request));
        Assert.True(held.IsTriggered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rule_19_A_request_triggered_while_it_waits_cannot_be_given_back(bool succeeds)
    {
        _resource.Request();
        var waiting = _resource.Request();
        Trigger(waiting, succeeds);
        Assert.Throws<InvalidOperationException>(waiting.Dispose);
        Assert.Equal(1, _resource.InUse);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rule_19_A_request_triggered_while_it_waits_cannot_be_granted(bool succeeds)
    {
        var held = _resource.Request();
        Trigger(_resource.Request(), succeeds);
        held.Dispose();
        Assert.Throws<InvalidOperationException>(() => Sim.Run());
#if !ENGINE_SIMSHARP
        Assert.Equal(0, _resource.InUse); // SimSharp counts it
#endif
    }

    [Fact]
    public void Rule_19_A_request_of_another_resource_is_refused()
    {
        var request = new Resource(Sim).Request();
        Assert.Throws<InvalidOperationException>(() => _resource.Release(request));
    }

    [Fact]
    public void A_capacity_below_one_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new Resource(Sim, 0));
    }

    private static void Trigger(Event e, bool succeeds)
    {
        if (succeeds)
        {
            e.Succeed();
        }
        else
        {
            e.Fail();
        }
    }

    private void User(string name, long ps)
    {
        Sim.Process(Body());

        IEnumerable<Event> Body()
        {
            using var request = _resource.Request();
            yield return request;
            Note(name);
            yield return Sim.Delay(ps);
        }
    }
}
