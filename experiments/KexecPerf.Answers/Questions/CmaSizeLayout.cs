using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>Lays <see cref="CmaSizeAnswer"/> out.</summary>
internal static class CmaSizeLayout
{
    private static readonly string[] Header =
    [
        "cma_bytes",
        "success",
        "success_low",
        "success_high",
        "cma_alloc_ms",
        "next_kernel_area",
        "margin_bytes",
        "reserved_bytes",
    ];

    private const string TooSmall =
        "too small: what does not fit goes by page list, as without an area";

    public static Document Of(CmaSizeAnswer answer) =>
        new(
            "kexecperf answer: how large must cma= be?",
            answer.Evidence,
            () =>
                [
                    .. AnswerLayout.Opening(answer, isMemoryAsked: true),
                    .. Figures(answer.Sizes),
                    .. AnswerLayout.Tail(answer),
                ],
            () => [Header, .. answer.Sizes.Select(Row)],
            JsonForm.Of(answer, () => QuestionsJson.Default)
        );

    /// <summary>A size as <c>cma=</c> takes it.</summary>
    public static string Argument(CmaSizeTrial t) => Sizes.Mebibytes(new ByteSize(t.CmaBytes));

    /// <summary>Percent with all segments in CMA, with its interval behind the unit.</summary>
    public static string Success(CmaSizeTrial t, string unit)
    {
        (double median, double low, double high) = t.CmaSuccessProbability;
        return FormattableString.Invariant(
            $"{median * 100:0.0}{unit} [{low * 100:0.0},{high * 100:0.0}]"
        );
    }

    private static Block[] Figures(IReadOnlyList<CmaSizeTrial> sizes)
    {
        var notes = new Notes();
        return sizes.Count == 0 ? [] : [Table(sizes, notes), new Gap(), .. notes.Paragraphs()];
    }

    private static Table Table(IEnumerable<CmaSizeTrial> sizes, Notes notes) =>
        new(
            ["cma=", "all in CMA", "to spare", "requests ms", "next area", "boots"],
            [
                .. sizes.Select(t =>
                    (string[])
                        [
                            Argument(t),
                            Success(t, " %"),
                            FormattableString.Invariant($"{t.MarginBytes / 1048576.0:0.0} MiB"),
                            Numbers.WithRange(t.CmaAllocMs),
                            NextArea(t.NextKernelAreaProbability),
                            t.CmaSuccessProbability.Median > 0
                                ? notes.Cell(t.BootOutcome!)
                                : notes.Mark(t.BootOutcome!.Cell, TooSmall),
                        ]
                ),
            ]
        );

    private static string NextArea(double fits) =>
        fits switch
        {
            >= 1 => "fits",
            <= 0 => "no room",
            _ => FormattableString.Invariant($"fits in {fits * 100:0} %"),
        };

    private static string[] Row(CmaSizeTrial t) =>
        [
            Numbers.Csv(t.CmaBytes),
            .. Numbers.Cells(t.CmaSuccessProbability),
            Numbers.Csv(t.CmaAllocMs.Median),
            Numbers.Csv(t.NextKernelAreaProbability),
            Numbers.Csv(t.MarginBytes),
            Numbers.Csv(t.ReservedBytes),
        ];
}
