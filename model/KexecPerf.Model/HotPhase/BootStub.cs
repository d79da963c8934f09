using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// x86 boot stub (arch/x86/boot/compressed): the compressed kernel moves to the
/// end of its buffer, decompresses, and its segments move to their places: bufsz over the move rate,
/// the uncompressed size over the algorithm's rate, and over that of a long copy forwards
/// (<c>parse_elf()</c> in misc.c: a memmove down, which is memcpy, of each PT_LOAD; uncompressed
/// kernels take that way, too). arm64 Images are not compressed. With KASLR (CONFIG_RANDOMIZE_BASE,
/// default y) the output lies at a random place of RAM (<c>choose_random_location</c>, kaslr.c): as
/// large a share of its pages is a first write as of RAM is unbacked, alike for every placement.
/// </summary>
internal static class BootStub
{
    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        if (!run.Scenario.Image.Architecture.HasBootStub())
        {
            yield break;
        }

        KernelPayload kernel = run.Scenario.Image.Kernel;
        yield return run.Sim.Delay(run.Picoseconds(MachineParameters.BootStubMove, kernel.Bufsz));
        yield return run.Sim.Delay(
            run.Picoseconds(Rate(kernel.Compression), kernel.Uncompressed)
                + run.Loaded.OutputFaults * run.FaultPs
        );
        yield return run.Sim.Delay(
            run.Picoseconds(MachineParameters.CopyBatched, kernel.Uncompressed)
        );
    }

    private static MachineParameter Rate(PayloadCompression compression) =>
        compression switch
        {
            PayloadCompression.Gzip => MachineParameters.BootStubGzip,
            PayloadCompression.Zstd => MachineParameters.BootStubZstd,
            PayloadCompression.Lz4 or PayloadCompression.Lzo => MachineParameters.BootStubLz4,
            PayloadCompression.None => MachineParameters.BootStubMove,
            PayloadCompression.Xz
            or PayloadCompression.Lzma
            or PayloadCompression.Bzip2
            or PayloadCompression.Unknown => MachineParameters.BootStubXz,
        };
}
