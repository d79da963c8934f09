using KexecPerf.Model.Loading;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>How the page list is cut into runs; 600 pages is what an idle host shows.</summary>
public static class SourceLayoutTests
{
    [Fact]
    public static void Runs_are_of_the_idle_length_and_the_last_takes_the_rest() =>
        Assert.Equal([new(600, false), new(600, false), new(1, false)], Runs(new Memory(), 1_201));

    [Fact]
    public static void Nothing_listed_is_no_run() => Assert.Empty(Runs(new Memory(), 0));

    [Theory]
    [InlineData(0, 600)]
    [InlineData(0.5, 24)] // the root of 600 is 24.5: half the orders of magnitude
    [InlineData(1, 1)]
    public static void Fragmentation_shortens_runs_down_to_a_page(double fragmentation, long length)
    {
        List<SourceRun> runs = Runs(new Memory(Fragmentation: fragmentation), 6_000);
        Assert.All(runs[..^1], r => Assert.Equal(length, r.Pages));
        Assert.Equal(6_000, runs.Sum(r => r.Pages));
    }

    [Fact]
    public static void Own_destinations_stand_at_the_end_in_their_share() =>
        Assert.Equal(
            [new(600, false), new(150, false), new(250, true)],
            Runs(new Memory(OwnDestination: 0.25), 1_000)
        );

    [Fact]
    public static void The_run_length_is_drawn_once_a_replication_within_its_quantiles()
    {
        long[] lengths =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(r =>
                    SourceLayout
                        .Runs(new Memory().State, 100_000, MachineDraw.Of(Bench.X86, 1, r))[0]
                        .Pages
                ),
        ];
        Assert.InRange(lengths.Count(n => n < 250), 1, 60);
        Assert.InRange(lengths.Count(n => n < 600), 150, 250);
        Assert.InRange(lengths.Count(n => n > 1_300), 1, 60);
    }

    private static List<SourceRun> Runs(Memory memory, long pages) =>
        SourceLayout.Runs(memory.State, pages, MachineDraw.Medians(Bench.X86));

    private sealed record Memory(double Fragmentation = 0, double OwnDestination = 0)
    {
        public MemoryState State { get; } =
            new()
            {
                Ram = ByteSize.FromGiB(8),
                CmaArea = ByteSize.Zero,
                Fragmentation = Fragmentation,
                OwnDestination = OwnDestination,
            };
    }
}
