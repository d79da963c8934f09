using KexecPerf.Model.Machines;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// x86 <c>verify_sha256_digest()</c>: SHA-256 over the memsz of every segment but the purgatory and
/// IMA's list (<c>kexec_calculate_store_digests</c>), in the scalar C code the purgatory is built
/// with: the sum over pages of their class's cost (<see cref="HashCosts"/>). Where the digest is
/// skipped the purgatory still runs, over nothing. No purgatory on arm64.
/// </summary>
internal static class Purgatory
{
    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        if (!run.Scenario.Image.Architecture.HasPurgatory())
        {
            yield break;
        }

        yield return run.Sim.Delay(run.Picoseconds(MachineParameters.PurgatoryCall));
        if (!run.Loaded.IsHashed)
        {
            yield break;
        }

        foreach (Event step in run.Walk.Hash())
        {
            yield return step;
        }
    }
}
