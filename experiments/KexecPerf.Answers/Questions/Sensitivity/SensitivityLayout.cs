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
        "narrows_range_percent",
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
                            Numbers.Csv(f.NarrowsRangePercent),
                            .. Cells(f.FirstOrder),
                            .. Cells(f.TotalOrder),
                        ]
            ),
        ];

    private static IEnumerable<Block> Ranking(SensitivityAnswer answer)
    {
        ILookup<bool, FactorResult> bySize = answer.Factors.ToLookup(f =>
            f == answer.Factors[0] || f.TotalOrder.Value >= Small
        );
        FactorResult[] shown = [.. bySize[true]];
        yield return new Table(
            ["at its median", "narrows", "variance", "alone", "evidence"],
            [
                .. shown.Select(f =>
                    (string[])
                        [
                            f.Name,
                            FormattableString.Invariant($"{f.NarrowsRangePercent:0} %"),
                            Share(f.TotalOrder),
                            Share(f.FirstOrder),
                            f.Evidence,
                        ]
                ),
            ]
        );
        yield return new Gap();
        foreach (FactorResult group in shown.Where(f => f.Members.Count > 1))
        {
            string members = string.Join(", ", group.Members);
            yield return new Paragraph($"{group.Name}: {members}, drawn together.", 2);
        }

        if (bySize[false].Any())
        {
            string names = string.Join(", ", bySize[false].Select(f => f.Name));
            yield return new Paragraph($"Below {Small * 100:0} % of the variance: {names}.", 2);
        }

        if (answer.WithoutEffect.Count > 0)
        {
            yield return new Paragraph(
                $"Without effect: {Groups(answer.WithoutEffect)} (--format json names all "
                    + $"{answer.WithoutEffect.Count}).",
                2
            );
        }

        double width = answer.Factors.Max(f =>
            Math.Max(HalfWidth(f.TotalOrder), HalfWidth(f.FirstOrder))
        );
        yield return new Paragraph(
            FormattableString.Invariant(
                $"Ranked by how much the 90 % range narrows; variance: total order; alone: first order, to +-{width:0.00} or better ({answer.BaseSamples} base samples, {answer.Evaluations} evaluations)."
            ),
            2
        );
    }

    /// <summary>Paths of one section as one: <c>load.*</c>.</summary>
    private static string Groups(IEnumerable<string> paths) =>
        string.Join(
            ", ",
            paths
                .GroupBy(p => p.Split('.')[0])
                .Select(g => g.Count() == 1 ? g.Single() : $"{g.Key}.* ({g.Count()})")
        );

    private static double HalfWidth(Estimate e) => (e.High!.Value - e.Low!.Value) / 2;

    private static string Share(Estimate e) =>
        FormattableString.Invariant($"{e.Value:0.00} [{e.Low:0.00},{e.High:0.00}]");

    private static string[] Cells(Estimate e) =>
        [Numbers.Csv(e.Value), Numbers.Csv(e.Low!.Value), Numbers.Csv(e.High!.Value)];
}
