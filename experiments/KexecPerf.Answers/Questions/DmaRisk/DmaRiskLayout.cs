using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>Lays <see cref="DmaRiskAnswer"/> out.</summary>
internal static class DmaRiskLayout
{
    /// <summary>Assumptions that the usual text has.</summary>
    private const int Foremost = 5;

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
            ["damage a kexec", "mean", "90 % of assumptions", "found", "of 10k hosts"],
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
            ["page list with", "mean", "times the risk", "times what is silent"],
            [
                .. with.Select(r =>
                    (string[])
                        [
                            r.Title,
                            Chances.Short(r.Probability.Mean),
                            Times(r.Probability, list.Probability),
                            Times(r.SilentProbability, list.SilentProbability),
                        ]
                ),
            ]
        );

    private static string Times(RiskRange with, RiskRange without) =>
        without.Mean > 0 ? Numbers.Short(with.Mean / without.Mean) + "x" : "-";

    private static IEnumerable<Paragraph> Notes(DmaRiskAnswer answer)
    {
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
        bool all = answer.Basis.ListsAssumptions;
        string[] assumed = [.. ByWeight(answer)];
        string which = all
            ? "Assumed, since nobody has published a rate"
            : $"Assumed, since nobody has published a rate: the {Foremost} of {assumed.Length} that "
                + "matter most (--assumptions lists all)";
        yield return new Paragraph(which + ", by rank correlation with the risk:", 2);
        foreach (string assumption in all ? assumed : assumed.Take(Foremost))
        {
            yield return new Paragraph("* " + assumption, 2);
        }
    }

    /// <summary>What is assumed, the weightiest first, each with its weight.</summary>
    private static IEnumerable<string> ByWeight(DmaRiskAnswer answer)
    {
        Dictionary<string, double> rank = answer.Matters.ToDictionary(m => m.Path, m => m.Rank);
        return answer
            .Basis.Assumed.Select(a =>
                (Text: a, Rank: rank.TryGetValue(a.Split(' ')[0], out double r) ? r : -1)
            )
            .OrderByDescending(a => a.Rank)
            .Select(a => a.Rank < 0 ? a.Text : $"{Numbers.Short(a.Rank)} {a.Text}");
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

    private static string Range(RiskRange i) => Chances.Range(i.Low, i.High);

    private static string Hosts(double hosts) =>
        hosts >= 0.01 ? Numbers.Short(hosts) : Chances.Short(hosts);
}
