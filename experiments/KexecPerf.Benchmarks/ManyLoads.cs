using System.Diagnostics;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Benchmarks;

/// <summary>
/// 10,000 loads of a 1 GiB image into a 4 GiB area at 80 % occupancy on all cores, drawing included, three pinned pages in it so that some fall back;
/// wall clock, share of it that is drawing, and the most memory the process had.
/// </summary>
internal static class ManyLoads
{
    private const int Loads = 10_000;

    public static void Run()
    {
        Scenario scenario = LoadBenchmarks.Scenario(0, ByteSize.FromGiB(4));
        scenario = scenario with
        {
            Kernel = KernelFeatures.For("7.2", Architecture.X86_64),
            Memory = scenario.Memory with { CmaOccupancy = 0.8, CmaPinned = 3 },
        };
        int inCma = 0;
        var clock = Stopwatch.StartNew();
        Parallel.For(
            0,
            Loads,
            r =>
            {
                LoadedImage image = LoadedImage.Load(
                    scenario,
                    MachineDraw.Of(scenario.Machine, 1, r)
                );
                Interlocked.Add(ref inCma, image.AllInCma ? 1 : 0);
            }
        );
        TimeSpan took = clock.Elapsed;
        double peak = System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        Console.WriteLine(
            FormattableString.Invariant(
                $"{Loads} loads, {inCma} all in CMA: {took.TotalSeconds:0.00} s on {Environment.ProcessorCount} cores, at most {peak:0} MiB"
            )
        );
    }
}
