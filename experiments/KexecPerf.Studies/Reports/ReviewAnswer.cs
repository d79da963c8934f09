using KexecPerf.Answers.Catalog;
using KexecPerf.Answers.Questions;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// What the review of the patch asked, answered for one case in at most three sentences.
/// </summary>
/// <param name="Asked">The question, quoted.</param>
/// <param name="Case">Whose answer it is.</param>
/// <param name="Words">The sentences.</param>
/// <param name="Commands">What gives them.</param>
/// <param name="IsFirst">Of the case whose commands the others vary.</param>
internal sealed record ReviewAnswer(
    string Asked,
    string Case,
    string Words,
    IReadOnlyList<string> Commands,
    bool IsFirst
)
{
    private static readonly (string Name, string Machine, bool Kho)[] Cases =
    [
        ("x86_64", "intel-server", false),
        ("arm64", "arm64-128c", false),
        ("KHO", "intel-server", true),
    ];

    /// <summary>Every question that was asked, for every case.</summary>
    public static IReadOnlyList<ReviewAnswer> All(ResultAnswers answers) =>
        [
            .. QuestionCatalog
                .All.Where(q => q.Asked is not null)
                .SelectMany(q => Cases.Select(c => Of(q, c, answers))),
        ];

    private static ReviewAnswer Of(
        Question question,
        (string Name, string Machine, bool Kho) of,
        ResultAnswers answers
    )
    {
        // Under KHO the answer itself compares the releases.
        Answer[] all = [.. (of.Kho ? question.Releases.TakeLast(1) : question.Releases).Select(To)];
        string words =
            all.Length > 1 ? ByRelease(question.Releases, all)
            : all[0] is HowMuchFasterAnswer { UnderKho: { } kho } ? $"{all[0].Verdict} {kho}"
            : all[0].Verdict;
        return new ReviewAnswer(
            question.Asked!,
            of.Name,
            words,
            [.. all.Select(a => a.Reproduce)],
            of == Cases[0]
        );

        Answer To(string release) => answers.To(question, of.Machine, release, of.Kho);
    }

    private static string ByRelease(IReadOnlyList<string> releases, Answer[] all) =>
        all.All(a => a.Verdict == all[0].Verdict)
            ? $"On {string.Join(" and ", releases)} alike {all[0].Verdict}"
            : string.Join(' ', releases.Select((r, i) => $"On {r} {all[i].Verdict}").Reverse());
}
