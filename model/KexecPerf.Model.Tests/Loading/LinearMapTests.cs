using KexecPerf.Model.Kernels;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

public static class LinearMapTests
{
    private static readonly MachineProfile Machine = Bench
        .Arm64.Set("load.prepare", "1 ms")
        .Set("load.map_entry", "20 ns");

    [Fact]
    public static void A_listed_image_pays_for_every_pte_of_ram() =>
        // 8 GiB of 4 KiB pages: 2,097,152 x 20 ns.
        Assert.Equal(1 + 41.943_04, Prepare(Listed, PageSize.Of4KiB), 1e-9);

    [Fact]
    public static void Larger_pages_are_fewer() =>
        Assert.Equal(1 + 41.943_04 / 16, Prepare(Listed, PageSize.Of64KiB), 1e-9);

    /// <summary>A page of 64 KiB is migrated as one, with 15 more of 4 KiB to copy.</summary>
    [Fact]
    public static void Larger_pages_have_more_to_copy_where_they_move()
    {
        Scenario scenario = Bench
            .Scenario("7.2", Architecture.Arm64)
            .InCma()
            .InPages(PageSize.Of64KiB)
            .With(m => m with { CmaOccupancy = 1 });
        Assert.Equal(8 * 15 * 3 * Bench.Microsecond, Moved("3 us") - Moved("0 us"));

        long Moved(string each)
        {
            Scenario s = scenario with { Machine = scenario.Machine.Set("migrate.huge", each) };
            var trial = CmaTrial.Run(s, 8, 0, null, MachineDraw.Medians(s.Machine))!;
            Assert.Equal(8, trial.Request.Migrated);
            return trial.Duration.Picoseconds;
        }
    }

    [Fact]
    public static void An_empty_list_pays_for_none()
    {
        Scenario s = Listed with { Memory = Listed.Memory with { CmaArea = ByteSize.FromMiB(64) } };
        Assert.True(Load(s).AllInCma);
        Assert.Equal(1, Load(s).Outcome.Prepare.TotalMilliseconds, 1e-9);
    }

    [Theory]
    [InlineData("5.15", Architecture.Arm64, false)]
    [InlineData("5.16", Architecture.Arm64, true)]
    [InlineData("7.3", Architecture.Arm64, true)]
    [InlineData("7.3", Architecture.X86_64, false)]
    public static void Arm64_copies_it_from_5_16(string version, Architecture on, bool copies) =>
        Assert.Equal(copies, KernelFeatures.For(version, on).CopiesLinearMap);

    [Fact]
    public static void A_map_in_blocks_costs_nothing_more()
    {
        Scenario s = Listed with { Kernel = Listed.Kernel with { CopiesLinearMap = false } };
        Assert.Equal(1, Load(s).Outcome.Prepare.TotalMilliseconds, 1e-9);
    }

    private static Scenario Listed =>
        Bench.Scenario("7.2", Architecture.Arm64) with
        {
            Machine = Machine,
        };

    private static double Prepare(Scenario s, PageSize pages) =>
        Load(
            s with
            {
                Image = Model.Images.KexecImage.Create(
                    Architecture.Arm64,
                    s.Image.Kernel,
                    ByteSize.FromMiB(1),
                    pages
                ),
                Memory = s.Memory with { PageSize = pages },
            }
        ).Outcome.Prepare.TotalMilliseconds;

    private static LoadedImage Load(Scenario s) =>
        LoadedImage.Load(s, MachineDraw.Medians(s.Machine));
}
