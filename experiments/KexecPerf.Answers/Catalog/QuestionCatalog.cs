using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.BreakEven;
using KexecPerf.Answers.Questions.DmaRisk;
using KexecPerf.Answers.Questions.Sensitivity;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Catalog;

/// <summary>Every question, once; commands, schemas and the page of results follow.</summary>
internal static class QuestionCatalog
{
    /// <summary>In the order of README.md, the usual one first.</summary>
    public static IReadOnlyList<Question> All { get; } =
    [
        new(
            HowMuchFaster.Question,
            "the default: saved ms, ratios, does it boot",
            typeof(HowMuchFasterAnswer),
            (r, _) => HowMuchFaster.Answer(r)
        )
        {
            Outcome = WatchedOutcome.Saved,
            Asked = "\"How much faster?\"",
            Releases = ["7.2", "7.3"],
        },
        new(
            WhatDominates.Question,
            "which phase to look at first",
            typeof(WhatDominatesAnswer),
            (r, _) => WhatDominates.Answer(r)
        )
        {
            Outcome = WatchedOutcome.Of(PhaseSpan.HotPhase),
        },
        new(
            WhatNext.Question,
            "what each setting, release and proposed change would save here, ranked",
            typeof(WhatNextAnswer),
            (r, _) => WhatNext.Answer(r)
        )
        {
            Outcome = WatchedOutcome.Of(PhaseSpan.Downtime),
        },
        new(
            BreakEvenQuestion.Name,
            "where CMA stops mattering: image, CPUs, hash, devices, memory",
            typeof(BreakEvenAnswer),
            BreakEvenQuestion.Answer
        )
        {
            HasThreshold = true,
        },
        new(
            DmaRiskQuestion.Name,
            "how likely a device that goes on writing damages the image",
            typeof(DmaRiskAnswer),
            (r, _) => DmaRiskQuestion.Answer(r)
        )
        {
            Asked = "\"Is stray DMA known to be a problem?\"",
        },
        new(
            Zeroing.Question,
            "whether to zero the remainder after the copy, and what staleness does",
            typeof(ZeroingAnswer),
            (r, _) => Zeroing.Answer(r)
        )
        {
            Asked = "\"Would it be more efficient to zero the remainder after the copy?\"",
        },
        new(
            CmaSize.Question,
            "the smallest `cma=` that holds all segments in 99 of 100 loads",
            typeof(CmaSizeAnswer),
            (r, _) => CmaSize.Answer(r)
        ),
    ];

    /// <summary>The one asked when none is named.</summary>
    public static Question Usual => All[0];

    /// <summary>One of some questions by its name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static Question Find(string name, IReadOnlyList<Question> among, string command) =>
        among.FirstOrDefault(q => q.Name == name)
        ?? throw new InputException(
            InputPlace.Of(command),
            name.StartsWith('-')
                    ? $"no option '{UserText.Shorten(name)}'; see kexecperf {command} --help"
                : name.EndsWith(".tar", StringComparison.Ordinal)
                    ? $"no question '{UserText.Shorten(name)}'; did you mean --host "
                        + $"{UserText.Shorten(name)}?"
                : $"no question '{UserText.Shorten(name)}'; "
                    + $"{Nearest.Hint(name, [.. among.Select(q => q.Name)])}"
        );

    /// <summary>Those that <c>sensitivity</c> takes.</summary>
    public static IReadOnlyList<Question> WithOutcome { get; } =
    [.. All.Where(q => q.Outcome is not null)];
}
