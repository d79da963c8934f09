namespace KexecPerf.Model.Tests.Engine;

/// <summary>
/// A program of processes drawn from a seed, using every rule of the engine on a time grid so
/// coarse that nearly everything ties. Its trace tells apart two engines, or two versions of one,
/// that differ in any order, time, value, count or exception.
/// </summary>
/// <remarks>
/// Left out is what the engines do differently on purpose: a second interrupt on the way, a kept
/// delay, a processed event yielded after a fault; and an event twice in one tree of conditions.
/// </remarks>
public sealed class RandomProgram
{
    private const int ProcessesMax = 40;
    private const int Grid = 4; // delays of 0..3 ps
    private readonly Simulation _sim = new();
    private readonly SplitMix _random;
    private readonly ulong _seed;
    private readonly Resource[] _resources;
    private readonly Event[] _signals;
    private readonly List<Process> _processes = [];
    private readonly HashSet<Process> _interrupted = [];
    private ulong _trace = 0xCBF29CE484222325;

    private RandomProgram(ulong seed)
    {
        _seed = seed;
        _random = new SplitMix(seed);
        _resources = [new Resource(_sim, 1), new Resource(_sim, 1), new Resource(_sim, 2)];
        _signals = [.. Enumerable.Range(0, 5).Select(_ => new Event(_sim))];
    }

    /// <summary>Runs the program of a seed to its end.</summary>
    /// <returns>Hash of the trace, time, number of events, and how it ended.</returns>
    public static string Run(ulong seed)
    {
        var program = new RandomProgram(seed);
        var ending = program.Run();
        return $"{seed} {program._trace:x16} {program._sim.NowPs} {program._sim.Events} {ending}";
    }

    private string Run()
    {
        try
        {
            var roots = 2 + _random.Next(5);
            for (var i = 0; i < roots; i++)
            {
                Spawn(0, Priority(_random));
            }
            var until = 1 + _random.Next(12);
            _sim.RunUntil(until);
            NoteState(1);
            _sim.RunUntil(until + 1 + _random.Next(12));
            NoteState(2);
            if (_random.Next(2) == 0)
            {
                _sim.Run(_processes[0]);
                NoteState(3);
            }
            _sim.Run();
            NoteState(4);
            return "end";
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            Note(-1, e.GetType().Name);
            return e.GetType().Name;
        }
    }

    private void NoteState(int stage) =>
        Note(
            -2,
            stage,
            _sim.Events,
            _sim.PeekPs,
            _resources.Sum(r => r.InUse),
            _processes.Count(p => p.IsProcessed)
        );

    private void Note(long who, params ReadOnlySpan<object?> what)
    {
        Mix(_sim.NowPs);
        Mix(who);
        foreach (var item in what)
        {
            Mix(
                item switch
                {
                    long number => number,
                    int number => number,
                    bool flag => flag ? 1 : 0,
                    string text => text.Aggregate(17L, (h, c) => unchecked((h * 31) + c)),
                    _ => -7, // null, and the dictionaries of SimSharp's conditions
                }
            );
        }
    }

    private void Mix(long number)
    {
        unchecked
        {
            _trace = (_trace ^ (ulong)number) * 0x100000001B3;
            _trace ^= _trace >> 29;
        }
    }

    private Process Spawn(int depth, int priority)
    {
        var id = _processes.Count;
        var random = new SplitMix(unchecked(_seed + ((ulong)(id + 1) * 0xD1B54A32D192ED03)));
        var process = _sim.Process(Body(id, depth, random), priority);
        _processes.Add(process);
        return process;
    }

    private IEnumerable<Event> Body(int id, int depth, SplitMix random)
    {
        var self = _sim.ActiveProcess!;
        var actor = new Actor(this, id, depth, random);
        _interrupted.Remove(self);
        var faulted = self.HandleFault();
        Note(id, "start", faulted, faulted ? self.Value : null);
        var steps = 3 + random.Next(12);
        for (var step = 0; step < steps; step++)
        {
            var wait = actor.Act();
            if (wait is null || (faulted && wait.IsProcessed))
            {
                continue;
            }
            Note(id, step, wait.IsTriggered, wait.IsProcessed);
            yield return wait;
            _interrupted.Remove(self);
            // One in 128 forgets that it may have been faulted.
            faulted = random.Next(128) != 0 && self.HandleFault();
            Note(id, step, faulted, wait.IsProcessed, self.Value);
            actor.AfterWait();
        }
        actor.GiveAllBack();
    }

    private static int Priority(SplitMix random) => random.Next(3) == 0 ? random.Next(3) - 1 : 0;

    /// <summary>What one process has in hand, and its choice of what to do next.</summary>
    private sealed class Actor(RandomProgram program, int id, int depth, SplitMix random)
    {
        private readonly Simulation _sim = program._sim;
        private readonly List<Claim> _held = [];
        private readonly List<Event> _watched = [];
        private Claim? _asked;
        private Event? _kept;
        private int _acts;

        /// <summary>Does something, and says what to wait for.</summary>
        public Event? Act()
        {
            _acts++;
            return random.Next(24) switch
            {
                < 4 => _sim.Delay(random.Next(Grid)),
                4 => _sim.Delay(random.Next(Grid), Priority(random)),
                5 => _kept = _sim.Timeout(random.Next(Grid), Priority(random)),
                6 => _kept,
                < 11 => Ask(program._resources[random.Next(3)]),
                < 13 => GiveBack(),
                < 16 => Tree(2),
                16 => new AnyOf(_sim, Leaves(random.Next(5), 0)),
                17 => new AllOf(_sim, Leaves(random.Next(5), 0)),
                18 => WaitForSignal(),
                < 21 => Fire(random.Next(program._signals.Length)),
                21 => Interrupt(),
                22 => Child(),
                _ => Watch(),
            };
        }

        /// <summary>Looks at the parts of what it waited for; reneges if it was not served.</summary>
        public void AfterWait()
        {
            foreach (var leaf in _watched)
            {
                program.Note(id, leaf.IsProcessed, leaf.IsOk, leaf.IsTriggered);
            }
            _watched.Clear();
            if (_asked is { } claim)
            {
                _asked = null;
                program.Note(id, "asked", claim.Request.IsTriggered, claim.Request.IsProcessed);
                if (claim.Request.IsTriggered && random.Next(8) != 0)
                {
                    _held.Add(claim);
                }
                else
                {
                    claim.GiveBack();
                }
            }
        }

        public void GiveAllBack() => _held.ForEach(claim => claim.GiveBack());

        private Event Ask(Resource resource)
        {
            var request = resource.Request();
            _asked = new Claim(
                request,
                random.Next(2) == 0 ? request.Dispose : () => resource.Release(request)
            );
            return random.Next(3) == 0 ? request : request | _sim.Timeout(random.Next(Grid));
        }

        private Event? GiveBack()
        {
            if (_held.Count == 0)
            {
                return null;
            }
            var claim = _held[random.Next(_held.Count)];
            if (random.Next(100) != 0) // else it is given back twice
            {
                _held.Remove(claim);
            }
            claim.GiveBack();
            return random.Next(2) == 0 ? null : _sim.Delay(0);
        }

        private Event Tree(int depth, int used = 0)
        {
            var left = depth == 0 ? Leaf(ref used) : Tree(depth - 1, used);
            var right = Leaves(1, -1)[0];
            return random.Next(2) == 0 ? left & right : left | right;
        }

        /// <summary>Up to <paramref name="count"/> fresh events and signals, each once.</summary>
        private List<Event> Leaves(int count, int used)
        {
            var leaves = new List<Event>();
            for (var i = 0; i < count; i++)
            {
                leaves.Add(Leaf(ref used));
            }
            return leaves;
        }

        /// <param name="used">Bits of the signals that the tree holds already.</param>
        private Event Leaf(ref int used)
        {
            var signal = random.Next(program._signals.Length);
            var leaf = random.Next(6) switch
            {
                0 => _sim.Delay(random.Next(Grid), Priority(random)),
                1 when (used & (1 << signal)) == 0 => program._signals[signal],
                2 => new AllOf(_sim, _sim.Timeout(random.Next(Grid))),
                3 => new AnyOf(_sim, _sim.Timeout(1), _sim.Delay(random.Next(Grid))),
                4 when random.Next(4) == 0 => (Event?)Child() ?? _sim.Timeout(1),
                _ => _sim.Timeout(random.Next(Grid), Priority(random)),
            };
            used |= 1 << signal;
            _watched.Add(leaf);
            return leaf;
        }

        private Event WaitForSignal()
        {
            var signal = program._signals[random.Next(program._signals.Length)];
            return random.Next(3) == 0 ? signal : signal | _sim.Timeout(1 + random.Next(Grid));
        }

        private Event? Fire(int number)
        {
            var signal = program._signals[number];
            if (signal.IsTriggered && random.Next(200) != 0) // else it is triggered twice
            {
                program._signals[number] = new Event(_sim);
                return null;
            }
            if (random.Next(12) == 0)
            {
                signal.Fail($"cause {id} {_acts}", Priority(random));
            }
            else
            {
                signal.Succeed(_acts, Priority(random));
            }
            return random.Next(3) == 0 ? signal : null;
        }

        private Event? Interrupt()
        {
            var victim = program._processes[random.Next(program._processes.Count)];
            var refused = victim.IsTriggered || victim == _sim.ActiveProcess;
            if (program._interrupted.Contains(victim) || (refused && random.Next(50) != 0))
            {
                return null;
            }
            if (!refused && victim.Target!.IsProcessed && random.Next(8) != 0)
            {
                return null;
            }
            program._interrupted.Add(victim);
            victim.Interrupt($"by {id}", Priority(random));
            return random.Next(2) == 0 ? victim : null;
        }

        private Process? Child()
        {
            var many = depth == 3 || program._processes.Count == ProcessesMax;
            return many ? null : program.Spawn(depth + 1, Priority(random));
        }

        private Event Watch()
        {
            program.Note(id, "peek", _sim.PeekPs, _sim.Events);
            var name = $"callback {_acts}";
            var e = _sim.Delay(random.Next(Grid));
            e.AddCallback(Seen);
            e.AddCallback(_ => program.Note(id, name));
            if (random.Next(2) == 0)
            {
                e.RemoveCallback(Seen);
            }
            return e;

            void Seen(Event seen) => program.Note(id, "seen", seen.IsProcessed);
        }

        private sealed record Claim(Event Request, Action GiveBack);
    }
}
