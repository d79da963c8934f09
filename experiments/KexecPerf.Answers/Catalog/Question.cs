using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.BreakEven;
using KexecPerf.Answers.Questions.Sensitivity;

namespace KexecPerf.Answers.Catalog;

/// <summary>A question that <c>answer</c> answers.</summary>
/// <param name="Name">On the command line and in JSON.</param>
/// <param name="Meaning">Its row in README.md.</param>
/// <param name="Form">Type of its answer, for the schema.</param>
/// <param name="Ask">Answers it.</param>
internal sealed record Question(
    string Name,
    string Meaning,
    Type Form,
    Func<AnswerRequest, BreakEvenOptions, Answer> Ask
)
{
    /// <summary>Whether it has a threshold and a span.</summary>
    public bool HasThreshold { get; init; }

    /// <summary>The outcome that <c>sensitivity</c> explains when it is asked so; null where it is not.</summary>
    public WatchedOutcome? Outcome { get; init; }

    /// <summary>As the review thread asked it, which the page of results answers; null where nobody did.</summary>
    public string? Asked { get; init; }

    /// <summary>Releases whose answers the page of results holds: what placement saves depends on them, the others hardly do.</summary>
    public IReadOnlyList<string> Releases { get; init; } = ["7.3"];
}
