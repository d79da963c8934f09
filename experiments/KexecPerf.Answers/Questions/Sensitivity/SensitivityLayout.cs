using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>Lays <see cref="SensitivityAnswer"/> out.</summary>
internal static class SensitivityLayout
{
    /// <summary>Factors below this share are named, but have no line.</summary>
    private const double Small = 0.01;

    private static readonly string[] Header =
    [
        "rank",
        "factor",
        "evidence",
        "first_order",
        "first_order_low",
        "first_order_high",
        "total_order",
        "total_order_low",
        "total_order_high",
    ];

    public static Document Of(SensitivityAnswer answer) =>
        AnswerLayout.Framed(
            answer,
            "kexecperf sensitivity: what should be measured first?",
            () => answer.Factors.Count == 0 ? [] : Ranking(answer),
            () => Rows(answer.Factors),
            JsonForm.Of(answer, () => SensitivityJson.Default)
        );

    /// <summary>A row for each factor, header first.</summary>
    public static IReadOnlyList<string[]> Rows(IEnumerable<FactorResult> factors) =>
        [
            Header,
            .. factors.Select(
                (f, i) =>
                    (string[])
                        [
                            FormattableString.Invariant($"{i + 1}"),
                            f.Name,
                            f.Evidence,
                            .. Cells(f.FirstOrder),
                            .. Cells(f.TotalOrder),
                        ]
            ),
        ];

    private static IEnumerable<Block> Ranking(SensitivityAnswer answer)
    {
        int count = Math.Max(1, answer.Factors.Count(f => f.TotalOrder.Value >= Small));
        List<FactorResult> shown = [.. answer.Factors.Take(count)];
        yield return new Table(
            ["share of variance", "total order", "first order", "evidence"],
            [
                .. shown.Select(f =>
                    (string[])[f.Name, Share(f.TotalOrder), Share(f.FirstOrder), f.Evidence]
                ),
            ]
        );
        yield return new Gap();
        foreach (FactorResult group in shown.Where(f => f.Members.Count > 1))
        {
            string members = string.Join(", ", group.Members);
            yield return new Paragraph($"{group.Name}: {members}, drawn together.", 2);
        }

        if (count < answer.Factors.Count)
        {
            string names = string.Join(", ", answer.Factors.Skip(count).Select(f => f.Name));
            yield return new Paragraph($"Below {Small * 100:0} %: {names}.", 2);
        }

        if (answer.WithoutEffect.Count > 0)
        {
            string names = string.Join(", ", answer.WithoutEffect);
            yield return new Paragraph($"Without effect: {names}.", 2);
        }

        double width = answer.Factors.Max(f =>
            Math.Max(HalfWidth(f.TotalOrder), HalfWidth(f.FirstOrder))
        );
        yield return new Paragraph(
            FormattableString.Invariant(
                $"Indices to +-{width:0.00} or better ({answer.BaseSamples} base samples, {answer.Evaluations} evaluations)."
            ),
            2
        );
    }

    private static double HalfWidth(Estimate e) => (e.High!.Value - e.Low!.Value) / 2;

    private static string Share(Estimate e) =>
        FormattableString.Invariant($"{e.Value:0.00} [{e.Low:0.00},{e.High:0.00}]");

    private static string[] Cells(Estimate e) =>
        [Numbers.Csv(e.Value), Numbers.Csv(e.Low!.Value), Numbers.Csv(e.High!.Value)];
}
