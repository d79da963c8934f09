using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Benchmarks;

/// <summary>A page list of 1 GiB, executed at once on kernel 7.2: 262,144 pages and a few, on x86 all of them hashed.</summary>
internal static class HotPhaseInput
{
    public static Scenario Scenario(string machineName, int cpus)
    {
        MachineProfile machine = MachineProfiles.Get(machineName) with { Cpus = cpus };
        return new Scenario
        {
            Machine = machine,
            Kernel = KernelFeatures.For("7.2", machine.Architecture),
            Image = KexecImage.Create(
                machine.Architecture,
                new KernelPayload(
                    ByteSize.FromMiB(14),
                    ByteSize.FromMiB(64),
                    PayloadCompression.Zstd,
                    ByteSize.FromMiB(60),
                    "benchmark"
                ),
                ByteSize.FromMiB(960)
            ),
            Memory = new MemoryState { Ram = ByteSize.FromGiB(64), CmaArea = ByteSize.Zero },
            ExecAfter = SimTime.Zero,
        };
    }

    /// <summary>As the model loads it into 64 GiB that have just booted, or with sources in another order.</summary>
    public static LoadedImage Load(Scenario scenario, MachineDraw draw, SourceOrder order)
    {
        LoadedImage loaded = LoadedImage.Load(scenario, draw);
        return order == SourceOrder.Idle
            ? loaded
            : LoadedImage.Placed(
                scenario,
                loaded.Segments,
                SourceRuns.Of(Runs(loaded.ListedPages.Pages, order))
            );
    }

    private static IEnumerable<SourceRun> Runs(long pages, SourceOrder order)
    {
        for (long run = 0; pages > 0; run++)
        {
            bool own = order == SourceOrder.OwnByTurns && run % 2 == 1;
            long length = order == SourceOrder.UnequalRuns ? 293 + run * 7 % 307 : 1;
            yield return new SourceRun(Math.Min(pages, length), own);
            pages -= length;
        }
    }
}
