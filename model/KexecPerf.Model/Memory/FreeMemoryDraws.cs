using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// Free memory of one replication, laid out once for all scenarios that find memory in the same
/// state: a fragmented host's takes longer than what is done with it. For one thread at a time.
/// </summary>
public sealed class FreeMemoryDraws
{
    private readonly Dictionary<
        (MachineDraw Draw, MemoryState Memory, Architecture Architecture, long Wanted),
        FreeMemory
    > _made = [];

    internal FreeMemory Of(
        MachineDraw draw,
        MemoryState memory,
        Architecture architecture,
        long wanted,
        Func<FreeMemory> make
    )
    {
        if (!_made.TryGetValue((draw, memory, architecture, wanted), out FreeMemory? free))
        {
            _made.Add((draw, memory, architecture, wanted), free = make());
        }

        return free;
    }
}
