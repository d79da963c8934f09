using System.Reflection;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Tests.Kernels;

/// <summary>Which release does what, and what an overlay changes.</summary>
public static class KernelFeaturesTests
{
    private const Architecture X86 = Architecture.X86_64;
    private const Architecture Arm64 = Architecture.Arm64;

    private static readonly PropertyInfo[] Switches =
    [
        .. typeof(KernelFeatures).GetProperties().Where(p => p.PropertyType == typeof(bool)),
    ];

    /// <summary>Each boundary from kernel history: the last release without and the first with.</summary>
    [Theory]
    [InlineData(nameof(KernelFeatures.SwapCopies), X86, "6.13", true, "6.14", false)]
    [InlineData(nameof(KernelFeatures.RelocationMmu), Arm64, "5.15", false, "5.16", true)]
    [InlineData(nameof(KernelFeatures.CmaPlacement), X86, "6.16", false, "6.17", true)]
    [InlineData(nameof(KernelFeatures.CmaPlacement), Arm64, "6.16", false, "6.17", true)]
    [InlineData(nameof(KernelFeatures.WbinvdBeforeRelocation), X86, "6.17", false, "6.18", true)]
    [InlineData(nameof(KernelFeatures.SkipDigest), X86, "7.2", false, "7.3", true)]
    [InlineData(nameof(KernelFeatures.WaitIncludesWbinvd), X86, "6.4", false, "6.5", true)]
    [InlineData(nameof(KernelFeatures.KexecHandover), X86, "6.15", false, "6.16", true)]
    [InlineData(nameof(KernelFeatures.KexecHandover), Arm64, "6.15", false, "6.16", true)]
    public static void A_feature_changes_between_two_releases(
        string feature,
        Architecture architecture,
        string last,
        bool before,
        string first,
        bool after
    )
    {
        PropertyInfo property = Switches.Single(p => p.Name == feature);
        Assert.Equal(before, property.GetValue(KernelFeatures.For(last, architecture)));
        Assert.Equal(after, property.GetValue(KernelFeatures.For(first, architecture)));
    }

    [Theory]
    [InlineData("3.17")]
    [InlineData("5.15")]
    [InlineData("7.3")]
    public static void On_x86_relocation_always_had_the_MMU(string version) =>
        Assert.True(KernelFeatures.For(version, X86).RelocationMmu);

    [Theory]
    [InlineData("5.0")]
    [InlineData("6.13")]
    [InlineData("7.3")]
    public static void What_only_x86_does_is_off_on_arm64(string version)
    {
        KernelFeatures f = KernelFeatures.For(version, Arm64);
        Assert.False(f.SwapCopies || f.WaitIncludesWbinvd || f.WbinvdBeforeRelocation);
    }

    [Fact]
    public static void The_firmware_is_asked_every_10_ms_before_5_5_on_arm64_alone()
    {
        Assert.True(KernelFeatures.For("5.4", Architecture.Arm64).CoarsePsciPoll);
        Assert.False(KernelFeatures.For("5.5", Architecture.Arm64).CoarsePsciPoll);
        Assert.False(KernelFeatures.For("5.4", Architecture.X86_64).CoarsePsciPoll);
    }

    /// <summary>Setting a row sets the property that it reads and no other, and no property is left over.</summary>
    [Fact]
    public static void Every_switch_has_one_row_in_the_table()
    {
        KernelFeatures none = AllSwitches(false);
        Assert.Equal(
            Switches.Select(p => p.Name).Order(),
            KernelFeature
                .All.Select(f =>
                {
                    KernelFeatures one = f.With(none, true);
                    Assert.Equal([f], KernelFeature.All.Where(other => other.Of(one)));
                    Assert.Equal(none, f.With(one, false));
                    return Switches.Single(p => p.GetValue(one) is true).Name;
                })
                .Order()
        );
        Assert.Distinct(KernelFeature.All.Select(f => f.Key));
        Assert.Distinct(KernelFeature.All.Select(f => f.Words));
    }

    /// <summary>And what is no proposal is in one, on some architecture.</summary>
    [Fact]
    public static void No_release_has_a_proposal()
    {
        KernelFeatures[] releases =
        [
            KernelFeatures.For("3.17", X86),
            KernelFeatures.For("7.3", X86),
            KernelFeatures.For("5.0", Arm64),
            KernelFeatures.For("7.3", Arm64),
        ];
        Assert.Equal(
            KernelFeature.All.Where(f => f.IsProposal),
            KernelFeature.All.Where(f => !Array.Exists(releases, r => f.Of(r)))
        );
    }

    /// <summary>On a release old or new enough that it changes anything, an overlay changes one switch, and twice is once.</summary>
    [Fact]
    public static void An_overlay_flips_exactly_one_switch_and_twice_is_once()
    {
        foreach (Overlay overlay in Overlays.All)
        {
            Architecture architecture = overlay.Only ?? X86;
            KernelFeatures[] bases =
            [
                KernelFeatures.For("5.10", architecture),
                KernelFeatures.For("7.3", architecture),
            ];
            int[] flips = [.. bases.Select(f => Flips(f, overlay.Apply(f)))];
            Assert.Contains(1, flips);
            Assert.All(flips, n => Assert.InRange(n, 0, 1));
            foreach (KernelFeatures f in bases)
            {
                KernelFeatures once = overlay.Apply(f);
                Assert.Equal(once, overlay.Apply(once));
                Assert.Equal((f.Version, f.Name), (once.Version, once.Name));
            }
        }
    }

    [Fact]
    public static void Two_overlays_never_do_the_same()
    {
        var effects = Overlays.All.Select(o =>
        {
            KernelFeatures off = o.Apply(AllSwitches(false));
            KernelFeatures on = o.Apply(AllSwitches(true));
            return string.Concat(Switches.Select(p => $"{p.GetValue(off)}{p.GetValue(on)} "));
        });
        Assert.Distinct(effects);
    }

    [Theory]
    [InlineData("skip-digest", "keep-digest")]
    [InlineData("cma-placement", "no-cma")]
    [InlineData("single-copy", "swap-copies")]
    [InlineData("mmu-on", "mmu-off")]
    public static void An_overlay_and_its_opposite_leave_the_later_one(string one, string other)
    {
        Overlay a = Overlays.Find(one)!;
        Overlay b = Overlays.Find(other)!;
        KernelFeatures f = KernelFeatures.For("7.2", a.Only ?? X86);
        Assert.Equal(b.Apply(f), b.Apply(a.Apply(f)));
        Assert.Equal(a.Apply(f), a.Apply(b.Apply(f)));
        Assert.True(a.IsImprovement);
        Assert.False(b.IsImprovement);
    }

    [Fact]
    public static void Every_overlay_says_what_it_is_and_who_posted_it()
    {
        Assert.Distinct(Overlays.Names);
        foreach (Overlay overlay in Overlays.All)
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", overlay.Name);
            Assert.NotEmpty(overlay.Meaning);
            Assert.NotEmpty(overlay.Source);
            Assert.Same(overlay, Overlays.Find(overlay.Name));
        }
    }

    [Fact]
    public static void Overlays_are_applied_in_the_order_written_and_kept_in_the_name()
    {
        KernelFeatures f = KernelFeatures.For("7.2.13+skip-digest+keep-digest+batch-runs", X86);
        Assert.False(f.SkipDigest);
        Assert.True(f.BatchRuns);
        Assert.Equal("7.2+skip-digest+keep-digest+batch-runs", f.Name);
        Assert.Equal("7.2", KernelFeatures.For("7.2.13-amd64", X86).Name);
    }

    [Theory]
    [InlineData("7.2+skip-digset", "did you mean 'skip-digest'?")]
    [InlineData("7.2+paralell-cpu-off", "did you mean 'parallel-cpu-off'?")]
    [InlineData("7.2+", "no overlay ''")]
    [InlineData("7.2+\n", "no overlay '?'")]
    [InlineData("7.2+Skip-Digest", "known are")]
    public static void An_unknown_overlay_is_refused_with_the_nearest(string text, string hint)
    {
        InputException e = Assert.Throws<InputException>(() => KernelFeatures.For(text, X86));
        Assert.Contains(hint, e.Message);
        Assert.DoesNotContain(e.Line, char.IsControl);
    }

    /// <summary>They would ask for numbers the machine does not have, or triple a copy that the architecture makes once.</summary>
    [Theory]
    [InlineData("7.2+mmu-off", X86)]
    [InlineData("7.2+parallel-cpu-off", X86)]
    [InlineData("7.2+batch-runs+mmu-on", X86)]
    [InlineData("7.2+swap-copies", Arm64)]
    [InlineData("7.2+skip-digest", Arm64)]
    public static void An_overlay_of_the_other_architecture_is_refused(
        string text,
        Architecture architecture
    )
    {
        string line = Assert
            .Throws<InputException>(() => KernelFeatures.For(text, architecture))
            .Line;
        Assert.Contains(architecture == X86 ? "about arm64 alone" : "about x86_64 alone", line);
    }

    private static int Flips(KernelFeatures a, KernelFeatures b) =>
        Switches.Count(p => !Equals(p.GetValue(a), p.GetValue(b)));

    private static KernelFeatures AllSwitches(bool value)
    {
        KernelFeatures features = KernelFeatures.For("7.2", X86);
        foreach (PropertyInfo p in Switches)
        {
            p.SetValue(features, value);
        }

        return features;
    }
}
