using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Tests.Kernels;

public static class KernelVersionTests
{
    [Theory]
    [InlineData("7.2", 7, 2)]
    [InlineData("7.2.13", 7, 2)]
    [InlineData("6.12.107-amd64", 6, 12)]
    [InlineData("6.12.107-1.fc42.x86_64", 6, 12)]
    [InlineData(" 6.1 ", 6, 1)]
    [InlineData("3.17", 3, 17)]
    [InlineData("3.19", 3, 19)]
    [InlineData("4.20", 4, 20)]
    [InlineData("5.19", 5, 19)]
    [InlineData("7.3", 7, 3)]
    public static void Releases_are_read_without_what_distributions_add(
        string text,
        int major,
        int minor
    ) => Assert.Equal(new KernelVersion(major, minor), KernelRelease.Parse(text).Version);

    [Theory]
    [InlineData("9.9")]
    [InlineData("7.4")]
    [InlineData("7.4-rc1")]
    [InlineData("8.0")]
    [InlineData("3.16")]
    [InlineData("2.6")]
    [InlineData("2.6.39")]
    [InlineData("3.20")]
    [InlineData("4.21")]
    [InlineData("5.20")]
    [InlineData("6.20")]
    [InlineData("6.9999")]
    [InlineData("abc")]
    [InlineData("7")]
    [InlineData("7.")]
    [InlineData(".2")]
    [InlineData("")]
    [InlineData("-7.2")]
    [InlineData("7.-2")]
    [InlineData("7.2.1.1.1")]
    [InlineData("7.two")]
    [InlineData("99999.1")]
    [InlineData("7,2")]
    [InlineData("7.x\n")]
    public static void What_was_never_released_or_checked_is_refused(string text)
    {
        InputException e = Assert.Throws<InputException>(() => KernelRelease.Parse(text));
        Assert.DoesNotContain(e.Line, char.IsControl);
        Assert.Matches("7\\.[23]", e.Message);
    }

    [Theory]
    [InlineData("4.20")]
    [InlineData("3.17")]
    public static void On_arm64_kexec_file_load_begins_with_5_0(string text)
    {
        InputException e = Assert.Throws<InputException>(() =>
            KernelFeatures.For(text, Architecture.Arm64)
        );
        Assert.Contains("5.0", e.Message);
        Assert.NotNull(KernelFeatures.For("5.0", Architecture.Arm64));
        Assert.NotNull(KernelFeatures.For(text, Architecture.X86_64));
    }

    [Fact]
    public static void Major_counts_before_minor()
    {
        var version = new KernelVersion(6, 17);
        Assert.True(version.Has(6, 17) && version.Has(6, 2) && version.Has(5, 19));
        Assert.False(version.Has(6, 18) || version.Has(7, 0));
    }
}
