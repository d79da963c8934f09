using KexecPerf.Model.Inputs;
using KexecPerf.Model.Memory;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>Reading mixes and what follows from their shares.</summary>
public static class MemoryMixTests
{
    [Theory]
    [InlineData("server", "server")]
    [InlineData("clean=60%,dirty=2%,shmem=5%,anonymous=25%,swappable=0%,unmovable=8%", null)]
    [InlineData("clean=100%", null)]
    [InlineData(" clean = 50% , clean=50% ", "clean=100%")]
    public static void A_mix_reads_back_as_it_is_written(string text, string? written)
    {
        MemoryMix mix = MemoryMix.Parse(text);
        string again = mix.ToString();
        Assert.Equal(mix, MemoryMix.Parse(again));
        Assert.Equal(written ?? text.Replace(",swappable=0%", ""), again);
    }

    [Theory]
    [InlineData("clean=60%", "add up to 60 %")]
    [InlineData("clean=60%,anonymous=50%", "add up to 110 %")]
    [InlineData("desktop", "server, database, anonymous")]
    [InlineData("clean", "no part of a mix")]
    [InlineData("cache=100%", "clean, dirty, shmem, anonymous, swappable, unmovable")]
    [InlineData("clean=100", "no percentage")]
    [InlineData("", "no part of a mix")]
    public static void What_is_no_mix_is_refused(string text, string words) =>
        Assert.Contains(
            words,
            Assert.Throws<InputException>(() => MemoryMix.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public static void Every_named_mix_adds_up_and_needs_more_targets_than_the_one_before()
    {
        MemoryMix[] mixes = [.. MemoryMix.Named.Select(n => n.Mix)];
        Assert.All(mixes, m => Assert.Equal(1, m.Clean + m.NeedsTarget + m.Unmovable, 9));
        Assert.Equal(mixes.Select(m => m.TargetShare).Order(), mixes.Select(m => m.TargetShare));
        Assert.Equal(mixes.Select(m => -m.Clean).Order(), mixes.Select(m => -m.Clean));
    }

    /// <summary>
    /// 0.5 of 0.91 that can be in an area is clean; of 0.41 in need of a target 0.39 is process
    /// memory.
    /// </summary>
    [Fact]
    public static void Shares_follow_from_the_parts()
    {
        Assert.Equal(0.41 / 0.91, MemoryMix.Server.TargetShare, 12);
        Assert.Equal(0.39 / 0.41, MemoryMix.Server.AnonymousShare, 12);
        Assert.Equal(1, MemoryMix.Parse("unmovable=100%").TargetShare);
        MemoryMix half = MemoryMix.Server.With(MemoryMix.AllAnonymous, 0.5);
        Assert.Equal((0.25, 0.67), (half.Clean, Math.Round(half.Anonymous, 12)));
    }
}
