using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using static KexecPerf.Model.Machines.Architecture;

namespace KexecPerf.Answers.Distributions;

/// <summary>
/// All distributions known, as read in November 2026. A fact that is not here has no source yet,
/// and nothing rests on it.
/// </summary>
internal static class Distributions
{
    /// <summary>What stands in a source for an architecture or a file.</summary>
    private const string Name = "NAME";

    private const string Debian12 = "linux-config-6.1 6.1.176-1, config.NAME_none_NAME";
    private const string Debian13 = "linux-config-6.12 6.12.117-1, config.NAME_none_NAME";
    private const string Backports13 = "linux-config-7.3 7.3.4-1~bpo13+1, config.NAME_none_NAME";

    private static readonly Fact Tools12 = new(
        DistributionKernel.Tool,
        "kexec-tools 2.0.25",
        "Debian's kexec-tools 1:2.0.25-3+deb12u3, bookworm"
    );

    private static readonly Fact Tools13 = new(
        DistributionKernel.Tool,
        "kexec-tools 2.0.29",
        "Debian's kexec-tools 1:2.0.29-2+b2, trixie"
    );

    private const string Fedora43 =
        "github bazzite-org/kernel-bazzite 043889c9a, which carries Fedora's 6.17.7: NAME";

    private const string NotOn =
        "; CONFIG_KEXEC_HANDOVER_ENABLE_DEFAULT is not in it, and in 6.17 KHO is off unless kho=on";

    private const string Rhel10 = "centos-stream-10 merge request 2 (Drop kexec_load syscall)";
    private const string Stream10 = "centos-stream-10, tag kernel-6.12.0-55.el10";

    private const string Ark =
        "github bazzite-org/kernel-bazzite 043889c9a, NAME of 6.17.7 (ARK), taken for RHEL 10";

    private const string Talos = "github siderolabs/pkgs 28f5f23, kernel/build/config-NAME";
    private const string TalosTool = "github siderolabs/talos, internal package kexec";

    private const string Flatcar =
        "github flatcar/scripts, coreos-modules/files/NAME_defconfig-6.18 and commonconfig-6.18";

    private const string Unnamed = Flatcar + ": not named there, and off or this by Kconfig";

    private const string FlatcarKernel =
        "github flatcar/scripts, coreos-kernel-6.18.45.ebuild (f091f7b)";

    private const string UbuntuKho =
        "github supabase/postgres pull request 2472: 7.0.0-30-generic holds KHO's memory unless "
        + "kho=off; NVIDIA/NV-Kernels pull request 590: so configured";

    private const string UbuntuConfig =
        "annotations of linux-ubuntu-resolute 3d79a7b, from before KHO";

    private const string UbuntuTools =
        "packages.ubuntu.com, resolute: kexec-tools 1:2.0.32-3ubuntu1";

    /// <summary>In the order shown.</summary>
    public static IReadOnlyList<Distribution> All { get; } =
    [
        new(
            "debian-12",
            "Debian 12",
            [
                Debian(X86_64, Debian12, "6.1.176", Tools12, "KEXEC=y KEXEC_FILE=y CMA=n"),
                Debian(Arm64, Debian12, "6.1.176", Tools12, DebianArm),
            ]
        ),
        new(
            "debian-13",
            "Debian 13",
            [
                Debian(
                    X86_64,
                    Debian13,
                    "6.12.117+deb13-amd64",
                    Tools13,
                    "KEXEC=y KEXEC_FILE=y CMA=n"
                ),
                Debian(Arm64, Debian13, "6.12.117+deb13-arm64", Tools13, DebianArm),
            ]
        ),
        new(
            "debian-13-backports",
            "Debian 13 with its backported kernel",
            [
                Debian(
                    X86_64,
                    Backports13,
                    "7.3.4+deb13-amd64",
                    Tools13,
                    "KEXEC=y KEXEC_FILE=y KEXEC_HANDOVER=n CMA=y DMA_CMA=y CMA_SIZE_MBYTES=0 "
                        + "CMA_ALIGNMENT=8 CMA_SIZE_PERNUMA=y"
                ),
                Debian(
                    Arm64,
                    Backports13,
                    "7.3.4+deb13-arm64",
                    Tools13,
                    DebianArm + " KEXEC_HANDOVER=n CMA_SIZE_PERNUMA=y"
                ),
            ]
        ),
        new(
            "fedora-43",
            "Fedora 43 as released",
            [
                Fedora(X86_64, "x86_64", "CMA_SIZE_MBYTES=0 PHYSICAL_ALIGN=0x200000"),
                Fedora(Arm64, "aarch64", "CMA_SIZE_MBYTES=64"),
            ]
        ),
        new(
            "rhel-10",
            "RHEL 10",
            [Rhel(X86_64, "x86_64", "PHYSICAL_ALIGN=0x200000"), Rhel(Arm64, "aarch64", "")]
        ),
        new(
            "talos",
            "Talos Linux",
            [
                TalosOn(X86_64, "CMA=n PHYSICAL_ALIGN=0x200000"),
                TalosOn(Arm64, "CMA=y DMA_CMA=y CMA_SIZE_MBYTES=16 CMA_ALIGNMENT=8"),
            ]
        ),
        new("flatcar", "Flatcar", [FlatcarX86(), FlatcarArm()]),
        new("ubuntu-26.04", "Ubuntu 26.04", [Ubuntu(X86_64, []), Ubuntu(Arm64, UbuntuArm())]),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(d => d.Name)];

    private const string DebianArm =
        "KEXEC=y KEXEC_FILE=n CMA=y DMA_CMA=y CMA_SIZE_MBYTES=64 CMA_ALIGNMENT=8";

    /// <summary>That of a name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static Distribution Get(string name) =>
        All.FirstOrDefault(d => d.Name == name)
        ?? throw new InputException(
            $"no distribution '{UserText.Shorten(name)}'; {Nearest.Hint(name, Names)}"
        );

    private static DistributionKernel Debian(
        Architecture on,
        string source,
        string release,
        Fact tools,
        string config
    )
    {
        string read = source.Replace(Name, DebianName(on));
        return new(
            on,
            [
                new(DistributionKernel.Kernel, release, read),
                tools,
                .. Config(read, config + " INIT_ON_ALLOC_DEFAULT_ON=y" + Usual(on)),
                .. Pages(on, read),
            ]
        );
    }

    private static DistributionKernel Fedora(Architecture on, string name, string config)
    {
        string read = Fedora43.Replace(Name, $"kernel-{name}-fedora.config");
        return new(
            on,
            [
                new(DistributionKernel.Kernel, $"6.17.7-300.fc43.{name}", read),
                .. Config(
                    read,
                    "KEXEC=y KEXEC_FILE=y KEXEC_HANDOVER=y CMA=y DMA_CMA=y CMA_ALIGNMENT=8 "
                        + "INIT_ON_ALLOC_DEFAULT_ON=y "
                        + config
                ),
                new(DistributionKernel.KhoDefault, "n", read + NotOn),
                .. Pages(on, read),
            ]
        );
    }

    private static DistributionKernel Rhel(Architecture on, string name, string config)
    {
        string ark = Ark.Replace(Name, $"kernel-{name}-rhel.config");
        return new(
            on,
            [
                new(DistributionKernel.Kernel, $"6.12.0-55.el10.{name}", Stream10),
                .. Config(Rhel10, "KEXEC=n KEXEC_FILE=y"),
                .. Config(
                    ark,
                    "CMA=y DMA_CMA=y CMA_SIZE_MBYTES=0 CMA_ALIGNMENT=8 INIT_ON_ALLOC_DEFAULT_ON=n "
                        + config
                ),
                .. Pages(on, ark),
            ]
        );
    }

    private static DistributionKernel TalosOn(Architecture on, string config)
    {
        string read = Talos.Replace(Name, DebianName(on));
        return new(
            on,
            [
                new(DistributionKernel.Kernel, "6.18.45-talos", read),
                new(DistributionKernel.Tool, "machined, by kexec_file_load(2)", TalosTool),
                .. Config(
                    read,
                    "KEXEC=n KEXEC_FILE=y KEXEC_HANDOVER=n INIT_ON_ALLOC_DEFAULT_ON=y " + config
                ),
                .. Pages(on, read),
            ]
        );
    }

    private static DistributionKernel FlatcarX86() =>
        new(
            X86_64,
            [
                new(DistributionKernel.Kernel, "6.18.45-flatcar", FlatcarKernel),
                .. Config(
                    Flatcar.Replace(Name, "amd64"),
                    "KEXEC=y KEXEC_FILE=y PHYSICAL_ALIGN=0x1000000"
                ),
                .. Config(
                    Unnamed.Replace(Name, "amd64"),
                    "CMA=n KEXEC_HANDOVER=n INIT_ON_ALLOC_DEFAULT_ON=n"
                ),
            ]
        );

    private static DistributionKernel FlatcarArm()
    {
        string unnamed = Unnamed.Replace(Name, "arm64");
        return new(
            Arm64,
            [
                new(DistributionKernel.Kernel, "6.18.45-flatcar", FlatcarKernel),
                .. Config(Flatcar.Replace(Name, "arm64"), "KEXEC=y CMA=y DMA_CMA=y"),
                .. Config(
                    unnamed,
                    "KEXEC_FILE=n CMA_SIZE_MBYTES=16 CMA_ALIGNMENT=8 KEXEC_HANDOVER=n "
                        + "INIT_ON_ALLOC_DEFAULT_ON=n"
                ),
                .. Pages(Arm64, unnamed),
            ]
        );
    }

    private static DistributionKernel Ubuntu(Architecture on, IEnumerable<Fact> more) =>
        new(
            on,
            [
                new(DistributionKernel.Kernel, "7.0.0-30-generic", UbuntuKho),
                new(DistributionKernel.Tool, "kexec-tools 2.0.32", UbuntuTools),
                .. Config(UbuntuConfig, "KEXEC=y KEXEC_FILE=y"),
                .. Config(UbuntuKho, "KEXEC_HANDOVER=y KEXEC_HANDOVER_ENABLE_DEFAULT=y"),
                .. more,
            ]
        );

    private static IEnumerable<Fact> UbuntuArm()
    {
        const string log =
            "github supabase/postgres pull request 2472: an arm64 7.0.0-30-generic says at boot "
            + "32768K cma-reserved";
        return
        [
            .. Config(log, "CMA=y DMA_CMA=y CMA_SIZE_MBYTES=32"),
            .. Pages(Arm64, "linux-image-generic, beside which there is a generic-64k"),
        ];
    }

    /// <summary>Switches as a configuration has them, <c>n</c> for what is not set.</summary>
    private static IEnumerable<Fact> Config(string source, string config) =>
        config
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('='))
            .Select(pair => new Fact("CONFIG_" + pair[0], pair[1], source));

    private static string DebianName(Architecture on) =>
        on switch
        {
            X86_64 => "amd64",
            Arm64 => "arm64",
        };

    private static string Usual(Architecture on) =>
        on.HasPurgatory() ? " PHYSICAL_ALIGN=0x200000" : "";

    private static IEnumerable<Fact> Pages(Architecture on, string source) =>
        on.OnlyPages() is null ? [new(DistributionKernel.PageSize, "4KiB", source)] : [];
}
