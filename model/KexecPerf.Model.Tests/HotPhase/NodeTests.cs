using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>
/// Closed forms for two nodes, noise off: a far source adds 60 % to its 3/4 of a copy's miss, a far
/// destination 40 % to its 1/4, a far page 100 % to the hash's wait of 160 ns. The bench image is
/// of 5 + 2 + 100 + 200 pages on
/// x86; cold, a page takes 1 us in a run and 2 us at its start.
/// </summary>
public static class NodeTests
{
    private const long Call = 7 * Bench.Microsecond;
    private const long Hash = 19 * Bench.Microsecond + 302 * 10 * Bench.Microsecond;
    private const long Wait = 160 * Bench.Nanosecond;

    /// <summary>
    /// Sources on node 0, destinations at the top of RAM: 1.1 us a page, 2.2 at the start.
    /// </summary>
    [Fact]
    public static void A_page_list_crosses_to_the_last_node()
    {
        LoadedImage loaded = Loaded(TwoNodes());
        Assert.Equal(0, loaded.Runs.FarPages);
        Assert.All(loaded.Segments, s => Assert.Equal(1, loaded.NodeOf(s)));
        RequireRelocation(Call + (307 + loaded.Runs.Count) * 1_100_000, loaded);
    }

    /// <summary>Both on node 1: 1 + 0.45 + 0.1 us.</summary>
    [Fact]
    public static void A_load_on_the_last_node_reads_from_there_as_well()
    {
        LoadedImage loaded = Loaded(TwoNodes(loader: 1));
        Assert.Equal(307, loaded.Runs.FarPages);
        RequireRelocation(Call + (307 + loaded.Runs.Count) * 1_550_000, loaded);
    }

    /// <summary>
    /// Half of every page is far: half of 0.55 us is added, wherever the pages are.
    /// </summary>
    [Fact]
    public static void Interleaved_nodes_cost_their_mean()
    {
        LoadedImage loaded = Loaded(
            TwoNodes().With(m => m with { Numa = new NumaNodes(2, Interleaved: true) })
        );
        RequireRelocation(Call + (307 + loaded.Runs.Count) * 1_275_000, loaded);
    }

    /// <summary>
    /// arm64 takes destinations from the bottom up: they are on node 0, and cost what they did.
    /// </summary>
    [Fact]
    public static void On_arm64_kernel_and_initrd_stay_on_node_0()
    {
        LoadedImage loaded = Loaded(TwoNodes(Architecture.Arm64));
        Assert.All(loaded.Segments.SkipLast(1), s => Assert.Equal(0, loaded.NodeOf(s)));
    }

    /// <summary>
    /// arm64, far destinations: 1.1 us, and lines and barrier of 700 ns take 1.4 times as long.
    /// </summary>
    [Fact]
    public static void A_far_line_is_cleaned_as_much_longer_as_it_is_written()
    {
        Scenario scenario = TwoNodes(Architecture.Arm64);
        LoadedImage loaded = Loaded(scenario);
        LoadedImage far = LoadedImage.Placed(
            scenario,
            [
                .. loaded.Segments.Select(s =>
                    s with
                    {
                        Destination = s.Destination with { Start = loaded.Layout.FarStart },
                    }
                ),
            ],
            SourceRuns.Of([new SourceRun(302, false)])
        );
        RequireRelocation(Call + 303 * 1_100_000 + 302 * 980_000, far);
    }

    /// <summary>Whole pages once more at 1 ms, three quarters of which are read.</summary>
    [Fact]
    public static void Without_caches_a_far_destination_costs_its_share_of_the_copy()
    {
        Scenario scenario = TwoNodes(Architecture.Arm64, "5.15");
        LoadedImage loaded = LoadedImage.Placed(
            scenario,
            Loaded(scenario).Segments,
            SourceRuns.Of([new SourceRun(302, false, Far: true)])
        );
        long far = loaded.Segments.Sum(loaded.FarPages);
        RequireRelocation(
            Call + 302 * 1_450 * Bench.Microsecond + far * 100 * Bench.Microsecond,
            loaded
        );
    }

    /// <summary>The area on node 0, then from 6 GiB on node 1.</summary>
    [Theory]
    [InlineData(null, 1)]
    [InlineData(6L, 2)]
    public static void In_CMA_the_hash_waits_for_the_node_of_the_area(long? atGiB, long waits)
    {
        LoadedImage loaded = Loaded(
            TwoNodes()
                .InCma()
                .With(m => m with { CmaStart = atGiB is { } a ? ByteSize.FromGiB(a) : null })
        );
        Assert.True(loaded.AllInCma);
        HotPhaseOutcome outcome = Both(loaded);
        Assert.Equal(Call, outcome.Ps(Phase.Relocation));
        Assert.Equal(Hash + 302 * waits * Wait, outcome.Ps(Phase.Purgatory));
    }

    /// <summary>1.1 us of each far page copied are cached for the hash: it does not wait.</summary>
    [Fact]
    public static void A_cached_page_is_hashed_alike_on_all_nodes() =>
        Assert.Equal(Hash, Both(Loaded(TwoNodes())).Ps(Phase.Purgatory));

    /// <summary>
    /// A segment across the nodes' boundary: 40 pages of the initrd before it, 160 behind, and a
    /// run's first page in each part of the list as before.
    /// </summary>
    [Fact]
    public static void A_segment_across_the_boundary_costs_each_part_its_own()
    {
        Scenario scenario = TwoNodes();
        LoadedImage loaded = Loaded(scenario);
        long end = loaded.Layout.FarStart;
        LoadedImage moved = LoadedImage.Placed(
            scenario,
            [
                .. loaded.Segments.Select(s =>
                    s with
                    {
                        Destination = s.Destination with
                        {
                            Start = s.Segment.Pages.Pages == 200 ? end - 40 : 1_000_000,
                        },
                    }
                ),
            ],
            SourceRuns.Of([new SourceRun(307, false)])
        );
        RequireRelocation(Call + (1 + 307) * 1_000_000 + 160 * 100_000, moved);
    }

    /// <summary>
    /// Of 12 caches one in twelve loads is on CPU 0's; of two on two nodes all loads on node 0 are.
    /// </summary>
    [Theory]
    [InlineData(1, 1, 0, 1)]
    [InlineData(12, 1, 0, 1 / 12.0)]
    [InlineData(2, 2, 0, 1)]
    [InlineData(8, 2, 0, 0.25)]
    [InlineData(2, 2, 1, 0)]
    public static void A_load_is_on_CPU_0s_cache_by_chance(
        int instances,
        int nodes,
        int loader,
        double chance
    )
    {
        Scenario s = Bench.Scenario("7.2");
        s = s with
        {
            Machine = s.Machine with { Cache = s.Machine.Cache with { Instances = instances } },
            Memory = s.Memory with { Numa = new NumaNodes(nodes, Loader: loader) },
        };
        Assert.Equal(chance, s.SameCacheChance, 12);
        Assert.Equal(1, (s with { SameCache = true }).SameCacheChance);
        Assert.Equal(0, (s with { SameCache = false }).SameCacheChance);
    }

    /// <summary>
    /// Right after the load: 307 sources that fit are warm where the cache is the same (875 ns
    /// scattered, 625 ns), else cold; of many draws a fifth is the first.
    /// </summary>
    [Fact]
    public static void A_load_on_another_cache_leaves_sources_cold()
    {
        Scenario s = Bench.Scenario("7.2") with { ExecAfter = SimTime.Zero };
        s = s with { Machine = s.Machine with { Cache = s.Machine.Cache with { Instances = 5 } } };
        long Relocation(Scenario of, long replication)
        {
            MachineDraw draw = MachineDraw.Of(of.Machine, 1, replication);
            LoadedImage loaded = of.Laid(draw);
            HotPhaseOutcome exact = HotPhaseSimulation.Run(loaded, draw, CopyMode.PageExact);
            HotPhaseOutcome extents = HotPhaseSimulation.Run(loaded, draw);
            Assert.Equal(exact[Phase.Relocation], extents[Phase.Relocation]);
            return extents.Ps(Phase.Relocation);
        }

        const long Warm = Call + 875_000 + 306 * 625_000;
        const long Cold = Call + 2_000_000 + 306 * 1_000_000;
        Assert.Equal(Warm, Relocation(s with { SameCache = true }, 0));
        Assert.Equal(Cold, Relocation(s with { SameCache = false }, 0));
        long[] drawn = [.. Enumerable.Range(0, 400).Select(r => Relocation(s, r))];
        Assert.All(drawn, r => Assert.True(r is Warm or Cold));
        Assert.InRange(drawn.Count(r => r == Warm), 56, 104);
    }

    private static Scenario TwoNodes(
        Architecture architecture = Architecture.X86_64,
        string kernel = "7.2",
        int loader = 0
    ) => OnTwoNodes(Bench.Scenario(kernel, architecture), loader);

    private static Scenario TwoNodes(int loader) => OnTwoNodes(Bench.Scenario("7.2"), loader);

    private static Scenario OnTwoNodes(Scenario s, int loader)
    {
        MachineProfile machine = s.Machine.Set("numa.read", "160%").Set("numa.write", "140%");
        return s with
        {
            Machine =
                machine.Architecture == Architecture.X86_64
                    ? machine.Set("numa.hash_miss", "200%")
                    : machine,
            Memory = s.Memory with { Numa = new NumaNodes(2, Loader: loader) },
        };
    }

    private static LoadedImage Loaded(Scenario s) =>
        LoadedImage.Load(s, MachineDraw.Medians(s.Machine));

    private static void RequireRelocation(long picoseconds, LoadedImage loaded) =>
        Assert.Equal(picoseconds, Both(loaded).Ps(Phase.Relocation));

    /// <summary>By extents, as page by page.</summary>
    private static HotPhaseOutcome Both(LoadedImage loaded)
    {
        MachineDraw draw = MachineDraw.Medians(loaded.Scenario.Machine);
        HotPhaseOutcome extents = HotPhaseSimulation.Run(loaded, draw);
        HotPhaseOutcome exact = HotPhaseSimulation.Run(loaded, draw, CopyMode.PageExact);
        foreach (Phase phase in PhaseNames.All)
        {
            Assert.Equal(exact[phase], extents[phase]);
        }

        return extents;
    }
}
