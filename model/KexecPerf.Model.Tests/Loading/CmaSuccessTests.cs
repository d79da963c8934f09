using CsCheck;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>Where success is certain, where it is impossible, and what makes it less likely.</summary>
public static class CmaSuccessTests
{
    private const int Draws = 100;
    private static readonly Scenario Roomy = Bench.Scenario("7.2").InCma();

    [Fact]
    public static void An_empty_large_area_takes_everything_always() =>
        Assert.Equal(Draws, Successes(Roomy));

    [Fact]
    public static void A_rule_against_it_leaves_no_chance_and_names_itself()
    {
        RequireNever("no CMA area", Roomy.With(m => m with { CmaArea = ByteSize.Zero }));
        RequireNever("KHO", Roomy with { Kho = true });
        RequireNever("classic", Roomy with { ClassicSyscall = true });
        RequireNever(
            "cannot hold kernel",
            Roomy.With(m => m with { CmaArea = new PageCount(355).Size })
        );
        RequireNever(
            "no zone of 8 GiB RAM holds 8 GiB",
            Roomy.With(m => m with { CmaArea = m.Ram })
        );
    }

    /// <summary>Every candidate fails, whatever is free; nothing migrates and nothing is taken.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public static void An_area_that_is_pinned_throughout_takes_nothing(double occupancy)
    {
        Scenario pinned = Roomy.With(m =>
            m with
            {
                CmaPinned = 1L << 18,
                CmaOccupancy = occupancy,
            }
        );
        Assert.True(CmaPlacementRules.Decide(pinned).All);
        for (int r = 0; r < Draws; r++)
        {
            LoadedImage image = LoadedImage.Load(pinned, MachineDraw.Of(pinned.Machine, 1, r));
            Assert.All(image.Segments, s => Assert.True(s.IsListed));
            Assert.Equal(0, image.Outcome.Migrated);
            Assert.False(image.Outcome.NoRoomToMigrate);

            // Purgatory, boot parameters and initrd try every page, the kernel every 256th.
            Assert.Equal(
                (1 << 18) - 4 + ((1 << 18) - 1) + (1 << 10) + ((1 << 18) - 199),
                image.Outcome.FailedCandidates
            );
        }
    }

    /// <summary>
    /// More movable pages or less room to move them to: the candidates are the same, and each migration is harder. So one request, and the
    /// whole image, succeed in the easier state wherever they do in the harder.
    /// </summary>
    [Fact]
    public static void More_movable_pages_and_less_room_never_help() =>
        Nested(
            (random, easy) =>
                easy with
                {
                    CmaOccupancy =
                        easy.CmaOccupancy + (1 - easy.CmaOccupancy) * random.NextDouble(),
                },
            (random, room) => random.Next(3) == 0 ? room : random.Next((int)room + 1),
            segments: 4
        );

    /// <summary>
    /// One request needs a range without pins and earlier users and, since a migration fills as
    /// much as it frees, as many free pages in area and room as it asks for. Where no page is clean
    /// neither comes with more pins, earlier users or movable pages.
    /// </summary>
    [Fact]
    public static void More_pins_and_earlier_users_never_help_one_request() =>
        Nested(
            (random, easy) =>
                easy with
                {
                    CmaPins =
                    [
                        .. easy.CmaPins!,
                        .. Enumerable.Range(0, random.Next(6)).Select(_ => Page(random, easy)),
                    ],
                    CmaHeld = easy.CmaHeld + random.Next(2) * random.Next(100),
                    CmaOccupancy =
                        easy.CmaOccupancy + (1 - easy.CmaOccupancy) * random.NextDouble(),
                },
            (random, room) => random.Next(3) == 0 ? room : random.Next((int)room + 1),
            segments: 1
        );

    /// <summary>
    /// But a pin can help a whole image, as first fit packs badly. Free ranges [256, 506) and [512, 632). Kernel (100
    /// pages at a multiple of 256) and initrd (200 anywhere): the kernel takes 256 and leaves no 200 pages. With a pin at 276 it goes to 512, and
    /// the initrd to 277.
    /// </summary>
    [Fact]
    public static void A_pin_can_help_an_image()
    {
        long[] pins = [100, 200, 255, 506, 511, 632];
        Scenario easier = Roomy.With(m =>
            m with
            {
                CmaArea = new PageCount(640).Size,
                CmaPins = pins,
            }
        );
        Scenario harder = easier.With(m => m with { CmaPins = [.. pins, 276] });
        LoadedImage packed = LoadedImage.Load(easier, MachineDraw.Medians(easier.Machine));
        Assert.Equal(
            [(Placement.Cma, 0), (Placement.Cma, 5), (Placement.Cma, 256), (Placement.PageList, 0)],
            packed.Segments.Select(s => (s.Placement, s.AreaPage))
        );
        LoadedImage spread = LoadedImage.Load(harder, MachineDraw.Medians(easier.Machine));
        Assert.Equal([0, 5, 512, 277], spread.Segments.Select(s => s.AreaPage));
        Assert.True(spread.AllInCma);
    }

    /// <summary>
    /// x86 looks for holes from the top of RAM, where a small machine has its area: what a listed segment will be copied into is no place for
    /// the next one, and neither is the range that ends there.
    /// </summary>
    [Fact]
    public static void No_two_segments_share_pages()
    {
        long fell = 0;
        Gen.ULong.Sample(
            seed =>
            {
                var random = new SplitMix(seed);
                Scenario scenario = Bench.Scenario("7.2", initrd: 1 + random.Next(900));
                scenario = scenario with
                {
                    CmaAlignment = 2 + random.Next(8),
                    Kho = random.Next(9) == 0,
                    Memory = RandomState(random) with
                    {
                        Ram = ByteSize.FromMiB(64 + random.Next(5_000)),
                    },
                };
                LoadedImage image = LoadedImage.Load(
                    scenario,
                    MachineDraw.Of(scenario.Machine, seed, 0)
                );
                PageRange[] places = [.. image.Segments.Select(s => s.Destination)];
                Assert.All(
                    places.SelectMany((a, i) => places.Skip(i + 1).Select(b => (a, b))),
                    p => Assert.False(p.a.Overlaps(p.b), $"{p} {scenario.Memory}")
                );
                Interlocked.Add(
                    ref fell,
                    image.AllInCma || image.ListedPages.Pages == image.Scenario.Image.Pages.Pages
                        ? 0
                        : 1
                );
            },
            iter: Effort.Of(2_000, 40_000)
        );
        Assert.True(fell > Effort.Rare(200), fell.ToString());
    }

    private static void Nested(
        Func<SplitMix, MemoryState, MemoryState> harder,
        Func<SplitMix, long, long> lessRoom,
        int segments
    )
    {
        long lost = 0;
        long kept = 0;
        Gen.ULong.Sample(
            seed =>
            {
                var random = new SplitMix(seed);
                MemoryState easy = RandomState(random);
                easy = easy with
                {
                    CmaPins =
                    [
                        .. Enumerable.Range(0, random.Next(5)).Select(_ => Page(random, easy)),
                    ],
                };
                MemoryState hard = harder(random, easy);
                long room = random.Next(2) == 0 ? random.Next(400) : random.Next(3_000);
                long less = lessRoom(random, room);
                (long, int)[] requests =
                [
                    .. Enumerable
                        .Range(0, segments)
                        .Select(_ => (1L + random.Next(400), random.Next(9))),
                ];
                bool inHard = All(hard, requests, less, seed);
                bool inEasy = All(easy, requests, Math.Max(room, less), seed);
                Assert.True(
                    inEasy || !inHard,
                    $"{easy} but {hard}: {string.Join(" ", requests)}, room {room}, {less}"
                );
                Interlocked.Add(ref lost, inEasy && !inHard ? 1 : 0);
                Interlocked.Add(ref kept, inHard ? 1 : 0);
            },
            iter: Effort.Of(5_000, 100_000)
        );
        Assert.True(lost > Effort.Rare(50) && kept > Effort.Rare(300), $"{lost} {kept}");
    }

    private static bool All(
        MemoryState memory,
        (long Pages, int Order)[] requests,
        long room,
        ulong seed
    )
    {
        CmaArea area = CmaArea.Draw(memory, 1 << 20, 0, new RandomStream(seed, 0, "test"));
        FreePool pool = FreePool.Of(room);
        return requests.All(r => CmaRequest.Allocate(area, r.Pages, r.Order, pool).Ok);
    }

    private static long Page(SplitMix random, MemoryState memory) =>
        random.Next((int)(memory.CmaArea.Bytes / PageCount.PageBytes));

    private static MemoryState RandomState(SplitMix random) =>
        new()
        {
            Ram = ByteSize.FromGiB(8),
            CmaArea = new PageCount(1 + random.Next(2_000)).Size,
            CmaOccupancy = new[] { 0, 0.3, 0.6, 0.95 }[random.Next(4)],
            CmaHuge = random.Next(5) == 0,
            CmaMix = MemoryMix.Parse("shmem=100%"),
            CmaHeld = random.Next(2) * random.Next(300),
            CmaPinned = random.Next(4),
            Pressure = new[] { 0, 0.5, 1 }[random.Next(3)],
        };

    private static int Successes(Scenario scenario) =>
        Enumerable
            .Range(0, Draws)
            .Count(r =>
                LoadedImage.Load(scenario, MachineDraw.Of(scenario.Machine, 1, r)).AllInCma
            );

    private static void RequireNever(string rule, Scenario scenario)
    {
        Assert.Equal(0, Successes(scenario));
        Assert.Contains(rule, CmaPlacementRules.Decide(scenario).Rule);
    }
}
