namespace KexecPerf.Model.Tests.Engine;

/// <summary>What the subset leaves out and its events suffice for, on the public interface.</summary>
public class BuiltOnTopTests : EngineTest
{
    [Fact]
    public void A_store_hands_out_items_first_come_first_served()
    {
        var store = new Store(Sim);
        Start(() => Consumer("a"));
        Start(() => Consumer("b"));
        Sim.Timeout(3).AddCallback(_ => store.Put("one"));
        Sim.Timeout(5).AddCallback(_ => store.Put("two"));
        Sim.Run();
        Expect("3 a got one", "5 b got two");

        IEnumerable<Event> Consumer(string name)
        {
            var item = store.Get();
            yield return item;
            Note($"{name} got {item.Value}");
        }
    }

    [Fact]
    public void A_container_serves_who_is_first_also_if_a_later_one_wants_less()
    {
        var container = new Container(Sim);
        Start(() => Consumer("large", 5));
        Start(() => Consumer("small", 1));
        Sim.Timeout(3).AddCallback(_ => container.Put(4));
        Sim.Timeout(6).AddCallback(_ => container.Put(2));
        Sim.Run();
        Expect("6 large", "6 small");

        IEnumerable<Event> Consumer(string name, int amount)
        {
            yield return container.Get(amount);
            Note(name);
        }
    }

    [Fact]
    public void A_preemptive_resource_interrupts_its_user_for_one_of_smaller_priority()
    {
        var resource = new PreemptiveResource(Sim);
        Start(() => Job("usual", 0, 10, 1));
        Start(() => Job("urgent", 4, 3, 0));
        Start(() => Job("late", 5, 2, 1));
        Sim.Run();
        Expect("4 usual preempted", "7 urgent done", "13 usual done", "15 late done");

        IEnumerable<Event> Job(string name, long startPs, long ps, int priority)
        {
            yield return Sim.Delay(startPs);
            while (ps > 0)
            {
                yield return resource.Claim(priority);
                var begin = Sim.NowPs;
                yield return Sim.Delay(ps);
                ps -= Sim.NowPs - begin;
                if (Faulted())
                {
                    Note($"{name} {Sim.ActiveProcess!.Value}");
                }
                else
                {
                    resource.GiveBack();
                }
            }
            Note($"{name} done");
        }
    }

    private sealed class Store(Simulation sim)
    {
        private readonly Queue<object> _items = new();
        private readonly Queue<Event> _waiting = new();

        public void Put(object item)
        {
            _items.Enqueue(item);
            Serve();
        }

        public Event Get()
        {
            var get = new Event(sim);
            _waiting.Enqueue(get);
            Serve();
            return get;
        }

        private void Serve()
        {
            while (_items.Count > 0 && _waiting.Count > 0)
            {
                _waiting.Dequeue().Succeed(_items.Dequeue());
            }
        }
    }

    private sealed class Container(Simulation sim)
    {
        private readonly Queue<(Event Get, int Amount)> _waiting = new();
        private int _level;

        public void Put(int amount)
        {
            _level += amount;
            Serve();
        }

        public Event Get(int amount)
        {
            var get = new Event(sim);
            _waiting.Enqueue((get, amount));
            Serve();
            return get;
        }

        private void Serve()
        {
            while (_waiting.TryPeek(out var first) && first.Amount <= _level)
            {
                _level -= first.Amount;
                _waiting.Dequeue().Get.Succeed();
            }
        }
    }

    private sealed class PreemptiveResource(Simulation sim)
    {
        private readonly PriorityQueue<Claimant, (int Priority, int Number)> _waiting = new();
        private Claimant? _user;
        private int _claims;

        public Event Claim(int priority)
        {
            var claimant = new Claimant(new Event(sim), sim.ActiveProcess!, priority);
            _waiting.Enqueue(claimant, (priority, _claims++));
            if (_user is not null && priority < _user.Priority)
            {
                _user.Process.Interrupt("preempted");
                _user = null;
            }
            Serve();
            return claimant.Grant;
        }

        public void GiveBack()
        {
            _user = null;
            Serve();
        }

        private void Serve()
        {
            if (_user is null && _waiting.TryDequeue(out _user, out _))
            {
                _user.Grant.Succeed();
            }
        }

        private sealed record Claimant(Event Grant, Process Process, int Priority);
    }
}
