using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>How far behind a kernel in CMA the boot stub overwrites an initrd.</summary>
public static class BootStubReachTests
{
    private const Architecture X86 = Architecture.X86_64;
    private const Architecture Arm64 = Architecture.Arm64;

    /// <summary>Ten pages behind the kernel, which ends at 355, are a driver's.</summary>
    [Fact]
    public static void What_lies_between_kernel_and_initrd_is_overwritten_in_its_place()
    {
        Scenario scenario = Cma(X86).With(m => m with { CmaHeldAt = [new PageRange(356, 10)] });
        Assert.Equal(245, Load(scenario).InitrdPagesOverwritten);
    }

    /// <summary>A driver's pages come first, so that the kernel is at an odd MiB.</summary>
    [Fact]
    public static void Arm64_has_no_boot_stub_that_overwrites()
    {
        LoadedImage image = Load(
            Cma(Arm64).With(m => m with { CmaHeldAt = [new PageRange(0, 10)] })
        );
        Assert.Equal(256, image.Segments[0].AreaPage);
        Assert.Equal(0, image.InitrdPagesOverwritten);
    }

    [Theory]
    [InlineData(400, 255)]
    [InlineData(255, 255)]
    [InlineData(250, 250)] // all of it
    [InlineData(248, 0)] // in the gap before the kernel
    public static void No_more_pages_are_overwritten_than_the_initrd_has(long initrd, long pages)
    {
        Scenario scenario = Cma(X86) with { Image = Bench.Image(X86, 100, 60, initrd) };
        Assert.Equal(pages, Load(scenario).InitrdPagesOverwritten);
    }

    /// <summary>
    /// kernel_alignment 16 MiB: 15 MiB are overwritten behind a kernel at 1 MiB, 14 behind one at 2
    /// MiB, as far as the initrd goes; order 12 cures it, the overlay to 9 does not. The last page
    /// was found whole for 2 MiB.
    /// </summary>
    [Theory]
    [InlineData("7.2", 8, 5_000, 15 * 256 - 1)]
    [InlineData("7.2", 9, 5_000, 14 * 256 - 1)]
    [InlineData("7.2", 9, 600, 600)]
    [InlineData("7.2", 11, 5_000, 8 * 256 - 1)]
    [InlineData("7.2", 12, 5_000, 0)]
    [InlineData("7.2", 8, 0, 0)]
    [InlineData("7.2+align-order-9", 8, 5_000, 14 * 256 - 1)]
    [InlineData("7.2+align-order-9", 12, 5_000, 0)]
    public static void A_kernel_overwrites_what_lies_behind_it_up_to_its_own_alignment(
        string kernel,
        int alignment,
        long initrd,
        long pages
    )
    {
        KexecImage image = Bench.Image(X86, 600, 60, initrd);
        Scenario scenario = Bench.Scenario(kernel).InCma() with
        {
            CmaAlignment = alignment,
            Image = image.With(
                image.Kernel with
                {
                    Alignment = ByteSize.FromMiB(16),
                },
                image.Initrd
            ),
        };
        Assert.Equal(pages, Load(scenario).InitrdPagesOverwritten);
        Assert.Equal(pages == 0, scenario.Outcome().Boots);
    }

    private static Scenario Cma(Architecture architecture) =>
        Bench.Scenario("7.2", architecture, initrd: 600).InCma();

    private static LoadedImage Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));
}
