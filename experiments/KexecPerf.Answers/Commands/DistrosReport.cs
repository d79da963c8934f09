using System.Text.Json.Serialization;
using KexecPerf.Answers.Distributions;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Commands;

/// <summary>What <c>distros list</c> and <c>distros show</c> print.</summary>
internal sealed record DistrosReport
{
    public const string Key = "kexecperf.distros/1";

    private const string Unknown = "unknown";

    internal DistrosReport(IEnumerable<Distribution> distributions) =>
        Distributions = [.. distributions.Select(d => new Shipped(d))];

    public string Schema => Key;

    public IReadOnlyList<Shipped> Distributions { get; }

    /// <summary>Laid out: a line a kernel, or with sources a line a fact.</summary>
    public Document Document(bool sources)
    {
        string[] header = ["name", "architecture", "fact", "value", "source"];
        List<string[]> rows =
        [
            .. Distributions.SelectMany(d =>
                d.Kernels.SelectMany(k =>
                    k.Facts.Select(f =>
                        (string[])
                            [d.Name, k.Architecture, f.Name, f.Value ?? Unknown, f.Source ?? ""]
                    )
                )
            ),
        ];
        return new Document(
            "kexecperf distros" + (sources ? " " + Distributions[0].Name : ""),
            "",
            sources ? Facts(Distributions[0]) : Kernels(),
            [header, .. rows],
            JsonForm.Of(this, () => CommandsJson.Default)
        );
    }

    private List<Block> Kernels() =>
        [
            new Gap(),
            new Table(
                ["name", "", "kernel", "loads by", "KHO", "area"],
                [
                    .. Distributions.SelectMany(d =>
                        d.Kernels.Select(k =>
                            (string[])
                                [
                                    d.Name,
                                    k.Architecture,
                                    k.Of.Release.Version.ToString(),
                                    k.LoadsBy,
                                    Word(k.Of.Has(DistributionKernel.KhoDefault)),
                                    Area(k.Of),
                                ]
                        )
                    ),
                ],
                Prose: true
            ),
            new Gap(),
            new Paragraph(
                "KHO is whether it is on by default, area the CMA area without cma=; "
                    + "distros show NAME tells every fact and its source."
            ),
        ];

    private static List<Block> Facts(Shipped distribution) =>
        [
            new Paragraph(distribution.Title),
            .. distribution.Kernels.SelectMany(k =>
                (Block[])
                    [
                        new Gap(),
                        new Table(
                            [k.Architecture, "value"],
                            [.. k.Facts.Select(f => (string[])[f.Name, f.Value ?? Unknown])],
                            Prose: true
                        ),
                        new Gap(),
                        .. k
                            .Facts.Where(f => f.Source is not null)
                            .GroupBy(f => f.Source)
                            .Select(g => new Paragraph(
                                $"{string.Join(", ", g.Select(f => f.Name))}: {g.Key}",
                                2
                            )),
                    ]
            ),
        ];

    private static string Area(DistributionKernel kernel) =>
        kernel.HasCma == false ? "no CMA"
        : kernel.Number(DistributionKernel.CmaSize) is { } mib
            ? (mib == 0 ? "none" : FormattableString.Invariant($"{mib} MiB"))
        : Unknown;

    private static string Word(bool? on) =>
        on switch
        {
            true => "on",
            false => "off",
            null => "-",
        };

    /// <summary>One of them.</summary>
    internal sealed record Shipped
    {
        internal Shipped(Distribution d)
        {
            Name = d.Name;
            Title = d.Title;
            Kernels = [.. d.Kernels.Select(k => new Kernel(k))];
        }

        public string Name { get; }

        public string Title { get; }

        public IReadOnlyList<Kernel> Kernels { get; }
    }

    /// <summary>Its kernel on an architecture.</summary>
    internal sealed record Kernel
    {
        internal Kernel(DistributionKernel kernel) => Of = kernel;

        [JsonIgnore]
        public DistributionKernel Of { get; }

        public string Architecture => Of.Architecture.Name();

        /// <summary>
        /// kexec_load or kexec_file_load; unknown where neither kernel nor tool says.
        /// </summary>
        public string LoadsBy =>
            LoadingTool
                .Of(
                    Of.Has(DistributionKernel.Kexec),
                    Of.Has(DistributionKernel.KexecFile),
                    Of[DistributionKernel.Tool]
                )
                .Classic switch
            {
                true => "kexec_load",
                false => "kexec_file_load",
                null => Unknown,
            };

        public IReadOnlyList<Line> Facts =>
            [.. Of.All.Select(f => new Line(f.Name, f.Fact?.Value, f.Fact?.Source))];
    }

    /// <summary>A fact; without value and source where it is not known.</summary>
    internal sealed record Line(string Name, string? Value, string? Source);
}
