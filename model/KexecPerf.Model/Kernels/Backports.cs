using static KexecPerf.Model.Machines.Architecture;

namespace KexecPerf.Model.Kernels;

/// <summary>All backports known. What is not here was not found, not shown to be absent.</summary>
public static class Backports
{
    private const string Wait = "1f5e7eb7868e, of 6.5, in ";

    private const string El9 =
        "centos-stream-9 merge request 735 (arm64: core arch code to v5.16), in before "
        + "5.14.0-124.el9 (merge request 807); 9.0 has builds of 70";

    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<Backport> All { get; } =
    [
        Stable(6, 1, 37, "Debian's changelog of 6.1.37-1; seen in the source of 6.1.176"),
        Stable(6, 3, 11, "linux-6.3.y as b3da5aa2b367, 6.3.11-rc1"),
        Stable(6, 4, 1, "linux-6.4.y as f9abe01d5d68, 6.4.1"),
        new(
            "Debian 12's 6.1.0-10 and later",
            X86_64,
            r =>
                r.Version == new KernelVersion(6, 1)
                && r is { Patch: 0, Build: >= 10 and < 100 }
                && r.Says("amd64"),
            KernelFeature.WaitIncludesWbinvd,
            Wait + "Debian's changelog: 6.1.37-1 is the first of ABI 10"
        ),
        new("el9 from 9.1 on", Arm64, IsEl9, KernelFeature.RelocationMmu, El9),
        new("el9 from 9.1 on", Arm64, IsEl9, KernelFeature.CopiesLinearMap, El9),
    ];

    /// <summary>Those of a release on an architecture.</summary>
    public static IEnumerable<Backport> Of(KernelRelease release, Machines.Architecture on) =>
        All.Where(b => b.Only == on && b.Has(release));

    private static Backport Stable(int major, int minor, int patch, string source) =>
        new(
            FormattableString.Invariant($"{major}.{minor}.{patch} and later"),
            X86_64,
            r => r.Version == new KernelVersion(major, minor) && r.Patch >= patch,
            KernelFeature.WaitIncludesWbinvd,
            Wait + source
        );

    /// <summary>Red Hat's and its rebuilds', not ELRepo's mainline kernels for them.</summary>
    private static bool IsEl9(KernelRelease r) =>
        r.Version == new KernelVersion(5, 14)
        && r is { Patch: 0, Build: >= 124 }
        && r.Says("el9")
        && !r.Says("elrepo");
}
