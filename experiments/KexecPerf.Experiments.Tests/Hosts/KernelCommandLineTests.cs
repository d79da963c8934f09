using KexecPerf.Answers.Hosts;

namespace KexecPerf.Experiments.Tests.Hosts;

public class KernelCommandLineTests
{
    [Theory]
    [InlineData("cma=256M", 256L << 20)]
    [InlineData("cma=1G@0x100000000", 1L << 30)]
    [InlineData("cma=64m,32m", 64L << 20)]
    [InlineData("cma=4096", 4096L)]
    [InlineData("cma=0x6000000@0-4G", 96L << 20)]
    [InlineData("cma=0X40M", 64L << 20)]
    [InlineData("cma=0100M", 64L << 20)]
    [InlineData("cma=09M", 0L)]
    [InlineData("cma=0", 0L)]
    [InlineData("cma=0x", null)]
    [InlineData("cma=1M cma=2M", 2L << 20)]
    [InlineData("xcma=1M", null)]
    [InlineData("cma=", null)]
    [InlineData("cma=none", null)]
    [InlineData("cma=999999999999999T", null)]
    [InlineData("-- cma=1M", null)]
    public void Sizes_are_read_as_memparse_does(string line, long? bytes) =>
        Assert.Equal(bytes, new KernelCommandLine(line).Size("cma")?.Bytes);

    [Theory]
    [InlineData("ro hugetlb_cma", true)]
    [InlineData("hugetlb_cma=2G quiet", true)]
    [InlineData("hugetlb_cma_only", false)]
    [InlineData("-- hugetlb_cma", false)]
    public void A_parameter_is_given_with_a_value_or_without(string line, bool given) =>
        Assert.Equal(given, new KernelCommandLine(line).Has("hugetlb_cma"));

    [Theory]
    [InlineData("kho=on", true)]
    [InlineData("kho=1", true)]
    [InlineData("kho=Yes", true)]
    [InlineData("kho=off", false)]
    [InlineData("kho=0", false)]
    [InlineData("kho=n", false)]
    [InlineData("kho=o", null)]
    [InlineData("kho", null)]
    [InlineData("", null)]
    public void Switches_are_read_as_kstrtobool_does(string line, bool? state) =>
        Assert.Equal(state, new KernelCommandLine(line).Switch("kho"));
}
