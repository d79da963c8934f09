using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Kernels;

/// <summary>What <c>uname -r</c> says, by whoever built the kernel.</summary>
public static class KernelReleaseTests
{
    [Theory]
    [InlineData("6.12.48+deb13-amd64", 6, 12)]
    [InlineData("6.12.48+deb13-cloud-arm64", 6, 12)]
    [InlineData("6.12.48+deb13-rt-amd64", 6, 12)]
    [InlineData("6.16.3+deb13-arm64-16k", 6, 16)]
    [InlineData("6.12.9+bpo-amd64", 6, 12)]
    [InlineData("6.1.0-0.deb11.28-amd64", 6, 1)]
    [InlineData("6.17-rc3-amd64", 6, 17)]
    [InlineData("6.8.0-45-generic", 6, 8)]
    [InlineData("6.8.0-1016-aws", 6, 8)]
    [InlineData("6.11.0-1018-azure-fde", 6, 11)]
    [InlineData("6.14.0-33-generic-64k", 6, 14)]
    [InlineData("6.11.0-061100rc7-generic", 6, 11)]
    [InlineData("6.17.4-200.fc42.x86_64", 6, 17)]
    [InlineData("6.17.0-0.rc5.41.eln150.aarch64+64k", 6, 17)]
    [InlineData("6.17.7-300.fc43.x86_64+debug", 6, 17)]
    [InlineData("5.14.0-570.12.1.el9_6.x86_64+rt", 5, 14)]
    [InlineData("4.18.0-553.5.1.el8_10.x86_64", 4, 18)]
    [InlineData("5.15.0-209.161.7.2.el9uek.aarch64", 5, 15)]
    [InlineData("6.1.141-155.222.amzn2023.x86_64", 6, 1)]
    [InlineData("6.4.0-150600.23.7-default", 6, 4)]
    [InlineData("6.12.0-160000.5-64kb", 6, 12)]
    [InlineData("6.17.1-arch1-1", 6, 17)]
    [InlineData("6.12.50-1-lts", 6, 12)]
    [InlineData("6.16.9-hardened1-1-hardened", 6, 16)]
    [InlineData("6.12.41-gentoo-r1-dist", 6, 12)]
    [InlineData("6.6.90_1", 6, 6)]
    [InlineData("6.12.13-0-virt", 6, 12)]
    [InlineData("6.12.48-talos", 6, 12)]
    [InlineData("6.6.72+", 6, 6)]
    [InlineData("6.12.23-android16-5-g0123abc4567d-ab13000000-4k", 6, 12)]
    [InlineData("5.15.167.4-microsoft-standard-WSL2+", 5, 15)]
    [InlineData("6.12.34+rpt-rpi-v8", 6, 12)]
    [InlineData("6.6.31-v8-16k+", 6, 6)]
    [InlineData("6.14.8-2-bpo12-pve", 6, 14)]
    [InlineData("6.12.41-current-rockchip64", 6, 12)]
    [InlineData("6.17.0-rc1-next-20310811+", 6, 17)]
    [InlineData("6.17.0-rc2-00013-g1234567890ab-dirty", 6, 17)]
    [InlineData("6.17.0-rc2+", 6, 17)]
    [InlineData("6.17.0-mine+patched+again", 6, 17)]
    [InlineData("6.15.0-400.asahi.fc43.aarch64+16k", 6, 15)]
    [InlineData("5.10.0-216.0.0.115.oe2203sp4.aarch64", 5, 10)]
    [InlineData("6.6.92.2-2.azl3", 6, 6)]
    [InlineData("5.10.0.kylin-generic", 5, 10)]
    public static void Every_maker_s_name_is_that_of_a_mainline_release(
        string text,
        int major,
        int minor
    )
    {
        KernelRelease release = KernelRelease.Parse(text);
        Assert.Equal(new KernelVersion(major, minor), release.Version);
        Assert.Empty(release.Overlays);
        Assert.Equal($"{major}.{minor}", KernelFeatures.For(text, Architecture.X86_64).Name);
    }

    [Theory]
    [InlineData("6.12.48+deb13-amd64")]
    [InlineData("6.17.0-rc2+")]
    [InlineData("5.14.0-570.el9.aarch64+64k")]
    [InlineData("6.12.48")]
    public static void An_overlay_may_stand_behind_any_of_them(string text)
    {
        KernelRelease release = KernelRelease.Parse(text + "+batch-runs+no-cma");
        Assert.Equal(["batch-runs", "no-cma"], release.Overlays.Select(o => o.Name));
        Assert.StartsWith(release.Version.ToString(), text);
        Assert.Equal(KernelRelease.Parse(text).Suffix, release.Suffix);
    }

    [Theory]
    [InlineData("7.2.4+skip-digset", "did you mean 'skip-digest'")]
    [InlineData("6.12.48+deb13-amd64+bach-runs", "did you mean 'batch-runs'")]
    [InlineData("7.2.4+batch-runs+deb13", "no overlay 'deb13'")]
    [InlineData("7.2+deb13", "no overlay 'deb13'")]
    [InlineData("7.2.4+a b", "no overlay 'a b'")]
    public static void A_misspelt_overlay_is_no_maker_s_word(string text, string hint) =>
        Assert.Contains(
            hint,
            Assert.Throws<InputException>(() => KernelRelease.Parse(text)).Message
        );

    [Theory]
    [InlineData("6.12.1-5 amd64")]
    [InlineData("6.12,1")]
    [InlineData("6.12rc1")]
    [InlineData("6.12.1.2.3-x")]
    [InlineData("6.12.")]
    [InlineData("el9")]
    public static void What_begins_otherwise_is_no_release(string text) =>
        Assert.Throws<InputException>(() => KernelRelease.Parse(text));

    [Theory]
    [InlineData("5.14.0-570.12.1.el9_6.aarch64+64k", "64KiB")]
    [InlineData("6.14.0-33-generic-64k", "64KiB")]
    [InlineData("6.4.0-150600.23-64kb", "64KiB")]
    [InlineData("6.15.0-400.asahi.fc43.aarch64+16k", "16KiB")]
    [InlineData("6.12.48+deb13-arm64-16k", "16KiB")]
    [InlineData("6.12.34+rpt-rpi-2712", "16KiB")]
    [InlineData("6.12.34+rpt-rpi-v8", null)]
    [InlineData("5.14.0-570.12.1.el9_6.aarch64", null)]
    [InlineData("6.17.0-x64v3-xanmod1", null)]
    public static void A_name_may_tell_the_pages(string text, string? pages) =>
        Assert.Equal(
            pages is null ? null : PageSize.Parse(pages),
            KernelRelease.Parse(text).PageSize
        );

    [Theory]
    [InlineData("5.14.0-70.13.1.el9_0.aarch64", false)]
    [InlineData("5.14.0-123.el9.aarch64", false)]
    [InlineData("5.14.0-124.el9.aarch64", true)]
    [InlineData("5.14.0-162.6.1.el9_1.aarch64", true)]
    [InlineData("5.14.0-611.5.1.el9_7.aarch64+64k", true)]
    [InlineData("5.14.0-1.el9.elrepo.aarch64", false)]
    [InlineData("5.14.0-427.el9uek.aarch64", false)]
    [InlineData("5.14.21-150500.55-default", false)]
    [InlineData("5.14.7", false)]
    public static void El9_of_arm64_relocates_with_the_MMU_from_9_1_on(string text, bool does)
    {
        KernelFeatures arm = KernelFeatures.For(text, Architecture.Arm64);
        Assert.Equal((does, does), (arm.RelocationMmu, arm.CopiesLinearMap));
        Assert.False(KernelFeatures.For(text, Architecture.X86_64).CopiesLinearMap);
    }

    [Theory]
    [InlineData("6.1.36", false)]
    [InlineData("6.1.37", true)]
    [InlineData("6.1.176-amzn", true)]
    [InlineData("6.1.0-9-amd64", false)]
    [InlineData("6.1.0-10-amd64", true)]
    [InlineData("6.1.0-41-cloud-amd64", true)]
    [InlineData("6.1.0-1029-oem", false)]
    [InlineData("6.1", false)]
    [InlineData("6.2.0-39-generic", false)]
    [InlineData("6.3.11", true)]
    [InlineData("6.3.10", false)]
    [InlineData("6.4.0-150600.23-default", false)]
    [InlineData("6.4.1", true)]
    public static void Stable_releases_have_the_wait_of_6_5(string text, bool does)
    {
        Assert.Equal(does, KernelFeatures.For(text, Architecture.X86_64).WaitIncludesWbinvd);
        Assert.False(KernelFeatures.For(text, Architecture.Arm64).WaitIncludesWbinvd);
    }

    [Theory]
    [InlineData("6.8.0-45-generic", true)]
    [InlineData("5.14.0-570.el9.x86_64", true)]
    [InlineData("6.12.0-160000.5-default", true)]
    [InlineData("6.11.0-061100-generic", false)]
    [InlineData("6.12.48+deb13-amd64", false)]
    [InlineData("6.17.0-rc1", false)]
    public static void A_maker_that_counts_builds_on_one_release_may_have_backports(
        string text,
        bool may
    ) => Assert.Equal(may, KernelRelease.Parse(text).IsBasedOn);

    [Fact]
    public static void Every_backport_says_where_it_was_read()
    {
        Assert.All(Backports.All, b => Assert.True(b.Source.Length > 20 && b.Line.Length > 3));
        Assert.All(Backports.All, b => Assert.False(b.Feature.IsProposal));
    }
}
