using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>Lays <see cref="DmaRiskAnswer"/> out.</summary>
internal static class DmaRiskLayout
{
    private static readonly string[] Header =
    [
        "case",
        "probability",
        "probability_low",
        "probability_high",
        "detected",
        "silent",
        "silent_kernel_text",
        "silent_kernel_data",
        "silent_initrd",
        "probability_mean",
        "probability_mean_error",
        "detected_mean",
        "silent_mean",
    ];

    public static Document Of(DmaRiskAnswer answer) =>
        new(
            "kexecperf answer: is stray DMA a problem?",
            answer.Evidence,
            () =>
                [
                    .. AnswerLayout.Opening(answer),
                    Placements(answer.Placements),
                    new Gap(),
                    Devices(answer.Devices),
                    new Gap(),
                    Mitigations(answer.Placements[0], answer.Mitigations),
                    new Gap(),
                    .. Notes(answer),
                    new Gap(),
                    AnswerLayout.NotCovered(answer),
                    new Paragraph(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Monte Carlo error of the first mean {answer.MonteCarloErrorPercent:0.0} % "
                                + $"({answer.Replications} machines, {DmaBlock.DrawsEach} draws of the "
                                + $"devices on each)."
                        ),
                        2
                    ),
                    new CommandLine("Reproduce:", answer.Reproduce),
                ],
            () => [Header, .. answer.Placements.Concat(answer.Mitigations).Select(Row)],
            JsonForm.Of(answer, () => DmaRiskJson.Default)
        );

    private static Table Placements(IEnumerable<DmaRiskFigures> rows) =>
        new(
            ["damage a kexec", "mean", "90 % of assumptions", "found", "10k hosts"],
            [
                .. rows.Select(r =>
                    (string[])
                        [
                            r.Title,
                            Chances.Short(r.Probability.Mean),
                            Range(r.Probability),
                            r.Probability.Mean > 0 ? Found(r) : "-",
                            Hosts(r.DamagedHosts.Mean),
                        ]
                ),
            ]
        );

    private static Table Devices(IEnumerable<DmaDeviceRisk> devices) =>
        new(
            ["by device, page list", "mean", "90 % of assumptions", "elsewhere"],
            [
                .. devices.Select(d =>
                    (string[])
                        [
                            d.Name,
                            Chances.Short(d.PageListProbability.Mean),
                            Range(d.PageListProbability),
                            Chances.Short(d.WritesElsewhere.Mean),
                        ]
                ),
            ]
        );

    private static Table Mitigations(DmaRiskFigures list, IEnumerable<DmaRiskFigures> with) =>
        new(
            ["page list with", "mean", "times the risk", "found"],
            [
                .. with.Select(r =>
                    (string[])
                        [
                            r.Title,
                            Chances.Short(r.Probability.Mean),
                            list.Probability.Mean > 0
                                ? Numbers.Short(r.Probability.Mean / list.Probability.Mean) + "x"
                                : "-",
                            Found(r),
                        ]
                ),
            ]
        );

    private static IEnumerable<Paragraph> Notes(DmaRiskAnswer answer)
    {
        if (answer.Matters is { } m)
        {
            yield return new Paragraph(
                $"Matters most: {m.Path} (rank correlation {Numbers.Short(m.Rank)}).",
                2
            );
        }

        yield return new Paragraph(
            "Elsewhere: expected writes to memory outside the image after devices are no "
                + $"longer fed, {Chances.Short(answer.Placements[0].WritesElsewhere.Mean)} a kexec, "
                + "whatever the placement.",
            2
        );
        if (!answer.Basis.Scenario.Machine.Architecture.HasPurgatory())
        {
            yield return new Paragraph("Nothing is hashed on arm64: every damage is silent.", 2);
        }

        yield return new Paragraph(
            DmaRiskText.Given(answer.Basis.Scenario.Machine.Architecture),
            2
        );
        yield return new Paragraph("Assumed, since nobody has published a rate:", 2);
        foreach (string assumption in answer.Basis.Assumed)
        {
            yield return new Paragraph("* " + assumption, 2);
        }
    }

    private static string[] Row(DmaRiskFigures r) =>
        [
            r.Name,
            Numbers.Csv(r.Probability.Median),
            Numbers.Csv(r.Probability.Low),
            Numbers.Csv(r.Probability.High),
            Numbers.Csv(r.DetectedProbability.Median),
            Numbers.Csv(r.SilentProbability.Median),
            Numbers.Csv(r.SilentKernelTextProbability.Median),
            Numbers.Csv(r.SilentKernelDataProbability.Median),
            Numbers.Csv(r.SilentInitrdProbability.Median),
            Numbers.Csv(r.Probability.Mean),
            Numbers.Csv(r.Probability.MeanError ?? double.NaN),
            Numbers.Csv(r.DetectedProbability.Mean),
            Numbers.Csv(r.SilentProbability.Mean),
        ];

    private static string Found(DmaRiskFigures r) =>
        FormattableString.Invariant($"{100 * r.DetectedShare:0.#} %");

    private static string Range(RiskRange i) =>
        i.High <= 0 ? "0" : $"{Chances.Short(i.Low)} - {Chances.Short(i.High)}";

    private static string Hosts(double hosts) =>
        hosts >= 0.01 ? Numbers.Short(hosts) : Chances.Short(hosts);
}
