using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.HotPhase;

/// <summary>P. Tatashin's relocations (20190731153857.4045-1 and 20210408040537.2703241-1), of which profiles were fitted on one each.</summary>
public static class PublishedRelocationTests
{
    [Fact]
    public static void Stingray_fitted_on_25_MB_predicts_380_MB_with_the_MMU_on()
    {
        Assert.Equal(22.158, Milliseconds("stingray", "7.2", 26_214_400), 0.01 * 22.158);
        Assert.Equal(330, Milliseconds("stingray", "7.2", 398_458_880), 0.10 * 330);
    }

    /// <summary>
    /// With the MMU off the two published rows do not scale: 0.4405 s for 25 MB is 56.8 MiB/s, but 3.9 s for 380 MB is 97. An uncached
    /// copy has no fixed cost that could explain it, so one of the two was another measurement (380 MB reads "reboot time"; the same
    /// author gives 0.382 s for the 25 MB elsewhere). Fitted on the first, the model says 6.7 s, and the row stays listed as a miss.
    /// </summary>
    [Fact]
    public static void With_the_MMU_off_the_published_pair_does_not_scale()
    {
        Assert.Equal(440.51, Milliseconds("stingray", "5.15", 26_214_400), 0.01 * 440.51);
        Assert.InRange(Milliseconds("stingray", "5.15", 398_458_880), 6_500, 6_900);
    }

    /// <summary>One row each, so fitted and never validated.</summary>
    [Fact]
    public static void ThunderX2_gives_the_row_it_was_fitted_on()
    {
        Assert.Equal(39.461, Milliseconds("thunderx2", "7.2", 88_080_384), 0.01 * 39.461);
        Assert.Equal(7_489.5, Milliseconds("thunderx2", "5.15", 88_080_384), 0.01 * 7_489.5);
    }

    /// <summary>Relocation of a page list of exactly so many bytes: a kernel and the device tree's two pages.</summary>
    private static double Milliseconds(string machine, string kernel, long bytes)
    {
        Scenario scenario = Bench.Scenario(kernel, Architecture.Arm64) with
        {
            Machine = MachineProfiles.Get(machine),
            Kernel = KernelFeatures.For(kernel, Architecture.Arm64),
            Image = KexecImage.Create(
                Architecture.Arm64,
                new KernelPayload(
                    new ByteSize(bytes - 8_192),
                    new ByteSize(bytes - 8_192),
                    PayloadCompression.None,
                    ByteSize.Zero,
                    "published"
                ),
                ByteSize.Zero
            ),
        };
        Assert.Equal(bytes, scenario.Image.Memsz.Bytes);
        return scenario.Outcome()[Phase.Relocation].TotalMilliseconds;
    }
}
