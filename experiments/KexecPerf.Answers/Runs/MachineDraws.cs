using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Answers.Runs;

/// <summary>
/// The draws of machines, each made once however many scenarios and searches share it. One thread
/// asks for them; several may then use them, each its own replications.
/// </summary>
internal sealed class MachineDraws
{
    private readonly Dictionary<
        (MachineProfile Machine, ulong Seed, string Key),
        MachineDraw?[]
    > _made = [];

    /// <summary>The draws of the first so many replications of a machine.</summary>
    /// <param name="machine">The kind.</param>
    /// <param name="seed">Root seed.</param>
    /// <param name="key">Before the names of its streams.</param>
    /// <param name="count">Replications.</param>
    public Func<int, MachineDraw> Of(MachineProfile machine, ulong seed, string key, int count)
    {
        MachineDraw?[] made = _made.GetValueOrDefault((machine, seed, key), []);
        if (made.Length < count)
        {
            Array.Resize(ref made, count);
            _made[(machine, seed, key)] = made;
        }

        return r => made[r] ??= MachineDraw.Of(machine, new Replication(seed, r, r, key));
    }
}
